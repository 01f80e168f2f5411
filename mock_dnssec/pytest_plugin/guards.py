"""The guards that a test has begun, which end with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.dnssec.guard import Guard

GUARDS = pytest.StashKey["list[Guard]"]()


@contextmanager
def guarding(item: pytest.Item, account: Account) -> Iterator[Callable[..., Guard]]:
    """Give a function that begins a guard of zones; they all end with the block."""
    guards = item.stash[GUARDS] = []

    def begin(*zones: str) -> Guard:
        guards.append(account.guard(*zones).__enter__())
        return guards[-1]

    yield begin
    for guard in guards:
        guard.stop()


def check_guards(item: pytest.Item) -> None:
    """Raise what the guards of a test have found, which it has caught."""
    for guard in item.stash.get(GUARDS, ()):
        guard.check()
