"""The fixture that guards zones until a test ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.dnssec.guard import Guard

GUARDS = pytest.StashKey["list[Guard]"]()


@pytest.fixture
def dnssec_guard(
    request: pytest.FixtureRequest, dnssec_account: Account
) -> Iterator[Callable[..., Guard]]:
    """Return a function that guards zones from its call to the end of the test.

    Without names it guards every public zone. The test fails at the step that comes too early, or
    at its end if it has caught that. See ``Account.guard``.
    """
    guards: list[Guard] = []
    request.node.stash[GUARDS] = guards

    def begin(*zones: str) -> Guard:
        guards.append(dnssec_account.guard(*zones).__enter__())
        return guards[-1]

    yield begin
    for guard in guards:
        guard.stop()


def check_guards(item: pytest.Item) -> None:
    """Raise what the guards of a test have found, which it has caught."""
    for guard in item.stash.get(GUARDS, ()):
        guard.check()
