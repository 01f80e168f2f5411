"""What differs between AWS's protocols: a row each, under botocore's names of the protocols."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from mock_dnssec.wire.error_documents import json_document, xml_document
from mock_dnssec.wire.json_bodies import readable_json
from mock_dnssec.wire.mirror import LOCATED
from mock_dnssec.wire.wording import validation_error
from mock_dnssec.wire.xml_bodies import readable_xml
from mock_dnssec.wire.xml_schema import schema_error

if TYPE_CHECKING:
    from botocore.model import Shape

    from mock_dnssec.errors import AwsError
    from mock_dnssec.wire.constraints import Violation


NUMERIC = ("minValue", "maxValue")


class Format(NamedTuple):
    """How one protocol speaks where botocore does not speak for it."""

    content_type: str
    readable: Callable[[bytes, Shape], bytes]
    """Return what of a body there is to parse, or raise AwsError for one that is not in form."""
    refusal: Callable[[bytes, Sequence[Violation]], AwsError]
    """Return the error for what the parameters in a body violate."""
    error_document: Callable[[AwsError, int, str], bytes]
    """Return the body of an error, given its HTTP status and the id of the request."""


def _refusal_in_json(body: bytes, found: Sequence[Violation]) -> AwsError:  # noqa: ARG001
    return validation_error("ValidationException", found)


def _refusal_in_xml(body: bytes, found: Sequence[Violation]) -> AwsError:
    """Refuse what is in the URI, then what the schema forbids: it has no limits for numbers."""
    in_uri = [one for one in found if one.shape.serialization.get("location") in LOCATED]
    in_schema = [one for one in found if one.rule not in NUMERIC]
    if in_schema and not in_uri:
        return schema_error(body, in_schema)
    return validation_error("InvalidInput", in_uri or found)


FORMATS = {
    "json": Format("application/x-amz-json-1.1", readable_json, _refusal_in_json, json_document),
    "rest-xml": Format("text/xml", readable_xml, _refusal_in_xml, xml_document),
}
