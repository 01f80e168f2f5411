"""How Route 53 words a body that its schema does not allow: as Xerces does, at the first fault."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast
from xml.sax.saxutils import escape

from mock_dnssec.errors import AwsError
from mock_dnssec.wire.error_documents import ROUTE53_NAMESPACE

if TYPE_CHECKING:
    from botocore.model import ListShape, Shape

    from mock_dnssec.wire.constraints import Violation

RULES = {
    "minLength": "cvc-minLength-valid: Value '{value}' with length = '{length}' is not facet-valid "
    "with respect to minLength '{limit}' for type '{type}'.",
    "maxLength": "cvc-maxLength-valid: Value '{value}' with length = '{length}' is not facet-valid "
    "with respect to maxLength '{limit}' for type '{type}'.",
    "length": "cvc-length-valid: Value '{value}' with length = '{length}' is not facet-valid "
    "with respect to length '{limit}' for type '{type}'.",
    "pattern": "cvc-pattern-valid: Value '{value}' is not facet-valid with respect to pattern "
    "'{limit}' for type '{type}'.",
    "enum": "cvc-enumeration-valid: Value '{value}' is not facet-valid with respect to "
    "enumeration '[{limit}]'. It must be a value from the enumeration.",
    "type": "cvc-complex-type.2.4.d: Invalid content was found starting with element '{element}'. "
    "No child element is expected at this point.",
}
"""What the validator says of a value. Of these, ``maxLength`` and ``length`` were seen.

A value can only be of another type when its element is there more than once.
"""

MISSING = (
    "cvc-complex-type.2.4.b: The content of element '{parent}' is not complete. "
    "One of '{{\"{namespace}\":{element}}}' is expected."
)
"""Seen from Route 53 for a list without items."""


def schema_error(body: bytes, found: Sequence[Violation]) -> AwsError:
    """Return the error for that violation in ``found`` which comes first in ``body``."""
    document = body.decode()
    line, column, text = min((*_after(document, _markup(one)), _text(one)) for one in found)
    return AwsError(
        "InvalidInput",
        "Invalid XML ; javax.xml.stream.XMLStreamException: org.xml.sax.SAXParseException; "
        f"lineNumber: {line}; columnNumber: {column}; {text}",
    )


def _after(document: str, markup: str) -> tuple[int, int]:
    """Return the line and the column, from 1, of what follows ``markup``."""
    start = document.find(markup)
    end = start + len(markup) if start >= 0 else len(document)
    return document.count("\n", 0, end) + 1, end - document.rfind("\n", 0, end)


def _markup(violation: Violation) -> str:
    """Return what a validator has read when it finds the violation."""
    if violation.rule == "required":
        return f"</{_parent(violation)}>"
    element = _element(violation)
    if violation.shape.type_name == "list":
        return f"</{element}>"
    return f"<{element}>{escape(str(violation.value))}</{element}>"


def _text(violation: Violation) -> str:
    shape, value, rule = violation.shape, violation.value, violation.rule
    element = _element(violation)
    if rule == "required":
        return _missing(element, _parent(violation))
    if shape.type_name == "list":
        element = cast("ListShape", shape).member.serialization.get("name", "member")
        if rule == "minLength":
            return _missing(element, _element(violation))
        rule = "type"
    elif shape.metadata.get("min") == shape.metadata.get("max") is not None:
        rule = "length"
    return RULES[rule].format(
        value=value,
        length=len(str(value)),
        limit=violation.limit,
        type=shape.name.removeprefix("GeoLocation"),  # of codes, as seen from Route 53
        element=element,
    )


def _missing(element: str, parent: str) -> str:
    return MISSING.format(namespace=ROUTE53_NAMESPACE, element=element, parent=parent)


def _element(violation: Violation) -> str:
    return str(violation.shape.serialization.get("name", violation.steps[-1]))


def _parent(violation: Violation) -> str:
    parent = cast("Shape", violation.limit)
    return str(parent.serialization.get("name", *violation.steps[-2:-1]))
