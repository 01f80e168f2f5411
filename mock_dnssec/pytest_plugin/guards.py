"""The guards that a test has begun, which end with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.dnssec.guard import Guard

GUARDS = pytest.StashKey["list[Guard]"]()


def guarding(item: pytest.Item, account: Account) -> Callable[..., Guard]:
    """Return a function that begins a guard of zones, which goes on until ``end_guards``."""
    guards = item.stash[GUARDS] = []

    def begin(*zones: str) -> Guard:
        guards.append(account.guard(*zones).__enter__())
        return guards[-1]

    return begin


def check_guards(item: pytest.Item) -> None:
    """Raise what the guards of a test have found, which it has caught."""
    for guard in item.stash.get(GUARDS, ()):
        guard.check()


def end_guards(item: pytest.Item) -> None:
    """Let what cleans up after a test do so in whatever order."""
    for guard in item.stash.get(GUARDS, ()):
        guard.stop()
