"""Why there are no calls of the kind that a test has asked for: what there was instead."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from mock_dnssec.faults.faults import differs

if TYPE_CHECKING:
    from mock_dnssec.calls import Call

SHOWN = 3
"""How many calls are told of, each with what is other about it."""

SHOWN_NAMES = 5
"""How many operations are named that were called."""


def not_made(
    operation: str, wanted: Mapping[str, object], near: Sequence[Call], asked: Sequence[Call]
) -> str:
    """Tell why no call of ``operation`` has the ``wanted`` parameters: the ``near`` ones differ."""
    if near:
        told = _several(f"in #{call.number}, {differs(wanted, call.parameters)}" for call in near)
        return f"{operation} was called otherwise: {told}"
    counts = Counter(call.operation for call in asked)
    others = [f"{name} ({n})" if n > 1 else name for name, n in counts.items()]
    return f"{operation} is not among {_several(others, ', ', SHOWN_NAMES)}" if others else ""


def other_outcomes(asked: Sequence[Call]) -> str:
    """Tell what came of all the calls, none of which had the outcome that was asked for."""
    return _several(
        f"#{call.number} {'succeeded' if call.error is None else f'failed with {call.failure}'}"
        for call in asked
    )


def other_order(asked: Sequence[Call], relation: str, others: Sequence[Call]) -> str:
    """Tell how the calls stand to ``others``, since none of them is in this ``relation``."""
    if not others:
        return f"nothing is {relation} {others!r}"
    ours = f"none of {_named(asked)} is" if len(asked) > 1 else f"{_named(asked)} is not"
    return f"{ours} {relation} {_named(others)}"


def _named(calls: Sequence[Call]) -> str:
    return _several((f"#{call.number} {call.operation}" for call in calls), ", ")


def _several(parts: Iterable[str], separator: str = "; ", most: int = SHOWN) -> str:
    told = list(parts)
    more = [f"{len(told) - most} more"] if len(told) > most else []
    return separator.join([*told[:most], *more])
