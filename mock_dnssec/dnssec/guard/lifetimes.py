"""How long resolvers may hold what was published: each version, until its TTL has run out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from typing import Generic, TypeVar

FOREVER = datetime.max.replace(tzinfo=timezone.utc)

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Offer(Generic[T]):
    """What some servers answer now, its TTL in seconds, and until when a resolver may ask them."""

    content: T
    ttl: int
    until: datetime = FOREVER

    @property
    def held_until(self) -> datetime:
        """When the last copy of it expires, if it is offered for as long as it can be."""
        return later(self.until, self.ttl)

    @property
    def former(self) -> bool:
        """Whether only servers answer with it that resolvers are forgetting."""
        return self.until != FOREVER


@dataclass(slots=True, eq=False)
class Version(Generic[T]):
    """One version of something published, which some resolver may hold from and until a time.

    ``offered`` says whether some servers still answer with it, ``former`` whether those who did so
    last are servers that a parent named before, ``just_replaced`` whether its end has come with
    what was observed last.
    """

    content: T
    ttl: int
    since: datetime
    held_until: datetime
    former: bool
    offered: bool = True
    just_replaced: bool = False

    @property
    def permanent(self) -> bool:
        """Whether it is published until further notice."""
        return self.held_until == FOREVER


class History(Generic[T]):
    """All versions of one thing that some resolver may still hold."""

    def __init__(self) -> None:
        self._versions: list[Version[T]] = []

    def publish(self, offers: Iterable[Offer[T]], at: datetime, gone_at: datetime) -> bool:
        """Note all that is offered from ``at`` on, and return whether any of it is new.

        ``gone_at`` is when the last server has stopped to answer with what is not offered now: who
        asked it last holds that for its TTL from then (RFC 7583 section 2).
        """
        wanted = {
            (offer.content, offer.ttl): offer
            for offer in sorted(offers, key=lambda each: each.until)
        }
        for version in self._versions:
            was_permanent = version.permanent
            offer = wanted.pop((version.content, version.ttl), None) if version.offered else None
            if offer is not None:
                version.held_until, version.former = offer.held_until, offer.former
            elif version.offered:
                version.offered = False
                expiry = later(gone_at, version.ttl)
                version.held_until = min(version.held_until, expiry)
            version.just_replaced = was_permanent and not version.permanent
        self._versions = [version for version in self._versions if version.held_until > at]
        self._versions += [
            Version(new.content, new.ttl, at, new.held_until, new.former) for new in wanted.values()
        ]
        return bool(wanted)

    def alive(self, at: datetime) -> list[Version[T]]:
        """Return the versions that some resolver may hold at a time, the oldest first."""
        return [each for each in self._versions if each.since <= at < each.held_until]


def later(moment: datetime, seconds: int) -> datetime:
    """Return the time so many seconds after a moment, which may be FOREVER."""
    return FOREVER if moment == FOREVER else moment + timedelta(seconds=seconds)
