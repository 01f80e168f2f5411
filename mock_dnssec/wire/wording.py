"""How AWS words a request that breaks a rule of the model.

KMS, and Route 53 for members of the URI, speak of "validation errors" and list them all. Route 53
validates a body as XML against its schema, and stops at the first fault in Xerces' words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast
from xml.sax.saxutils import escape

from mock_dnssec.errors import AwsError
from mock_dnssec.wire.error_documents import ROUTE53_NAMESPACE

if TYPE_CHECKING:
    from mock_dnssec.wire.constraints import Violation

REQUIREMENTS = {
    "required": "Member must not be null",
    "minLength": "Member must have length greater than or equal to {limit}",
    "maxLength": "Member must have length less than or equal to {limit}",
    "minValue": "Member must have value greater than or equal to {limit}",
    "maxValue": "Member must have value less than or equal to {limit}",
    "pattern": "Member must satisfy regular expression pattern: {limit}",
    "enum": "Member must satisfy enum value set: [{limit}]",
}

XERCES = {
    "required": "cvc-complex-type.2.4.b: The content of element '{parent}' is not complete. "
    "One of '{{\"{namespace}\":{name}}}' is expected.",
    "minLength": "cvc-minLength-valid: Value '{value}' with length = '{length}' is not facet-valid "
    "with respect to minLength '{limit}' for type '{type}'.",
    "maxLength": "cvc-maxLength-valid: Value '{value}' with length = '{length}' is not facet-valid "
    "with respect to maxLength '{limit}' for type '{type}'.",
    "minValue": "cvc-minInclusive-valid: Value '{value}' is not facet-valid with respect to "
    "minInclusive '{limit}' for type '{type}'.",
    "maxValue": "cvc-maxInclusive-valid: Value '{value}' is not facet-valid with respect to "
    "maxInclusive '{limit}' for type '{type}'.",
    "pattern": "cvc-pattern-valid: Value '{value}' is not facet-valid with respect to pattern "
    "'{limit}' for type '{type}'.",
    "enum": "cvc-enumeration-valid: Value '{value}' is not facet-valid with respect to "
    "enumeration '[{limit}]'. It must be a value from the enumeration.",
}
"""Messages of the Xerces schema validator. Of these, ``maxLength`` was seen from Route 53."""


def validation_error(code: str, found: Sequence[Violation]) -> AwsError:
    """Return the error that lists every violation, as AWS's Java services word it."""
    count = f"{len(found)} validation error{'s' if len(found) > 1 else ''} detected"
    return AwsError(code, f"{count}: {'; '.join(map(_requirement, found))}")


def _requirement(violation: Violation) -> str:
    if violation.rule == "required":
        shown = "Value null"
    elif violation.shape.type_name == "blob":
        shown = "Value"
    else:
        shown = f"Value '{violation.value}'"
    requirement = REQUIREMENTS[violation.rule].format(limit=_limit(violation))
    return f"{shown} at '{violation.path}' failed to satisfy constraint: {requirement}"


def schema_error(body: bytes, element: str, violation: Violation) -> AwsError:
    """Return Route 53's error for the first fault in the XML ``body`` of a request."""
    *parents, name = violation.path.split(".")
    text = XERCES[violation.rule].format(
        value=violation.value,
        length=len(cast("str", violation.value)) if violation.rule.endswith("Length") else 0,
        limit=_limit(violation),
        type=violation.shape.name,
        namespace=ROUTE53_NAMESPACE,
        name=name[0].upper() + name[1:],
        parent=parents[-1] if parents else element,
    )
    return AwsError(
        "InvalidInput",
        "Invalid XML ; javax.xml.stream.XMLStreamException: org.xml.sax.SAXParseException; "
        f"lineNumber: 1; columnNumber: {_column(body, violation.value)}; {text}",
    )


def _limit(violation: Violation) -> str:
    if violation.rule == "enum":
        return ", ".join(cast("Sequence[str]", violation.limit))
    return str(violation.limit)


def _column(body: bytes, value: object) -> int:
    """Return where a validator that reads ``body`` stands when it has read ``value``'s element."""
    start = body.find(f">{escape(str(value))}</".encode())
    return body.find(b">", start + 1) + 2 if start >= 0 else len(body) + 1
