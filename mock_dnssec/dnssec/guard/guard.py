"""The rollover check: fails a test at the first step that some resolver would answer with SERVFAIL.

A guard stands in for every validating resolver there is. After each call that is performed, and
wherever time may change something, it takes down what the zones publish, and asks whether all that
resolvers may hold by then still validates, in every combination (see ``links``).
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import dns.name
from dns.exception import DNSException

from mock_dnssec.dnssec.delegations import public_zones
from mock_dnssec.dnssec.guard.lifetimes import FOREVER
from mock_dnssec.dnssec.guard.links import Asked, Link, Moment
from mock_dnssec.dnssec.guard.outages import outage
from mock_dnssec.dnssec.validating.reasons import plain
from mock_dnssec.errors import MockUsageError
from mock_dnssec.route53.names import of_labels, with_decimal_escapes

if TYPE_CHECKING:
    from dns.name import Name

    from mock_dnssec.account import Account
    from mock_dnssec.calls import Call
    from mock_dnssec.dnssec.authority import Authority
    from mock_dnssec.dnssec.guard.outages import BogusZoneError

_LAST = "What was done last"

_TICK = timedelta(seconds=1)
_TLD_LABELS = 2
"""How many labels the name of a top-level domain has, the root's included."""


class Guard:
    """Watches zones, and all zones above them, from ``with`` to the end of the block.

    What was published before it began is taken to have been so for ever: begin it before the
    automation does. ``outage`` is what it has found, None as long as all is well.
    """

    def __init__(self, account: Account, zones: tuple[str, ...]) -> None:
        self.outage: BogusZoneError | None = None
        self._account = account
        self._zones = frozenset(map(_zone_name, zones))
        self._links: dict[Name, Link] = {}
        self._arrivals: set[datetime] = set()
        self._last_look = self._due = FOREVER
        self._told = False

    def __enter__(self) -> Guard:
        self.look("What was done before the guard began")
        if self.outage is not None:
            raise self.outage
        self._account.watchers.add(self)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, *_: object
    ) -> None:
        self.stop()
        if error is None or (self.outage is not None and error is not self.outage):
            self.check()

    def stop(self) -> None:
        """Watch no more, and raise nothing."""
        self._account.watchers.remove(self)

    def check(self) -> None:
        """Raise what was found, told before or not; MockUsageError if there was no such zone."""
        self.prepare()
        self.look(_LAST)
        if self.outage is not None:
            raise self.outage
        self._refuse_unknown_zones()

    def prepare(self) -> None:
        """Look first if time has leapt past what was due, as libraries that patch ``datetime`` do.

        Nobody knows when what has changed by itself did so: what there was counts from before.
        """
        if self._account.clock.now() - _TICK > self._due:
            self._look("The time that has passed", self._last_look)

    def look(self, step: Call | str) -> None:
        """Take down what is published now, and judge it; ``step`` is what has brought it about."""
        self._look(step, self._account.clock.now() + self._lingering(step))

    def stops(self) -> list[datetime]:
        """Return when a change that is PENDING has arrived, and when a signature has run out.

        That is every eight hours, often enough for the zone-signing keys that come and go by
        themselves: they are published for longer than any cache holds what they have signed.
        """
        with self._account.lock:  # others may use the account meanwhile
            if self.outage is not None:
                return []
            ends = [end + _TICK for link in self._links.values() for end in link.expirations]
            return [*self._arrivals, *ends]

    def complaint(self) -> BogusZoneError | None:
        """Return what was found, the first time that it is asked for."""
        told, self._told = self._told, self.outage is not None
        return None if told else self.outage

    def _look(self, step: Call | str, gone_at: datetime) -> None:
        if self.outage is not None:
            return
        with self._account.lock:
            at = self._account.clock.now()
            self._expect_arrival(step, at)
            if self._observe(at, gone_at):
                self.outage = self._judge(at, step)
            self._last_look, self._due = at, min(self.stops(), default=FOREVER)

    def _observe(self, at: datetime, gone_at: datetime) -> bool:
        """Take down what is published of each zone, and return whether any of it is new."""
        new = False
        for name in self._watched():
            moment = Moment(self._account.dns.internet, self._working(name), at, gone_at)
            parent = self._above(name, at)
            parents = parent.asked(at) if parent else self._registry_of(name)
            new |= self._links.setdefault(name, Link(name)).observe(parents, moment)
        return new

    def _judge(self, at: datetime, step: Call | str) -> BogusZoneError | None:
        """Return what is wrong at a time: of all that is, what waiting mends last, if at all."""
        found = [
            (min(conflict.clears_at, trusted_until), link, conflict)
            for link in self._links.values()
            if (trusted_until := self._parent_trusted_until(link, at)) > at
            for conflict in link.conflicts(at)
        ]
        if not found:
            return None
        over_at, link, conflict = max(
            found, key=lambda each: (each[0] == FOREVER, each[2].is_abrupt, each[0])
        )
        return outage(link.name, conflict, at, over_at, step)

    def _parent_trusted_until(self, link: Link, at: datetime) -> datetime:
        """Return until when some resolver may find the chain secure down to a zone's parent."""
        parent = self._above(link.name, at)
        if parent is None:
            return FOREVER
        return min(parent.trusted_until(at), self._parent_trusted_until(parent, at))

    def _above(self, name: Name, at: datetime) -> Link | None:
        """Return the closest zone above a name that resolvers know; None for a registry's."""
        while len(name := name.parent()) > _TLD_LABELS:
            link = self._links.get(name)
            if link is not None and link.asked(at):
                return link
        return None

    def _registry_of(self, name: Name) -> list[Asked]:
        """Return the servers of the top-level domain; none while the root's fail who asks."""
        internet = self._account.dns.internet
        tld = internet.delegated(internet.root, name.split(_TLD_LABELS)[1])
        return [] if tld is None else [Asked(tld)]

    def _watched(self) -> list[Name]:
        """Return the names at which there are zones, or were any, each after those above it."""
        names = self._zones or self._links.keys() | {
            dns.name.from_text(with_decimal_escapes(zone.name))
            for account in self._account.accounts
            for zone in account.route53.zones
            if not zone.private
        }
        below_tlds = {
            name.split(depth)[1]
            for name in names
            for depth in range(_TLD_LABELS + 1, len(name) + 1)
        }
        return sorted(below_tlds, key=len)

    def _working(self, name: Name) -> set[Authority]:
        internet = self._account.dns.internet
        zones = public_zones(self._account, of_labels(name.labels))
        return {internet.of(owner, zone) for owner, zone in zones}

    def _lingering(self, step: Call | str) -> timedelta:
        """Return for how long some servers still give the answers from before a step."""
        pending = not isinstance(step, str) and step.service == "route53"
        return self._account.propagation if pending else timedelta()

    def _expect_arrival(self, step: Call | str, at: datetime) -> None:
        self._arrivals = {arrival for arrival in self._arrivals if arrival > at}
        if self._account.propagation and not isinstance(step, str):
            self._arrivals.add(at + self._account.propagation)

    def _refuse_unknown_zones(self) -> None:
        known = {link.name for link in self._links.values() if link.known}
        for name in self._zones:
            if not any(name.is_subdomain(zone) for zone in known):
                raise MockUsageError(
                    f"The guard of {plain(name)} has seen no such zone: no parent delegates it to "
                    "a hosted zone. Register the domain, have its NS records in a parent zone, or "
                    f"call registry.delegate({plain(name)!r})."
                )


def _zone_name(text: str) -> Name:
    try:
        return dns.name.from_text(text)
    except DNSException as wrong:
        raise MockUsageError(f"{text!r} is not a domain name: {wrong}") from wrong
