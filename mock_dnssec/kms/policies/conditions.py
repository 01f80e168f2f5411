"""The ``Condition`` element of a statement: what it may say, and how it is judged.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from mock_dnssec.kms.policies.messages import FORBIDDEN_KEYS, OVERLY_PERMISSIVE, malformed
from mock_dnssec.kms.policies.operators import OPERATORS, Operator
from mock_dnssec.kms.policies.patterns import resolve

_NAME = re.compile(
    r"(?:(?P<quantifier>ForAllValues|ForAnyValue):)?(?P<operator>\w+?)(?P<if_exists>IfExists)?"
)
_FORBIDDEN = ("aws:resourcetag/", "kms:resourcetag/", "kms:resourcealiases")
"""Condition keys that IAM policies alone may use.

https://docs.aws.amazon.com/kms/latest/developerguide/abac.html
"""

_SINGLE_VALUED = ("kms:encryptioncontext:", "aws:requesttag/")
"""Keys that ``ForAllValues`` would open to every request without them.

https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
"""


@dataclass(frozen=True, slots=True)
class Condition:
    """One key under one operator. ``key`` is in lower case, since keys do not depend on case."""

    operator: Operator
    key: str
    values: tuple[str, ...]
    when_missing: bool

    def holds(self, context: Mapping[str, str]) -> bool:
        """Judge a request by its condition keys, given in lower case: one of the values will do."""
        actual = context.get(self.key)
        if actual is None:
            return self.when_missing
        try:
            expected = [resolve(value, self.operator.reading, context) for value in self.values]
        except KeyError:  # a variable without a value makes the whole statement ineffective
            return False
        return any(self.operator.test(actual, one) for one in expected) != self.operator.negated


def read_conditions(block: object, *, variables: bool) -> tuple[Condition, ...]:
    """Return the conditions of a statement's ``Condition`` element, all of which must hold.

    ``variables``: whether the policy's Version knows policy variables. Raises
    MalformedPolicyDocumentException, also for an operator that does not exist.
    """
    return tuple(
        _read_condition(name, key, values, variables)
        for name, keys in _members(block)
        for key, values in _members(keys)
    )


def _members(block: object) -> Iterator[tuple[str, object]]:
    if not isinstance(block, dict):
        raise malformed()
    return iter(block.items())


def _read_condition(name: str, key: str, given: object, variables: bool) -> Condition:
    match = _NAME.fullmatch(name)
    if match is None or match["operator"] not in OPERATORS or name.endswith("NullIfExists"):
        raise malformed()
    key = key.lower()
    if key.startswith(_FORBIDDEN):
        raise malformed(FORBIDDEN_KEYS)
    if match["quantifier"] == "ForAllValues" and key.startswith(_SINGLE_VALUED):
        raise malformed(OVERLY_PERMISSIVE)
    operator = OPERATORS[match["operator"]]
    if not variables:
        operator = operator._replace(reading=operator.reading._replace(inserted=None))
    values = tuple(map(_text, given if isinstance(given, list) else [given]))
    return Condition(operator, key, values, _when_missing(match, operator, values))


def _text(value: object) -> str:
    """Return a string, number or boolean as text: ``true`` and ``"true"`` are the same."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str | int | float):
        return str(value)
    raise malformed()


def _when_missing(name: re.Match[str], operator: Operator, values: Sequence[str]) -> bool:
    if name["operator"] == "Null":
        return any(value.lower() == "true" for value in values)
    if name["quantifier"]:
        return name["quantifier"] == "ForAllValues"
    return operator.negated or name["if_exists"] is not None
