"""What the DNS publishes of a zone at one moment: all that resolvers judge its keys by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, cast

from dns.rdatatype import RdataType

from mock_dnssec.dnssec.delegations import DS_TTL

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dns.name import Name
    from dns.rdtypes.ANY.DNSKEY import DNSKEY
    from dns.rdtypes.ANY.DS import DS
    from dns.rrset import RRset

    from mock_dnssec.dnssec.authority import Authority
    from mock_dnssec.dnssec.internet import Internet
    from mock_dnssec.dnssec.key_sets import KeySet
    from mock_dnssec.dnssec.name_servers import NameServers


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A zone's keys, who vouches for them, and how long caches keep what they sign.

    TTLs are in seconds. No signature is made for it.
    """

    name: Name
    parent: Name | None
    """The zone whose servers refer to this one; None while nobody does."""
    ds: frozenset[DS]
    """The DS records in the parent, none for an insecure delegation."""
    ds_ttl: int
    keys: frozenset[DNSKEY]
    """The DNSKEY set, empty while the zone is not signed."""
    dnskey_ttl: int
    signers: Mapping[DNSKEY, datetime]
    """The key-signing keys whose signature over the DNSKEY set is valid, and until when it is."""
    zsks: frozenset[DNSKEY]
    """The keys that sign the zone's data."""
    longest_ttl: int
    negative_ttl: int


def publication_of(internet: Internet, servers: NameServers) -> Publication:
    """Return what is published now of the zone of these servers, as resolvers would find it."""
    keys = servers.keys.key_set()
    now = internet.clock.now().timestamp()
    parent = internet.parent_of(servers.name)
    ds = _ds(parent, servers.name)
    return Publication(
        name=servers.name,
        parent=parent.name if internet.delegated(parent, servers.name) is servers else None,
        ds=frozenset(cast("Iterable[DS]", ds or ())),
        ds_ttl=ds.ttl if ds else DS_TTL,
        keys=frozenset(cast("Iterable[DNSKEY]", keys.dnskeys)) if keys else frozenset(),
        dnskey_ttl=keys.ttl if keys else 0,
        signers=_signers(keys, now) if keys else {},
        zsks=frozenset([keys.data.key.dnskey]) if keys else frozenset(),
        longest_ttl=servers.data.longest_ttl,
        negative_ttl=servers.data.lookup(servers.name, RdataType.DS).authority[0].ttl,
    )


def _ds(parent: Authority, name: Name) -> RRset | None:
    answer = parent.answer(name, RdataType.DS, dnssec=False).answer
    return answer[0] if answer else None


def _signers(keys: KeySet, now: float) -> dict[DNSKEY, datetime]:
    return {
        key.dnskey: datetime.fromtimestamp(window.expiration, timezone.utc)
        for key, window in keys.endorsements
        if window is not None and window.inception <= now <= window.expiration
    }
