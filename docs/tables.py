"""The tables of docs/errors.md: the errors of an operation, and of all others in a line each."""

from __future__ import annotations

import inspect
import re
from typing import TYPE_CHECKING, NamedTuple

from docs.recipes.confirmed import confirmed
from docs.recipes.running import outcome
from docs.recipes.table import OPERATIONS, RECIPES, WITHOUT_CAUSE
from mock_dnssec import documented_errors
from mock_dnssec.wire.common_errors import COMMON_ERRORS
from mock_dnssec.wire.protocol import protocol_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docs.recipes.running import Recipe

_PLACES = (
    (re.compile(r"arn:aws:kms:[\w:/-]+|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"), "{arn}"),
    (re.compile(r"(?<=')Z{33}(?=')"), "{value}"),
)
"""What a text that is not known to be AWS's says of this account alone."""


class Answer(NamedTuple):
    """What AWS says when it refuses. Recipes that it answers alike share a row."""

    code: str
    http_status: int
    text: str
    known: str


def errors_of(operation: str) -> Iterator[str]:
    """Return the rows of an operation's table, the errors in alphabetical order."""
    yield "| error | HTTP | how it comes about | text | the text is |"
    yield "|---|---|---|---|---|"
    rows = _by_state(operation) | _on_purpose_only(operation)
    for answer in sorted(rows, key=lambda answer: answer.code):
        code, status, text, known = answer
        causes = "<br>".join(rows[answer])
        yield f"| `{code}` | {status} | {causes} | {text or '(none)'} | {known} |"


def others_of(service: str) -> Iterator[str]:
    """Return a row for each operation of a service that has no table of its own."""
    yield "| operation | errors |"
    yield "|---|---|"
    for operation in sorted(protocol_of(service).operation_names):
        if operation not in OPERATIONS:
            own = ((error, error.http_status) for error in documented_errors(operation))
            yield f"| {operation} | {_in_a_line(own) or 'none of its own'} |"


def common_of(service: str) -> str:
    """Return the errors that any operation of a service may give, in a line."""
    return _in_a_line((code, status) for code, (status, _) in COMMON_ERRORS[service].items())


def _by_state(operation: str) -> dict[Answer, list[str]]:
    rows: dict[Answer, list[str]] = {}
    for code, recipes in RECIPES[operation].items():
        for recipe in recipes:
            link = f"[{_title(recipe)}](#{recipe.__name__})"
            rows.setdefault(_answer(code, recipe, operation), []).append(link)
    return rows


def _on_purpose_only(operation: str) -> dict[Answer, list[str]]:
    reasons = WITHOUT_CAUSE[operation]
    return {
        Answer(error, error.http_status, error.sentence, "inferred"): [
            f"By `aws.fail` only: {reasons[error]}"
        ]
        for error in documented_errors(operation)
        if error in reasons
    }


def _title(recipe: Recipe) -> str:
    return str(inspect.getdoc(recipe)).removesuffix(".")


def _answer(code: str, recipe: Recipe, operation: str) -> Answer:
    response = outcome(recipe, operation).response
    status, text = response["ResponseMetadata"]["HTTPStatusCode"], response["Error"]["Message"]
    known = confirmed(code, text)
    if known is None:
        for place, name in _PLACES:
            text = place.sub(name, text)
        return Answer(code, status, text, "inferred")
    source = f"[confirmed]({known.source})" if known.source else "confirmed"
    return Answer(code, status, known.text, source)


def _in_a_line(errors: Iterable[tuple[str, int]]) -> str:
    return ", ".join(
        code if status == 400 else f"{code} ({status})" for code, status in sorted(errors)
    )
