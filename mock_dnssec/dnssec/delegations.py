"""Which name servers a parent names for its children, and what answers there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dns.name
import dns.rcode
import dns.rdata
import dns.rrset
from dns.rdatatype import RdataType

from mock_dnssec.route53.answers.lookup import Answer
from mock_dnssec.route53.names import normal, of_labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dns.name import Name
    from dns.rrset import RRset

    from mock_dnssec.account import Account
    from mock_dnssec.route53.zones.hosted_zones import HostedZone

NS_TTL, DS_TTL = 172_800, 86_400
"""The TTLs in ``com`` and most other top-level domains, in seconds."""


def public_zones(account: Account, name: str) -> Iterator[tuple[Account, HostedZone]]:
    """Walk the public zones of a name in normal form, whichever account has them."""
    for owner in account.accounts:
        for zone in owner.route53.zones.named(name):
            if not zone.private:
                yield owner, zone


def names_below(zone: Name, name: Name) -> Iterator[Name]:
    """Walk the names from right below a zone down to a name in it: where it could be delegated."""
    for depth in range(len(zone) + 1, len(name) + 1):
        yield name.split(depth)[1]


class RegistryDelegations:
    """What parents publish by the registry that the accounts share."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._registry = account.registry

    def answer(self, cut: Name, name: Name, rdtype: RdataType) -> Answer | None:
        """Return what a parent says of ``name`` if the registry has a word on ``cut`` above it.

        A DS is the parent's own. A negative answer has no SOA: that is the parent's to add.
        """
        if self.fails(cut):
            return Answer(dns.rcode.SERVFAIL)
        text = of_labels(cut.labels)
        servers = self._servers(text)
        if not servers:
            return None
        if (cut, RdataType.DS) == (name, rdtype):
            return Answer(answer=self._ds(cut, text))
        return Answer(authority=[_rrset(cut, NS_TTL, "NS", sorted(servers))])

    def fails(self, cut: Name) -> bool:
        """Say whether asking the parent about a name fails."""
        return self._registry.is_failing(of_labels(cut.labels))

    def _servers(self, name: str) -> frozenset[str]:
        delegation = self._registry.delegation(name)
        if delegation is None:
            return frozenset()
        if delegation.name_servers:
            return delegation.name_servers
        zones = (zone for _, zone in public_zones(self._account, name))
        return frozenset(normal(server) for zone in zones for server in zone.name_servers)

    def _ds(self, cut: Name, name: str) -> list[RRset]:
        delegation = self._registry.delegation(name)
        ds = delegation.ds if delegation else ()
        return [_rrset(cut, DS_TTL, "DS", ds)] if ds else []


def _rrset(owner: Name, ttl: int, rdtype: str, values: list[str] | tuple[str, ...]) -> RRset:
    rdatas = [dns.rdata.from_text("IN", rdtype, value) for value in values]
    return dns.rrset.from_rdata_list(owner, ttl, rdatas)
