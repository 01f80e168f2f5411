"""What the name servers of a zone publish at one moment: what resolvers judge its keys by."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import TYPE_CHECKING, cast

from dns.rdatatype import RdataType

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from dns.name import Name
    from dns.rdtypes.ANY.DNSKEY import DNSKEY

    from mock_dnssec.dnssec.internet import Internet
    from mock_dnssec.dnssec.key_sets import KeySet
    from mock_dnssec.dnssec.name_servers import NameServers


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """A zone's keys, who vouches for them, and how long caches keep what they sign.

    TTLs are in seconds. No signature is made for it.
    """

    name: Name
    keys: frozenset[DNSKEY]
    """The DNSKEY set, empty while the zone is not signed."""
    dnskey_ttl: int
    """How long caches keep the DNSKEY set, or that there is none."""
    signers: Mapping[DNSKEY, datetime]
    """The key-signing keys whose signature over the DNSKEY set is valid, and until when it is."""
    zsks: frozenset[DNSKEY]
    """The keys that sign the zone's data."""
    longest_ttl: int
    """The longest of the zone's records, and of their absence: no SOA record lives longer."""


def publication_of(internet: Internet, servers: NameServers) -> Publication:
    """Return what is published now of the zone of these servers."""
    keys = servers.keys.key_set()
    return Publication(
        name=servers.name,
        keys=frozenset(cast("Iterable[DNSKEY]", keys.dnskeys)) if keys else frozenset(),
        dnskey_ttl=keys.ttl if keys else _negative_ttl(servers),
        signers=_signers(keys, internet.clock.now().timestamp()) if keys else {},
        zsks=frozenset([keys.data.key.dnskey]) if keys else frozenset(),
        longest_ttl=servers.data.longest_ttl,
    )


def _signers(keys: KeySet, now: float) -> dict[DNSKEY, datetime]:
    return {
        key.dnskey: datetime.fromtimestamp(window.expiration, timezone.utc)
        for key, window in keys.endorsements
        if window is not None and window.inception <= now <= window.expiration
    }


def _negative_ttl(servers: NameServers) -> int:
    """Return how long the absence of records may be remembered (RFC 2308 section 3)."""
    return servers.data.lookup(servers.name, RdataType.DS).authority[0].ttl
