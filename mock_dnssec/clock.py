"""The account's clock: everything that waits in the mock waits on it."""

from __future__ import annotations

import datetime

from mock_dnssec.errors import MockUsageError
from mock_dnssec.watchers import Watchers

Instant = datetime.datetime

SEEDED_START = Instant(2025, 1, 1, tzinfo=datetime.timezone.utc)
"""Where the clock of a seeded account stands until a test moves it."""


class Clock:
    """Real time, until a test moves or freezes it. Times are UTC with milliseconds, as AWS's are.

    Libraries that patch ``datetime`` (freezegun, time-machine) move this clock too. ``watchers``
    are told when a test moves it.
    """

    def __init__(self, frozen_at: Instant | None = None) -> None:
        self.watchers = Watchers()
        self._frozen_at = frozen_at
        self._ahead = datetime.timedelta()

    def now(self) -> Instant:
        """Return the account's present time, an aware UTC ``datetime``."""
        now = self._frozen_at or datetime.datetime.now(datetime.timezone.utc) + self._ahead
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def advance(
        self,
        delta: datetime.timedelta | None = None,
        *,
        days: float = 0,
        hours: float = 0,
        minutes: float = 0,
        seconds: float = 0,
    ) -> Instant:
        """Move the clock forward and return the new time.

        Raises MockUsageError for a step back: AWS has none, and waiting state relies on it; and
        what a guard has found on the way (see ``Account.guard``).
        """
        step = (delta or datetime.timedelta()) + datetime.timedelta(
            days=days, hours=hours, minutes=minutes, seconds=seconds
        )
        if step < datetime.timedelta():
            raise MockUsageError(f"The clock cannot go back: advance() was given {step}.")
        self.skip(step)
        self.watchers.complain()
        return self.now()

    def skip(self, step: datetime.timedelta) -> None:
        """Move the clock forward, with a stop wherever a watcher wants to look; raise nothing."""
        self.watchers.prepare()
        self.watchers.look("What was done before the clock was moved")
        end, doing = self.now() + step, f"The clock's advance by {step}".removesuffix(", 0:00:00")
        for stop in self.watchers.stops(self.now(), end):
            self._move(stop - self.now())
            self.watchers.look(doing)
        self._move(end - self.now())
        self.watchers.look(doing)

    def freeze(self, at: Instant | None = None) -> Instant:
        """Stop the clock, now or ``at`` an aware ``datetime``, and return that time.

        Raises MockUsageError for a naive ``datetime``, which would leave the time zone to chance,
        and what a guard has found on the way.
        """
        if at is not None and getattr(at, "tzinfo", None) is None:
            raise MockUsageError(f"freeze() needs a datetime with tzinfo, not {at!r}.")
        if at is not None:
            self.skip(max(at - self.now(), datetime.timedelta()))
        self._frozen_at = (at or self.now()).astimezone(datetime.timezone.utc)
        self.watchers.complain()
        return self.now()

    def resume(self) -> Instant:
        """Let a frozen clock run on from where it stands, and return that time."""
        if self._frozen_at is not None:
            self._ahead = self._frozen_at - datetime.datetime.now(datetime.timezone.utc)
            self._frozen_at = None
        return self.now()

    def _move(self, step: datetime.timedelta) -> None:
        step = max(step, datetime.timedelta())  # real time may have passed it already
        if self._frozen_at is None:
            self._ahead += step
        else:
            self._frozen_at += step
