"""Key policies as their statements: how one is read, and what it says to a request.

https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-overview.html
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import lru_cache

from mock_dnssec.kms.policies.conditions import Condition, read_conditions
from mock_dnssec.kms.policies.messages import MISSING_FIELD, NO_PRINCIPAL, malformed
from mock_dnssec.kms.policies.patterns import wildcards
from mock_dnssec.kms.policies.principals import Identities, read_principals
from mock_dnssec.kms.policies.texts import load

_POLICY_ELEMENTS = {"Version", "Id", "Statement"}
_STATEMENT_ELEMENTS = {
    *("Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction"),
    *("Resource", "NotResource", "Condition"),
}
_WITH_VARIABLES, _WITHOUT_VARIABLES = "2012-10-17", "2008-10-17"


@dataclass(frozen=True, slots=True)
class Request:
    """What a statement is asked. ``context``: the condition keys, in lower case."""

    caller: Identities
    action: str
    resource: str
    context: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Patterns:
    """An element such as ``Action``, or with ``negated`` its opposite, ``NotAction``."""

    patterns: tuple[str, ...]
    negated: bool

    def cover(self, text: str) -> bool:
        """Tell whether the element is about ``text``."""
        return any(fnmatchcase(text, pattern) for pattern in self.patterns) != self.negated


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement of a key policy. ``actions`` are in lower case."""

    effect: str
    principals: Identities
    except_principals: bool
    actions: Patterns
    resources: Patterns
    conditions: tuple[Condition, ...]

    def applies(self, request: Request) -> bool:
        """Tell whether the statement is about ``request``."""
        return (
            self.principals.isdisjoint(request.caller) == self.except_principals
            and self.actions.cover(request.action.lower())
            and self.resources.cover(request.resource)
            and all(condition.holds(request.context) for condition in self.conditions)
        )


def allow(statements: Iterable[Statement], request: Request) -> bool:
    """Tell whether the statements allow ``request``: one allows it and none denies it.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
    """
    effects = {statement.effect for statement in statements if statement.applies(request)}
    return effects == {"Allow"}


def allowing(principal: str, actions: Iterable[str]) -> Statement:
    """Return the statement that allows the principal of this ARN ``actions`` with the key."""
    return Statement(
        effect="Allow",
        principals=frozenset({("AWS", principal)}),
        except_principals=False,
        actions=Patterns(tuple(action.lower() for action in actions), negated=False),
        resources=Patterns(("*",), negated=False),
        conditions=(),
    )


@lru_cache(maxsize=1024)
def read_policy(text: str) -> tuple[Statement, ...]:
    """Return the statements of a key policy.

    Raises MalformedPolicyDocumentException for what is not one.
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
    """
    document = _element(load(text), _POLICY_ELEMENTS)
    version = document.get("Version", _WITHOUT_VARIABLES)
    if version not in (_WITH_VARIABLES, _WITHOUT_VARIABLES):
        raise malformed()
    if "Statement" not in document:
        raise malformed(MISSING_FIELD.format("Statement"))
    given = document["Statement"]
    statements = given if isinstance(given, list) else [given]
    if not statements or not isinstance(document.get("Id", ""), str):
        raise malformed()
    variables = version == _WITH_VARIABLES
    return tuple(_read_statement(statement, variables) for statement in statements)


def _element(value: object, known: set[str]) -> dict[str, object]:
    if not isinstance(value, dict) or not value.keys() <= known:
        raise malformed()
    return value


def _read_statement(value: object, variables: bool) -> Statement:
    element = _element(value, _STATEMENT_ELEMENTS)
    name, principals = _one_of(element, "Principal", NO_PRINCIPAL)
    if "Effect" not in element:
        raise malformed(MISSING_FIELD.format("Effect"))
    if element["Effect"] not in ("Allow", "Deny") or not isinstance(element.get("Sid", ""), str):
        raise malformed()
    return Statement(
        effect=str(element["Effect"]),
        principals=read_principals(principals),
        except_principals=name == "NotPrincipal",
        actions=_read_patterns(element, "Action", str.lower),
        resources=_read_patterns(element, "Resource", str),
        conditions=read_conditions(element.get("Condition", {}), variables=variables),
    )


def _one_of(element: dict[str, object], name: str, when_missing: str) -> tuple[str, object]:
    present = [key for key in (name, f"Not{name}") if key in element]
    if not present:
        raise malformed(when_missing)
    if len(present) > 1:
        raise malformed()
    return present[0], element[present[0]]


def _read_patterns(element: dict[str, object], name: str, fold: Callable[[str], str]) -> Patterns:
    key, value = _one_of(element, name, MISSING_FIELD.format(name))
    given = value if isinstance(value, list) else [value]
    if not given:
        raise malformed(MISSING_FIELD.format(name))
    texts = [text for text in given if isinstance(text, str) and text]
    if len(texts) < len(given):
        raise malformed()
    return Patterns(tuple(wildcards(fold(text)) for text in texts), negated=key != name)
