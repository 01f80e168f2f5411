"""What differs between AWS's protocols: a row each, under botocore's names of the protocols."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from mock_dnssec.wire.cbor_bodies import CBOR, readable_cbor
from mock_dnssec.wire.error_documents import cbor_document, json_document, xml_document
from mock_dnssec.wire.json_bodies import readable_json
from mock_dnssec.wire.mirror import LOCATED
from mock_dnssec.wire.query_bodies import STS_NAMESPACE, enveloped, readable_form
from mock_dnssec.wire.wording import validation_error
from mock_dnssec.wire.xml_bodies import readable_xml, with_bare_ids
from mock_dnssec.wire.xml_schema import schema_error

if TYPE_CHECKING:
    from botocore.model import Shape

    from mock_dnssec.errors import AwsError
    from mock_dnssec.wire.constraints import Violation
    from mock_dnssec.wire.http import Request

RPC_V2 = "/service/"
"""How the path of a request begins in Smithy's RPC v2; that of JSON is "/".

https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html
"""


NUMERIC = ("minValue", "maxValue")


def _as_it_is(operation: str, written: bytes, request_id: str) -> bytes:  # noqa: ARG001 - as Format has it
    return written


def _declared(operation: str, written: bytes, request_id: str) -> bytes:  # noqa: ARG001 - as Format has it
    """Return Route 53's document; results without members have none at all."""
    return b'<?xml version="1.0"?>\n' + written if written else written


class Format(NamedTuple):
    """How one protocol speaks where botocore does not speak for it."""

    headers: Mapping[str, str]
    """What every response says of itself."""
    readable: Callable[[bytes, Shape], bytes]
    """Return what of a body there is to parse, or raise AwsError for one that is not in form."""
    understood: Callable[[dict[str, object], Shape], dict[str, object]]
    """Return what parameters mean that can be written in more than one way."""
    refusal: Callable[[bytes, Sequence[Violation]], AwsError]
    """Return the error for what the parameters in a body violate."""
    error_document: Callable[[AwsError, int, str], bytes]
    """Return the body of an error, given its HTTP status and the id of the request."""
    document: Callable[[str, bytes, str], bytes] = _as_it_is
    """Return the body that carries what botocore wrote, and the id of the request."""
    symmetric: str | None = None
    """The protocol whose parser and serializer do, where this one's are not symmetric."""
    unknown_operation: str = "UnknownOperationException"
    """The error for an operation that the service does not have."""
    timestamp_precision: str = "millisecond"
    """How exact AWS's times are, in the words of botocore's serializer."""


def _as_written(parameters: dict[str, object], shape: Shape) -> dict[str, object]:  # noqa: ARG001 - as Format has it
    return parameters


def _validation_exception(body: bytes, found: Sequence[Violation]) -> AwsError:  # noqa: ARG001 - as Format has it
    return validation_error("ValidationException", found)


def _validation_error(body: bytes, found: Sequence[Violation]) -> AwsError:  # noqa: ARG001 - as Format has it
    return validation_error("ValidationError", found)


def _refusal_in_xml(body: bytes, found: Sequence[Violation]) -> AwsError:
    """Refuse what is in the URI, then what the schema forbids: it has no limits for numbers."""
    in_uri = [one for one in found if one.shape.serialization.get("location") in LOCATED]
    in_schema = [one for one in found if one.rule not in NUMERIC]
    if in_schema and not in_uri:
        return schema_error(body, in_schema)
    return validation_error("InvalidInput", in_uri or found)


FORMATS = {
    "json": Format(
        {"Content-Type": "application/x-amz-json-1.1"},
        readable_json,
        _as_written,
        _validation_exception,
        json_document,
    ),
    "rest-xml": Format(
        {"Content-Type": "text/xml"},
        readable_xml,
        with_bare_ids,
        _refusal_in_xml,
        xml_document,
        document=_declared,
    ),
    "query": Format(
        {"Content-Type": "text/xml"},
        readable_form,
        _as_written,
        _validation_error,
        partial(xml_document, namespace=STS_NAMESPACE),
        document=enveloped,
        symmetric="rest-xml",
        unknown_operation="InvalidAction",
        timestamp_precision="default",
    ),
    CBOR: Format(
        {"Content-Type": "application/cbor", "smithy-protocol": "rpc-v2-cbor"},
        readable_cbor,
        _as_written,
        _validation_exception,
        cbor_document,
    ),
}


def spoken_in(request: Request) -> str | None:
    """Return the protocol that the path of ``request`` tells, None for the service's usual one."""
    return CBOR if request.path.startswith(RPC_V2) else None
