"""What AWS could not have answered never leaves the mock."""

from __future__ import annotations

import datetime
import enum
from typing import TYPE_CHECKING, Any

import pytest

from mock_dnssec.errors import MockDefectError
from mock_dnssec.wire.older_models import without_unknown_members
from mock_dnssec.wire.protocol import protocol_of

from .client_side import operation_model, received

if TYPE_CHECKING:
    from mock_dnssec.wire.http import Response

NOON = datetime.datetime(2025, 6, 1, 12, 0, 0, 123_000, tzinfo=datetime.timezone.utc)
CHANGE: dict[str, Any] = {"Id": "/change/C1", "Status": "PENDING", "SubmittedAt": NOON}


class Number(enum.IntEnum):
    """A number that prints as a name."""

    ONE = 1


class Text(str, enum.Enum):
    """A text that prints as a name."""

    KSK = "ksk"


def render(operation: str, result: dict[str, Any], service: str = "route53") -> Response:
    """Return the response that carries ``result``."""
    return protocol_of(service).render(operation, result, "request-id")


@pytest.fixture(autouse=True)
def _botocore_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    """Judge results by all that the installed model has, however old it is."""
    monkeypatch.setattr("mock_dnssec.wire.protocol.botocore_is_older", lambda: False)


DEFECTS = [
    pytest.param("GetDNSSEC", {"Status": {}}, "null at 'keySigningKeys'", id="missing"),
    pytest.param(
        "GetDNSSEC",
        {"Status": {"ServeSignature": None}, "KeySigningKeys": []},
        "null at 'status.serveSignature'",
        id="None",
    ),
    pytest.param(
        "GetDNSSEC",
        {"Status": {"Serve": "SIGNING"}, "KeySigningKeys": []},
        "'SIGNING' at 'status.serve' failed to satisfy constraint: Member must be one of the model",
        id="unknown",
    ),
    pytest.param(
        "GetDNSSEC",
        {"Status": {}, "KeySigningKeys": [{"Name": "ksk"}, {"KeyTag": "1"}]},
        "'1' at 'keySigningKeys.2.member.keyTag' .* type integer",
        id="text for a number",
    ),
    pytest.param(
        "GetDNSSEC",
        {"Status": {}, "KeySigningKeys": [{"KeyTag": True}]},
        "'True' at 'keySigningKeys.1.member.keyTag' .* type integer",
        id="boolean for a number",
    ),
    pytest.param(
        "GetDNSSEC",
        {"Status": {}, "KeySigningKeys": [{"KeyTag": Number.ONE}]},
        "at 'keySigningKeys.1.member.keyTag' .* type integer",
        id="enum for a number",
    ),
    pytest.param(
        "GetDNSSEC",
        {"Status": {}, "KeySigningKeys": [{"Name": Text.KSK}]},
        "at 'keySigningKeys.1.member.name' .* type string",
        id="enum for a text",
    ),
    pytest.param(
        "GetDNSSEC",
        {"Status": {}, "KeySigningKeys": {"Name": "ksk"}},
        "at 'keySigningKeys' .* type list",
        id="structure for a list",
    ),
    pytest.param(
        "GetDNSSEC",
        {"Status": ["SIGNING"], "KeySigningKeys": []},
        "at 'status' .* type structure",
        id="list for a structure",
    ),
    pytest.param(
        "EnableHostedZoneDNSSEC",
        {"ChangeInfo": {**CHANGE, "SubmittedAt": "2025-06-01"}},
        "at 'changeInfo.submittedAt' .* type timestamp",
        id="text for a time",
    ),
]


@pytest.mark.parametrize(("operation", "result", "words"), DEFECTS)
def test_results_that_aws_cannot_send(operation: str, result: dict[str, Any], words: str) -> None:
    """A missing, unknown or wrongly typed member is a defect, which names it and where it is."""
    with pytest.raises(MockDefectError, match=f"AWS cannot answer {operation} so: .*{words}"):
        render(operation, result)


def test_blobs_are_bytes() -> None:
    """A text where AWS has bytes would reach the client encoded: it is a defect."""
    with pytest.raises(MockDefectError, match=r"Value at 'publicKey' .* type blob"):
        render("GetPublicKey", {"PublicKey": "MFkw"}, "kms")


def test_an_operation_without_output_answers_nothing() -> None:
    """A result for an operation that has none is a defect."""
    with pytest.raises(MockDefectError, match="DisableKey has no output"):
        render("DisableKey", {"KeyId": "x"}, "kms")


def test_members_that_aws_leaves_out() -> None:
    """A private zone has no delegation set, and a first page no marker, whatever the model says."""
    zone = {"Id": "/hostedzone/Z1", "Name": "example.com.", "CallerReference": "r"}
    created = {"HostedZone": zone, "ChangeInfo": CHANGE, "Location": "https://aws.test/Z1"}
    response = render("CreateHostedZone", created)
    assert "DelegationSet" not in received("route53", "CreateHostedZone", response)
    page = {"HostedZones": [zone], "IsTruncated": False, "MaxItems": "100"}
    assert "Marker" not in received("route53", "ListHostedZones", render("ListHostedZones", page))


def test_limits_that_aws_does_not_keep() -> None:
    """AWS's results have longer ids and emptier lists than the model has it."""
    tags = {"ResourceType": "hostedzone", "ResourceId": "Z" * 33, "Tags": []}
    response = render("ListTagsForResource", {"ResourceTagSet": tags})
    assert received("route53", "ListTagsForResource", response)["ResourceTagSet"] == tags


def test_headers_of_the_result() -> None:
    """A member that AWS sends as a header is one, beside the request id and the content type."""
    zone = {"Id": "/hostedzone/Z1", "Name": "example.com.", "CallerReference": "r"}
    result = {"HostedZone": zone, "ChangeInfo": CHANGE, "Location": "https://aws.test/Z1"}
    response = render("CreateHostedZone", result)
    assert dict(response.headers) == {
        "Content-Type": "text/xml",
        "Location": "https://aws.test/Z1",
        "x-amzn-RequestId": "request-id",
    }
    assert b"https://aws.test/Z1" not in response.body


def test_times_have_milliseconds() -> None:
    """Route 53 writes times with milliseconds."""
    response = render("EnableHostedZoneDNSSEC", {"ChangeInfo": CHANGE})
    assert b"<SubmittedAt>2025-06-01T12:00:00.123" in response.body


def test_members_that_an_older_botocore_does_not_know() -> None:
    """What the installed botocore cannot write is left out, at any depth, as clients would do."""
    shape = operation_model("route53", "GetDNSSEC").output_shape
    assert shape is not None
    result = {
        "Status": {"ServeSignature": "SIGNING", "Later": 1},
        "KeySigningKeys": [{"Name": "ksk", "Later": {"Than": "this"}}],
        "Later": [],
    }
    assert without_unknown_members(shape, result) == {
        "Status": {"ServeSignature": "SIGNING"},
        "KeySigningKeys": [{"Name": "ksk"}],
    }
