"""How AWS words what breaks a rule of the model: "N validation errors detected".

So speaks KMS, and Route 53 of members of the URI. Of a body, Route 53 speaks in other words, which
are in ``xml_schema``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError

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
    "type": "Member must be of type {limit}",
    "unknown": "Member must be one of the model's",
}
"""The last two are the mock's own, for results that AWS could not have sent."""


def validation_error(code: str, found: Sequence[Violation]) -> AwsError:
    """Return the error that lists every violation, as AWS's Java services word it."""
    count = f"{len(found)} validation error{'s' if len(found) > 1 else ''} detected"
    return AwsError(code, f"{count}: {requirements(found)}")


def requirements(found: Sequence[Violation]) -> str:
    """Return the rule that each violation breaks, in one line."""
    return "; ".join(map(_requirement, found))


def _requirement(violation: Violation) -> str:
    requirement = REQUIREMENTS[violation.rule].format(limit=violation.limit)
    path = ".".join(step[:1].lower() + step[1:] for step in violation.steps)
    return f"{_shown(violation)} at '{path}' failed to satisfy constraint: {requirement}"


def _shown(violation: Violation) -> str:
    if violation.shape.metadata.get("sensitive"):
        return "Value"
    if violation.value is None:
        return "Value null"
    if violation.shape.type_name == "blob":
        return "Value"
    return f"Value '{_in_java(violation.value)}'"


def _in_java(value: object) -> object:
    """Return ``value`` as Java prints it: no quotes in lists."""
    return f"[{', '.join(map(str, value))}]" if isinstance(value, list) else value
