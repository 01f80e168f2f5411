"""What resolvers may hold of one zone in a chain of trust, as its parents and its servers change.

A resolver finds the servers of a zone by its parent's NS, and fetches DS, DNSKEY set and data at
different times; it keeps each for its TTL. Some resolver, somewhere, holds any combination of the
versions that are still alive, and all of them must validate (RFC 6781 section 4.1, RFC 7583).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple, cast

from dns.rdatatype import RdataType

from mock_dnssec.dnssec.guard.conflicts import Conflict, Keys, conflicts
from mock_dnssec.dnssec.guard.lifetimes import FOREVER, History, Offer
from mock_dnssec.dnssec.internet import Internet, referral
from mock_dnssec.dnssec.publication import publication_of
from mock_dnssec.dnssec.validating.trust import usable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dns.name import Name
    from dns.rdtypes.ANY.DNSKEY import DNSKEY
    from dns.rdtypes.ANY.DS import DS

    from mock_dnssec.dnssec.authority import Authority
    from mock_dnssec.dnssec.name_servers import NameServers


class Asked(NamedTuple):
    """Servers of a zone, and until when some resolver asks them."""

    servers: Authority
    until: datetime = FOREVER


class Moment(NamedTuple):
    """When and how something is observed: see ``History.publish``.

    ``working`` are the servers of the hosted zones that exist: no others answer.
    """

    internet: Internet
    working: Collection[Authority]
    at: datetime
    gone_at: datetime


class Link:
    """One zone of a chain: the versions of its servers, DS, DNSKEY set and data that may be held.

    ``known`` says whether it ever had servers, ``expirations`` when the signatures run out that
    stand over its DNSKEY set.
    """

    def __init__(self, name: Name) -> None:
        self.name = name
        self.known = False
        self.expirations: set[datetime] = set()
        self._servers: History[NameServers] = History()
        self._ds: History[frozenset[DS]] = History()
        self._keys: History[Keys] = History()
        self._data: History[frozenset[DNSKEY]] = History()

    def observe(self, parents: Sequence[Asked], now: Moment) -> bool:
        """Take down what is published now, and return whether any of it is new.

        While a parent's servers fail, or all of them are gone, nobody learns anything new of it.
        """
        referrals = [
            (parent, parent.servers.answer(self.name, RdataType.NS, dnssec=False))
            for parent in parents
        ]
        ds = [self._ds_offer(parent) for parent in parents]
        servers = [
            Offer(found, max(ns.ttl, _apex_ttl(found)), parent.until)
            for parent, response in referrals
            if (ns := referral(response)) and (found := _delegated(now.internet, parent, self.name))
        ]
        self.known = self.known or bool(servers)
        new = self._ds.publish(ds, now.at, now.gone_at)
        self._servers.publish(servers, now.at, now.gone_at)
        return self._observe_servers(now) or new

    def asked(self, at: datetime) -> list[Asked]:
        """Return the servers that some resolver may ask at a time."""
        return [Asked(each.content, each.held_until) for each in self._servers.alive(at)]

    def trusted_until(self, at: datetime) -> datetime:
        """Return until when some resolver may hold a DS of the zone, ``at`` if none does."""
        held = (ds.held_until for ds in self._ds.alive(at) if usable(ds.content))
        return max(held, default=at)

    def conflicts(self, at: datetime) -> Iterator[Conflict]:
        """Yield the combinations that some resolver may hold at a time, and must call bogus."""
        return conflicts(self.name, self._ds.alive(at), self._keys.alive(at), self._data.alive(at))

    def _ds_offer(self, parent: Asked) -> Offer[frozenset[DS]]:
        answer = parent.servers.answer(self.name, RdataType.DS, dnssec=False).answer
        if not answer:
            return Offer(frozenset(), 0, parent.until)
        return Offer(frozenset(cast("Iterable[DS]", answer[0])), answer[0].ttl, parent.until)

    def _observe_servers(self, now: Moment) -> bool:
        seen = [
            (publication_of(now.internet, each.content), each.held_until)
            for each in self._servers.alive(now.at)
            if each.content in now.working
        ]
        keys = [
            Offer(Keys(one.keys, frozenset(one.signers)), one.dnskey_ttl, until)
            for one, until in seen
        ]
        data = [Offer(one.zsks, one.longest_ttl, until) for one, until in seen]
        self.expirations = {end for one, _ in seen for end in one.signers.values()}
        new = self._keys.publish(keys, now.at, now.gone_at)
        return self._data.publish(data, now.at, now.gone_at) or new


def _delegated(internet: Internet, parent: Asked, name: Name) -> NameServers | None:
    return cast("NameServers | None", internet.delegated(parent.servers, name))


def _apex_ttl(servers: NameServers) -> int:
    """Return the TTL of a zone's own NS records, by which some resolvers go."""
    return servers.data.lookup(servers.name, RdataType.NS).answer[0].ttl
