"""The keys that a zone publishes at one moment, and what signs with them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import dns.dnssec
import dns.rrset

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from dns.name import Name
    from dns.rdtypes.ANY.DNSKEY import DNSKEY
    from dns.rrset import RRset

    from mock_dnssec.dnssec.signatures import Signatures, Window
    from mock_dnssec.dnssec.zone_keys import ZoneKey


class Endorsement(NamedTuple):
    """A key-signing key, and when its signature over the DNSKEY set is valid; None without one."""

    key: ZoneKey
    window: Window | None


@dataclass(eq=False)
class KeySet:
    """The DNSKEY set of a zone, who signs it, and which of its keys signs all else."""

    zone: Name
    ttl: int
    endorsements: Sequence[Endorsement]
    zsks: Sequence[DNSKEY]
    data: Signatures
    window: Callable[[int], Window]
    """Tells when a signature is valid that is given out now, over data of this TTL."""

    @cached_property
    def dnskeys(self) -> RRset:
        """The DNSKEY set."""
        ksks = [each.key.dnskey for each in self.endorsements]
        return dns.rrset.from_rdata_list(self.zone, self.ttl, [*ksks, *self.zsks])

    @cached_property
    def dnskey_signatures(self) -> list[RRset]:
        """The signatures over the DNSKEY set, as one RRset; none if no key has signed it."""
        signatures = [
            dns.dnssec.sign(self.dnskeys, key.private, self.zone, key.dnskey, *window)
            for key, window in self.endorsements
            if window is not None
        ]
        if not signatures:
            return []
        return [dns.rrset.from_rdata_list(self.zone, self.ttl, signatures)]

    def signed(self, rrset: RRset) -> list[RRset]:
        """Return an RRset of the zone with the signatures over it."""
        if rrset is self.dnskeys:
            return [rrset, *self.dnskey_signatures]
        return [rrset, self.data.over(rrset, self.window(rrset.ttl))]
