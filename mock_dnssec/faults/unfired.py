"""What to tell a test whose fault never fired: which one, and which calls passed it by, and why."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mock_dnssec.calls import Call
    from mock_dnssec.faults.faults import Fault

SHOWN = 5
"""How many of the calls that passed are listed."""


def complaint(unfired: Iterable[Fault], calls: Sequence[Call]) -> str:
    """Return the message about faults that never fired, given all calls of the account."""
    told = "\n".join(line for fault in unfired for line in _lines(fault, calls))
    return f"{told}\nSay unused=True of a fault that may never fire."


def _lines(fault: Fault, calls: Sequence[Call]) -> list[str]:
    since = calls[fault.asked_before :]
    ours = [call for call in since if call.operation == fault.operation]
    reasons = {id(call): why for call, why in fault.passed}
    passed = [f"  call {n}: {_reason(call, reasons)}" for n, call in enumerate(ours, 1)]
    if len(passed) > SHOWN:
        passed[SHOWN:] = [f"  and {len(passed) - SHOWN} more"]
    return [f"{as_asked(fault)} never fired:", *(passed or [f"  {_not_called(fault, since)}"])]


def _reason(call: Call, reasons: dict[int, str]) -> str:
    if call.fault is not None:
        return f"it met another: {as_asked(call.fault)}"
    return reasons.get(id(call)) or f"it had already failed: {call.error}"


def _not_called(fault: Fault, since: Sequence[Call]) -> str:
    others = ", ".join(dict.fromkeys(call.operation for call in since))
    instead = f"these were: {others}" if others else "nor was any other operation"
    return f"{fault.operation} was not called after that; {instead}."


def as_asked(fault: Fault) -> str:
    """Return ``fault`` as the test has placed it, functions by their names."""
    name, what = ("slow", fault.delay) if fault.error is None else ("fail", fault.error)
    options = {"times": 1, "after": 0, "when": {}, "performed": False}
    given = "".join(
        f", {option}={getattr(value, '__name__', repr(value))}"
        for option, usual in options.items()
        if (value := getattr(fault, option)) != usual
    )
    return f"{name}({fault.operation!r}, {what!r}{given})"
