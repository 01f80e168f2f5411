"""An error that a backend raises is the error that a client's parser finds."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from mock_dnssec.errors import AwsError, MockDefectError
from mock_dnssec.wire.common_errors import COMMON_ERRORS
from mock_dnssec.wire.protocol import protocol_of

from .client_side import SPOKEN, operation_model, received, server_side

if TYPE_CHECKING:
    from botocore.model import StructureShape

REQUEST_ID = "01234567-89ab-4def-8123-456789abcdef"
MESSAGE = "<&>\"' ]]> ä€𝄞 'example.com.'"


def status_of(service: str, shape: StructureShape) -> int:
    """Return the HTTP status that AWS documents for an error."""
    if service == "kms":
        faults = ("DependencyTimeoutException", "KMSInternalException", "KeyUnavailableException")
        return 500 if shape.name in faults else 400
    return int(shape.metadata.get("error", {}).get("httpStatusCode", 400))


@pytest.mark.parametrize(("service", "operation", "protocol"), SPOKEN)
def test_documented_errors(service: str, operation: str, protocol: str) -> None:
    """Each error that the model lists arrives with its code, message, request id and status."""
    shapes: list[Any] = operation_model(service, operation).error_shapes
    for shape in shapes:
        error = AwsError(shape.error_code, MESSAGE)
        response = server_side(service, protocol).render_error(operation, error, REQUEST_ID)
        parsed = received(service, operation, response, protocol)
        assert parsed["Error"]["Code"] == shape.error_code
        assert parsed["Error"]["Message"] == MESSAGE
        assert parsed["ResponseMetadata"]["RequestId"] == REQUEST_ID
        assert response.status == status_of(service, shape)


@pytest.mark.parametrize(
    ("operation", "service", "code"),
    [
        (operation, service, code)
        for operation, service in (("CreateKey", "kms"), ("GetDNSSEC", "route53"))
        for code in COMMON_ERRORS[service]
    ],
)
def test_common_errors(operation: str, service: str, code: str) -> None:
    """An error that any operation may give is given by each."""
    response = protocol_of(service).render_error(operation, AwsError(code, MESSAGE), REQUEST_ID)
    assert received(service, operation, response)["Error"]["Code"] == code
    assert response.status >= 400


@pytest.mark.parametrize(
    ("code", "sender"), [("NoSuchHostedZone", "Sender"), ("InternalFailure", "Receiver")]
)
def test_route53_says_whose_fault_it_is(code: str, sender: str) -> None:
    """Route 53's errors have a Type, and its client finds it beside the code."""
    response = protocol_of("route53").render_error("GetDNSSEC", AwsError(code, "m"), REQUEST_ID)
    parsed = received("route53", "GetDNSSEC", response)
    assert parsed["Error"] == {"Type": sender, "Code": code, "Message": "m"}


@pytest.mark.parametrize(
    ("error", "document"),
    [
        (
            AwsError("KMSInvalidSignatureException"),
            {"__type": "KMSInvalidSignatureException"},
        ),
        (
            AwsError("NotFoundException", "Invalid keyId 'x'"),
            {"__type": "NotFoundException", "message": "Invalid keyId 'x'"},
        ),
        (
            AwsError("SerializationException", "Start of list found where not expected"),
            {
                "__type": "SerializationException",
                "Message": "Start of list found where not expected",
            },
        ),
    ],
    ids=["without a message", "of KMS", "of the framework"],
)
def test_kms_documents(error: AwsError, document: dict[str, str]) -> None:
    """KMS sends no message rather than an empty one, and its framework spells the member anew."""
    response = protocol_of("kms").render_error("Verify", error, REQUEST_ID)
    assert json.loads(response.body) == document
    assert response.status == 400


def test_a_message_that_is_not_there() -> None:
    """An error without a message reaches the client with an empty one, and no member beside it."""
    error = AwsError("KMSInvalidSignatureException")
    response = protocol_of("kms").render_error("Verify", error, REQUEST_ID)
    assert received("kms", "Verify", response)["Error"] == {
        "Code": "KMSInvalidSignatureException",
        "Message": "",
    }


def test_route53_has_an_envelope() -> None:
    """Route 53's error document is the one that is published, namespace and request id included."""
    error = AwsError("NoSuchHostedZone", "No hosted zone found with ID: Z1")
    response = protocol_of("route53").render_error("GetDNSSEC", error, REQUEST_ID)
    assert response.status == 404
    assert response.body.decode().partition("\n")[2] == (
        '<ErrorResponse xmlns="https://route53.amazonaws.com/doc/2013-04-01/"><Error>'
        "<Type>Sender</Type><Code>NoSuchHostedZone</Code>"
        "<Message>No hosted zone found with ID: Z1</Message></Error>"
        f"<RequestId>{REQUEST_ID}</RequestId></ErrorResponse>"
    )


@pytest.mark.parametrize(
    ("service", "operation", "code"),
    [
        ("kms", "CreateKey", "DryRunOperationException"),
        ("route53", "GetDNSSEC", "KeySigningKeyInUse"),
        ("route53", "CreateHostedZone", "NoSuchKeySigningKey"),
    ],
)
def test_an_error_that_aws_does_not_document(
    service: str, operation: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A code that AWS does not document for the operation is a defect of the mock."""
    monkeypatch.setattr("mock_dnssec.wire.protocol.botocore_is_older", lambda: False)
    with pytest.raises(MockDefectError, match=f"{operation}: {code}: why"):
        protocol_of(service).render_error(operation, AwsError(code, "why"), REQUEST_ID)
