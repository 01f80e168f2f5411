"""Calls as lines of text, for the report of a test that has failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby
from textwrap import wrap
from typing import TYPE_CHECKING

from mock_dnssec.inspection.outcomes import outcome, parameters
from mock_dnssec.inspection.shortening import WIDTH, cut

if TYPE_CHECKING:
    from mock_dnssec.calls import Call

HEAD_LINES = 10
TAIL_LINES = 18
"""How much is shown of a long list: its beginning and its end."""

SHORTEST_CUT = 20
"""No parameter is cut to fewer characters: it is left out."""

USUAL_REGIONS = frozenset({"us-east-1", "aws-global"})
"""The Regions that go without saying: DNSSEC knows no others."""


def call_list(calls: Sequence[Call], account_id: str) -> list[str]:
    """Return a line for each call, with what came of it; a second one for what went wrong.

    Calls in a row that are the same, outcome included, share a line. Of a long list the middle is
    left out. ``account_id`` is the account that goes without saying.
    """
    groups = [
        list(same) for _, same in groupby(calls, key=lambda call: (_asked(call), outcome(call)))
    ]
    number_width = max((len(_numbers(same)) for same in groups), default=0)
    name_width = max((len(call.operation) for call in calls), default=0)
    entries: list[list[str]] = []
    failed: object = None
    for same in groups:
        asked = _asked(same[0])
        head = f"{_numbers(same):>{number_width}} {same[0].operation:<{name_width}}"
        entries.append(list(_lines(same, head, account_id, retry=failed == asked)))
        failed = asked if same[0].error is not None else None
    return _without_middle(entries)


def _asked(call: Call) -> tuple[object, ...]:
    return call.operation, call.region, call.account_id, call.parameters


def _numbers(same: Sequence[Call]) -> str:
    first, last = same[0].number, same[-1].number
    return str(first) if first == last else f"{first}-{last}"


def _lines(same: Sequence[Call], head: str, account_id: str, *, retry: bool) -> Iterator[str]:
    call = same[0]
    where = [call.region] if call.region not in USUAL_REGIONS else []
    where += [call.account_id] if call.account_id != account_id else []
    told = [*where, *parameters(call)]
    came = f"-> {outcome(call, *_notes(same, retry=retry))}"
    if call.error is None:
        yield cut(f"{head}{_fitting(told, WIDTH - len(head) - len(came) - 1)} {came}")
        return
    yield head + _fitting(told, WIDTH - len(head))
    yield from _wrapped(came)


def _notes(same: Sequence[Call], *, retry: bool) -> Iterator[str]:
    call = same[0]
    if retry:
        yield "retry"
    if len(same) > 1:
        yield f"{len(same)} times"
    if call.fault is not None:
        lost = call.error is not None and call.result is not None
        yield "on purpose, though performed" if lost else "on purpose"
    if call.delay:
        yield f"after {call.delay:g} s"


def _wrapped(text: str) -> list[str]:
    first, next_ = " " * 4, " " * 7
    return wrap(
        text, WIDTH, max_lines=2, placeholder=" ...", initial_indent=first, subsequent_indent=next_
    )


def _fitting(parts: Iterable[str], room: int) -> str:
    """Return as many of the parts as there is room for, and dots where that is not all."""
    told = ""
    for part in parts:
        left = room - len(told) - len(" ")
        if len(part) + len(" ...") > left:
            return f"{told} {cut(part, left)}" if left >= SHORTEST_CUT else f"{told} ..."
        told += f" {part}"
    return told


def _without_middle(entries: Sequence[Sequence[str]]) -> list[str]:
    head = _that_fit(entries, HEAD_LINES)
    tail = _that_fit(entries[head:][::-1], TAIL_LINES)
    hidden = len(entries) - head - tail
    lines = [line for entry in entries[:head] for line in entry]
    lines += [f"    ... {hidden} more ..."] if hidden else []
    return lines + [line for entry in entries[head + hidden :] for line in entry]


def _that_fit(entries: Iterable[Sequence[str]], room: int) -> int:
    """Return how many of the entries, from the first one on, have room in so many lines."""
    return sum(end <= room for end in accumulate(map(len, entries)))
