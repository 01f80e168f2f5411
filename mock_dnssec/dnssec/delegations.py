"""Which name servers a parent names for its children, and what answers there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dns.name
import dns.rrset
from dns.rcode import SERVFAIL
from dns.rdatatype import RdataType

from mock_dnssec.route53.answers.lookup import Answer
from mock_dnssec.route53.names import normal, with_decimal_escapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dns.rrset import RRset

    from mock_dnssec.account import Account
    from mock_dnssec.route53.zones.hosted_zones import HostedZone

NS_TTL, DS_TTL = 172_800, 86_400
"""The TTLs in ``com`` and most other top-level domains, in seconds."""


def public_zones(account: Account, name: str) -> Iterator[tuple[Account, HostedZone]]:
    """Walk the public zones of a name in normal form, whichever account has them, oldest first."""
    for owner in account.accounts:
        for zone in owner.route53.zones.named(name):
            if not zone.private:
                yield owner, zone


def names_below(zone: str, name: str) -> Iterator[str]:
    """Walk the names from right below a zone down to a name in it: where it could be delegated."""
    cut, name = zone.removeprefix("."), name.removeprefix(".")
    *labels, _ = name[: len(name) - len(cut)].split(".")
    for label in reversed(labels):
        cut = f"{label}.{cut}"
        yield cut


class RegistryDelegations:
    """What parents publish by the registry that the accounts share."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._registry = account.registry
        self._known: dict[tuple[str, str, tuple[str, ...]], RRset] = {}

    def answer(self, cut: str, name: str, rdtype: RdataType) -> Answer | None:
        """Return what a parent says of ``name`` if the registry has a word on ``cut`` above it.

        A DS is the parent's own. A negative answer has no SOA: that is the parent's to add.
        """
        if self.fails(cut):
            return Answer(SERVFAIL)
        delegation = self._registry.delegation(cut)
        if delegation is None:
            return None
        servers = delegation.name_servers or self._own_servers(cut)
        if not servers:
            return None
        if (cut, RdataType.DS) == (name, rdtype):
            return Answer(answer=self._rrsets(cut, DS_TTL, "DS", delegation.ds))
        return Answer(authority=self._rrsets(cut, NS_TTL, "NS", tuple(sorted(servers))))

    def fails(self, cut: str) -> bool:
        """Say whether asking the parent about a name fails."""
        return self._registry.is_failing(cut)

    def _own_servers(self, name: str) -> set[str]:
        """Return those of the oldest zone: no copy takes a domain over by being made."""
        _, zone = next(public_zones(self._account, name), (None, None))
        return {normal(server) for server in zone.name_servers} if zone else set()

    def _rrsets(self, owner: str, ttl: int, rdtype: str, values: tuple[str, ...]) -> list[RRset]:
        """Return these records as one RRset, the same object each time; nothing for no records."""
        key = (owner, rdtype, values)
        if values and key not in self._known:
            name = dns.name.from_text(with_decimal_escapes(owner))
            texts = [with_decimal_escapes(value) for value in values]
            self._known[key] = dns.rrset.from_text_list(name, ttl, "IN", rdtype, texts)
        return [self._known[key]] if values else []
