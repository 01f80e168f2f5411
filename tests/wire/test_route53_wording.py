"""The words in which Route 53 refuses what its schema does not allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_dnssec.errors import AwsError
from mock_dnssec.wire.http import Request
from mock_dnssec.wire.protocol import protocol_of

from .client_side import sent
from .shapes import XML_TEXT

if TYPE_CHECKING:
    from mypy_boto3_route53 import Route53Client

NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/"
XERCES = "Invalid XML ; javax.xml.stream.XMLStreamException: org.xml.sax.SAXParseException; "
KSK: dict[str, Any] = {
    "CallerReference": "reference",
    "HostedZoneId": "Z1",
    "KeyManagementServiceArn": "arn:aws:kms:us-east-1:123456789012:key/1",
    "Name": "ksk",
    "Status": "ACTIVE",
}


def refusal(operation: str, request: Request) -> AwsError:
    """Return what Route 53 says of a request."""
    with pytest.raises(AwsError) as caught:
        protocol_of("route53").read(operation, request)
    assert caught.value.code == "InvalidInput"
    return caught.value


def raw(operation: str, content: str) -> Request:
    """Return a request with this content in the root element."""
    root = f"{operation}Request"
    body = f'<{root} xmlns="{NAMESPACE}">{content}</{root}>'
    return Request("POST", "/2013-04-01/hostedzone/Z1/rrset", "", body.encode())


def test_the_published_error(route53: Route53Client) -> None:
    """A CallerReference of 129 characters gives boto3 what it gave users of the real service."""
    reference = "a" * 129
    with pytest.raises(ClientError) as caught:
        route53.create_key_signing_key(**{**KSK, "CallerReference": reference})
    assert caught.value.response["Error"] == {
        "Type": "Sender",
        "Code": "InvalidInput",
        "Message": f"{XERCES}lineNumber: 1; columnNumber: 247; cvc-maxLength-valid: "
        f"Value '{reference}' with length = '129' is not facet-valid with respect to "
        "maxLength '128' for type 'Nonce'.",
    }


def test_the_first_fault_in_the_body_is_the_one() -> None:
    """The validator stops at the first fault in the order of the body, which is the client's."""
    long = {"Name": "n" * 129, "CallerReference": "c" * 129}
    assert (
        "SigningKeyName"
        in refusal(
            "CreateKeySigningKey", sent("route53", "CreateKeySigningKey", {**long, **KSK, **long})
        ).message
    )
    backwards = dict(reversed({**long, **KSK, **long}.items()))
    assert (
        "Nonce"
        in refusal("CreateKeySigningKey", sent("route53", "CreateKeySigningKey", backwards)).message
    )


@settings(max_examples=50)
@given(before=st.text(XML_TEXT), reference=st.text(XML_TEXT, min_size=129, max_size=140))
def test_where_the_validator_stands(before: str, reference: str) -> None:
    """Line and column count characters, from 1, and are those behind the element at fault."""
    parameters = {**KSK, "Status": before.rjust(5, "<"), "CallerReference": reference}
    parameters = {"Status": parameters.pop("Status"), **parameters}
    request = sent("route53", "CreateKeySigningKey", parameters)
    body = request.body.decode()
    read = body[: body.index("</CallerReference>") + len("</CallerReference>")]
    line, column = read.count("\n") + 1, len(read.split("\n")[-1]) + 1
    assert refusal("CreateKeySigningKey", request).message.startswith(
        f"{XERCES}lineNumber: {line}; columnNumber: {column}; cvc-maxLength-valid: "
    )


def test_enums() -> None:
    """A value outside of an enum is refused with all that the enum has."""
    change = {
        "Action": "REPLACE",
        "ResourceRecordSet": {"Name": "example.com", "Type": "A"},
    }
    parameters = {"HostedZoneId": "Z1", "ChangeBatch": {"Changes": [change]}}
    error = refusal(
        "ChangeResourceRecordSets", sent("route53", "ChangeResourceRecordSets", parameters)
    )
    assert error.message.endswith(
        "cvc-enumeration-valid: Value 'REPLACE' is not facet-valid with respect to "
        "enumeration '[CREATE, DELETE, UPSERT]'. It must be a value from the enumeration."
    )


def change(record_set: str) -> str:
    """Return a change batch that creates one record set."""
    record_set = f"<ResourceRecordSet><Name>a</Name>{record_set}</ResourceRecordSet>"
    change = f"<Change><Action>CREATE</Action>{record_set}</Change>"
    return f"<ChangeBatch><Changes>{change}</Changes></ChangeBatch>"


INCOMPLETE = [
    (change("<Type>A</Type><ResourceRecords/>"), ("ResourceRecords", "ResourceRecord")),
    (change(""), ("ResourceRecordSet", "Type")),
    ("<ChangeBatch><Changes><Change/></Changes></ChangeBatch>", ("Change", "Action")),
    ("", ("ChangeResourceRecordSetsRequest", "ChangeBatch")),
]


@pytest.mark.parametrize(("content", "names"), INCOMPLETE)
def test_what_is_missing(content: str, names: tuple[str, str]) -> None:
    """An element without one that it must have is named, as is what it lacks."""
    parent, element = names
    error = refusal("ChangeResourceRecordSets", raw("ChangeResourceRecordSets", content))
    assert error.message.endswith(
        f"cvc-complex-type.2.4.b: The content of element '{parent}' is not complete. "
        f"One of '{{\"{NAMESPACE}\":{element}}}' is expected."
    )


def test_an_element_that_is_there_twice() -> None:
    """A second element where the schema has one is unexpected content."""
    content = "<Name>a</Name><Name>b</Name><CallerReference>c</CallerReference>"
    error = refusal("CreateHostedZone", raw("CreateHostedZone", content))
    assert error.message.endswith(
        "cvc-complex-type.2.4.d: Invalid content was found starting with element 'Name'. "
        "No child element is expected at this point."
    )


def test_members_of_the_uri(route53: Route53Client) -> None:
    """A member of the URI is judged before the body, in the words of AWS's other services."""
    zone = "Z" * 33
    with pytest.raises(ClientError) as caught:
        route53.get_dnssec(HostedZoneId=zone)
    assert caught.value.response["Error"] == {
        "Type": "Sender",
        "Code": "InvalidInput",
        "Message": f"1 validation error detected: Value '{zone}' at 'hostedZoneId' failed to "
        "satisfy constraint: Member must have length less than or equal to 32",
    }
