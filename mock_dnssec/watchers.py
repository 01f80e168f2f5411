"""Those who look on while an account is used: told of each step, and where the clock must stop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from mock_dnssec.calls import Call


class Watcher(Protocol):
    """Somebody who looks on."""

    def prepare(self) -> None:
        """Take note of what time has brought about before a step, and raise nothing."""

    def look(self, step: Call | str) -> None:
        """Take note of what ``step`` has brought about, and raise nothing."""

    def stops(self) -> Iterable[datetime]:
        """Return the times to come at which there will be something to see, as far as known."""

    def complaint(self) -> Exception | None:
        """Return what was found wrong, once."""


class Watchers:
    """Everybody who looks on in one world of accounts: usually nobody."""

    def __init__(self) -> None:
        self._watching: dict[Watcher, None] = {}

    def add(self, watcher: Watcher) -> None:
        """Let ``watcher`` look on from now on, if it does not yet."""
        self._watching[watcher] = None

    def remove(self, watcher: Watcher) -> None:
        """Let ``watcher`` go, if it has not gone yet."""
        self._watching.pop(watcher, None)

    def prepare(self) -> None:
        """Tell everybody that a step is about to be taken."""
        for watcher in tuple(self._watching):
            watcher.prepare()

    def look(self, step: Call | str) -> None:
        """Tell everybody of a step that was just taken."""
        for watcher in tuple(self._watching):
            watcher.look(step)

    def complain(self) -> None:
        """Raise what somebody has found wrong since the last time, the first of several."""
        complaints = [watcher.complaint() for watcher in tuple(self._watching)]
        for complaint in filter(None, complaints):
            raise complaint

    def stops(self, after: datetime, before: datetime) -> Iterator[datetime]:
        """Yield when somebody wants to look between two times, the earliest first.

        What is found at one stop may ask for another.
        """
        while stop := self._next_stop(after, before):
            yield stop
            after = stop

    def _next_stop(self, after: datetime, before: datetime) -> datetime | None:
        stops = (stop for watcher in self._watching for stop in watcher.stops())
        return min((stop for stop in stops if after < stop < before), default=None)
