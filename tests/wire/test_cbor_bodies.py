"""CBOR as clients of Smithy's RPC v2 send it to Route 53 Domains, and what is none."""

from __future__ import annotations

from typing import Any

import pytest

from mock_dnssec.errors import AwsError
from mock_dnssec.wire.http import Request
from mock_dnssec.wire.protocol import protocol_of

from .client_side import CBOR, received, server_side

SERVICE = "route53domains"


def read(operation: str, body: bytes) -> dict[str, object]:
    """Return the parameters that a body carries."""
    path = f"/service/Route53Domains_v20140515/operation/{operation}"
    request = Request("POST", path, "", body)
    return protocol_of(SERVICE, request).read(operation, request)


def text(value: str) -> bytes:
    """Return a short text in CBOR (RFC 8949 section 3.1, major type 3)."""
    return bytes([0x60 + len(value)]) + value.encode()


def entries(**values: bytes) -> bytes:
    """Return a map in CBOR (RFC 8949 section 3.1, major type 5)."""
    parts = [text(name) + value for name, value in values.items()]
    return bytes([0xA0 + len(parts)]) + b"".join(parts)


def array(*values: bytes) -> bytes:
    """Return an array in CBOR (RFC 8949 section 3.1, major type 4)."""
    return bytes([0x80 + len(values)]) + b"".join(values)


NULL, ONE, HUGE = b"\xf6", b"\x01", b"\x7f" + b"\xff" * 7
INFINITY = b"\xf9\x7c\x00"
NOT_CBOR = {
    "JSON": b'{"DomainName": "example.com"}',
    "cut off": entries(DomainName=text("example.com"))[:-1],
    "an array": array(text("example.com")),
    "a text": text("example.com"),
    "a map as a key": b"\xa1" + entries() + ONE,
    "a text that is not UTF-8": b"\xa1\x61\xff" + ONE,
    "more bytes than there can be": b"\x5b\xff" + HUGE[1:],
    "more bytes than there are": b"\x5b\x00\x00\x7f" + b"\xff" * 5,
    "more items than there are": b"\x9b" + HUGE,
    "without an end": b"\xbf",
    "without a bottom": b"\x81" * 100_000,
    "a time that never comes": entries(DomainName=b"\xc1" + INFINITY),
    "a time that is none": entries(DomainName=b"\xc1" + text("noon")),
    "a tag of another kind": entries(DomainName=b"\xc2" + ONE),
}


@pytest.mark.parametrize("body", NOT_CBOR.values(), ids=NOT_CBOR)
def test_what_is_no_cbor(body: bytes) -> None:
    """A body that is no map in CBOR is refused, whatever is wrong with it."""
    with pytest.raises(AwsError) as refused:
        read("GetDomainDetail", body)
    assert refused.value.code == "SerializationException"


@pytest.mark.parametrize(
    ("operation", "body"),
    [
        ("GetDomainDetail", entries(DomainName=ONE)),
        ("GetDomainDetail", entries(DomainName=array())),
        ("ListOperations", entries(MaxItems=text("10"))),
        ("ListOperations", entries(MaxItems=b"\xf5")),
        ("ListOperations", entries(SubmittedSince=ONE)),
        ("ListOperations", entries(Status=text("FAILED"))),
        ("ListOperations", entries(Status=array(NULL))),
        ("ListDomains", entries(SortCondition=array())),
        ("ListDomains", entries(FilterConditions=array(text("Expiry")))),
    ],
)
def test_cbor_of_other_types(operation: str, body: bytes) -> None:
    """A value of another type than the model's is refused, at whatever depth."""
    with pytest.raises(AwsError) as refused:
        read(operation, body)
    assert refused.value.code == "SerializationException"


def test_cbor_that_is_read_all_the_same() -> None:
    """Nulls are as good as nothing, and members that the model does not have are passed over."""
    body = entries(DomainName=text("a.com"), Later=entries(Than=array(ONE, NULL)), IdnLang=NULL)
    assert read("GetDomainDetail", body) == {"DomainName": "a.com"}
    assert read("ListDomains", entries(Marker=NULL)) == {}


@pytest.mark.parametrize("body", [b"", entries(), b"\xbf\xff"])
def test_nothing_to_say(body: bytes) -> None:
    """No body, an empty map and one of unstated length say the same."""
    assert read("ListDomains", body) == {}
    with pytest.raises(AwsError, match="Value null at 'domainName'"):
        read("GetDomainDetail", body)


def test_answers_say_what_they_are() -> None:
    """Results and errors alike carry the protocol's header and its content type."""
    protocol = server_side(SERVICE, CBOR)
    result = protocol.render("RegisterDomain", {"OperationId": "x"}, "id")
    error = protocol.render_error("RegisterDomain", AwsError("InvalidInput", "why"), "id")
    for response in (result, error):
        assert dict(response.headers) == {
            "Content-Type": "application/cbor",
            "smithy-protocol": "rpc-v2-cbor",
            "x-amzn-RequestId": "id",
        }
    assert result.body == entries(OperationId=text("x"))


@pytest.mark.parametrize("message", ["", "why"])
def test_errors(message: str) -> None:
    """The document has the code, and a message unless it is empty."""
    error = AwsError("InvalidInput", message)
    response = server_side(SERVICE, CBOR).render_error("GetDomainDetail", error, "id")
    expected: dict[str, Any] = {"__type": text("InvalidInput")}
    assert response.status == 400
    assert response.body == entries(**expected, **({"message": text("why")} if message else {}))
    parsed = received(SERVICE, "GetDomainDetail", response, CBOR)
    assert parsed["Error"] == {"Code": "InvalidInput", "Message": message}
