"""Calls as lines of text, for the report of a test that has failed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

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
    """Return a line for each call, with what came of it; lines of their own for what went wrong.

    Calls in a row that are the same, outcome included, share a line. Of a long list the middle is
    left out. ``account_id`` is the account that goes without saying.
    """
    entries = _entries(calls)
    number_width = max((len(entry.numbers) for entry in entries), default=0)
    name_width = max((len(call.operation) for call in calls), default=0)
    told = []
    for entry in entries:
        head = f"{entry.numbers:>{number_width}} {entry.call.operation:<{name_width}}"
        told.append(list(_lines(entry, head, account_id)))
    return _without_middle(told)


class Entry(NamedTuple):
    """Calls in a row that are the same; ``retry`` if they repeat one that failed otherwise."""

    calls: list[Call]
    retry: bool

    @property
    def call(self) -> Call:
        """The first of the calls."""
        return self.calls[0]

    @property
    def numbers(self) -> str:
        """Where the calls stand among all."""
        first, last = self.call.number, self.calls[-1].number
        return str(first) if first == last else f"{first}-{last}"

    def repeats(self, call: Call) -> bool:
        """Say whether another call asks for the same."""
        return _asked(self.call) == _asked(call)

    def goes_on_with(self, call: Call) -> bool:
        """Say whether another call belongs here; one that follows a successful retry is new."""
        return (
            not (self.retry and self.call.error is None)
            and self.repeats(call)
            and (outcome(self.call), self.call.fault) == (outcome(call), call.fault)
        )


def _entries(calls: Iterable[Call]) -> list[Entry]:
    entries: list[Entry] = []
    for call in calls:
        last = entries[-1] if entries else None
        if last is not None and last.goes_on_with(call):
            last.calls.append(call)
        else:
            retry = last is not None and last.call.error is not None and last.repeats(call)
            entries.append(Entry([call], retry))
    return entries


def _asked(call: Call) -> tuple[object, ...]:
    return call.operation, call.region, call.account_id, call.parameters


def _lines(entry: Entry, head: str, account_id: str) -> Iterator[str]:
    call = entry.call
    where = [call.region] if call.region not in USUAL_REGIONS else []
    where += [call.account_id] if call.account_id != account_id else []
    told = [*where, *parameters(call)]
    came = f"-> {outcome(call, *_notes(entry))}"
    if call.error is None:
        yield cut(f"{head}{_fitting(told, WIDTH - len(head) - len(came) - 1)} {came}")
        return
    yield from _wrapped(" ".join([head, *told]), "", " " * (len(head) + 1))
    yield from _wrapped(came, " " * 4, " " * 7)


def _notes(entry: Entry) -> Iterator[str]:
    call = entry.call
    if entry.retry:
        yield "retry"
    if len(entry.calls) > 1:
        yield f"{len(entry.calls)} times"
    if call.fault is not None:
        lost = call.error is not None and call.result is not None
        yield "on purpose, though performed" if lost else "on purpose"
    if call.delay:
        yield f"after {call.delay:g} s"


def _wrapped(text: str, first: str, second: str) -> list[str]:
    """Return a text in two lines at most, with what is before the ``first`` and the ``second``."""
    return wrap(
        text,
        WIDTH,
        max_lines=2,
        placeholder=" ...",
        initial_indent=first,
        subsequent_indent=second,
        break_on_hyphens=False,
    )


def _fitting(parts: Iterable[str], room: int) -> str:
    """Return as many of the parts as there is room for, and dots where that is not all."""
    told = ""
    for part in parts:
        left = room - len(told) - len(" ")
        if len(part) > left:
            rest = cut(part, left) if left >= SHORTEST_CUT else "..."
            return cut(f"{told} {rest}", max(room, 0))
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
