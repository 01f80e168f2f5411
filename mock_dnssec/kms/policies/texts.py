"""A key policy's text: JSON as a user writes it, and as KMS gives it back."""

from __future__ import annotations

import json
from collections.abc import Sequence

from mock_dnssec.kms.policies.messages import NOT_JSON, malformed

_LAST_CHARACTER = "\u00ff"
"""The last character that a key policy may have: others stand in it, and stay, as escapes."""


def load(text: str) -> object:
    """Return the JSON value of ``text``.

    Raises MalformedPolicyDocumentException if it is no JSON or names a member twice, which the
    grammar forbids: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
    """
    try:
        return json.loads(text, object_pairs_hook=_distinct, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise malformed(NOT_JSON) from None


def _distinct(members: Sequence[tuple[str, object]]) -> dict[str, object]:
    document = dict(members)
    if len(document) < len(members):
        raise ValueError("A member is named twice.")
    return document


def _no_constant(name: str) -> object:
    raise ValueError(f"JSON has no {name}.")


def render(value: object, indent: str = "") -> str:
    """Return ``value`` as JSON in the layout of every policy that KMS returns.

    Members keep their order. The layout is Jackson's default pretty printer's: objects open over
    several lines, arrays do not.
    """
    if isinstance(value, dict):
        inner = f"{indent}  "
        members = [
            f"{inner}{render(name)} : {render(member, inner)}" for name, member in value.items()
        ]
        return "{\n" + ",\n".join(members) + f"\n{indent}}}" if members else "{ }"
    if isinstance(value, list):
        items = [render(item, indent) for item in value]
        return f"[ {', '.join(items)} ]" if items else "[ ]"
    text = json.dumps(value, ensure_ascii=False)
    return text if max(text) <= _LAST_CHARACTER else json.dumps(value)
