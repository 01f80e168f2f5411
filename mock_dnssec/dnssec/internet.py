"""A small internet: a signed root, signed top-level domains, and the hosted zones below them."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import dns.name
from dns.rcode import SERVFAIL
from dns.rdatatype import RdataType

from mock_dnssec.dnssec.delegations import public_zones
from mock_dnssec.dnssec.hosted_zones import HostedNameServers
from mock_dnssec.dnssec.responses import Response
from mock_dnssec.dnssec.root_and_tlds import RegistryZone, RootData, TldData
from mock_dnssec.route53.names import normal, of_labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dns.name import Name
    from dns.rdtypes.ANY.DS import DS
    from dns.rdtypes.ANY.NS import NS
    from dns.rrset import RRset

    from mock_dnssec.account import Account
    from mock_dnssec.dnssec.authority import Authority
    from mock_dnssec.dnssec.name_servers import NameServers
    from mock_dnssec.route53.zones.hosted_zones import HostedZone


class Internet:
    """The public DNS as a resolver finds it, from the root on by referrals."""

    def __init__(self, account: Account) -> None:
        self.clock = account.clock
        self._account = account
        self._tlds: dict[Name, RegistryZone] = {}
        self._hosted: dict[str, NameServers] = {}
        self.root = RegistryZone(account, RootData(account, self._tld))

    @property
    def trust_anchor(self) -> DS:
        """The DS of the root's key-signing key."""
        return self.root.ds

    def ask(self, name: Name, rdtype: RdataType, *, dnssec: bool = True) -> Response:
        """Return what the servers say to which the referrals lead; SERVFAIL if none answer there.

        A DS is asked for at the parent. A CNAME is not followed out of its zone.
        """
        *_, last = self._descend(name, rdtype)
        if last is None:
            return Response(SERVFAIL, authoritative=False)
        return last.answer(name, rdtype, dnssec=dnssec)

    def path(self, name: Name) -> list[Authority]:
        """Return the servers from the root down to those that answer for a name.

        They are fewer where a referral leads to servers that do not answer.
        """
        return [each for each in self._descend(name, RdataType.SOA) if each is not None]

    def delegated(self, parent: Authority, child: Name) -> Authority | None:
        """Return the servers to which a parent refers for a child; None if none answer there.

        They are those of the zone of that name that has one of the servers which the parent names.
        """
        ns = referral(parent.answer(child, RdataType.NS, dnssec=False))
        return None if ns is None or ns.name != child else self._serving(ns)

    def of(self, owner: Account, zone: HostedZone) -> NameServers:
        """Return the name servers of a hosted zone of an account, delegated or not."""
        if zone.id not in self._hosted:
            self._hosted[zone.id] = HostedNameServers(owner, zone)
        return self._hosted[zone.id]

    def _descend(self, name: Name, rdtype: RdataType) -> Iterator[Authority | None]:
        """Walk from the root to the servers that answer a question; None if nobody does."""
        authority: Authority | None = self.root
        while authority is not None:
            yield authority
            ns = referral(authority.answer(name, rdtype, dnssec=False))
            if ns is None:
                return
            authority = self._serving(ns)
        yield None

    def _serving(self, ns: RRset) -> Authority | None:
        if len(ns.name) == len(dns.name.root) + 1:
            return self._tld(ns.name)
        servers = {of_labels(cast("NS", rdata).target.labels) for rdata in ns}
        zones = public_zones(self._account, of_labels(ns.name.labels))
        matching = ((owner, zone, len(servers & _servers(zone))) for owner, zone in zones)
        best = max(matching, key=lambda match: match[2], default=None)
        return self.of(*best[:2]) if best is not None and best[2] else None

    def _tld(self, name: Name) -> RegistryZone:
        if name not in self._tlds:
            self._tlds[name] = RegistryZone(self._account, TldData(self._account, name))
        return self._tlds[name]


def referral(response: Response) -> RRset | None:
    """Return the NS records of the child that a response refers to; None if it is no referral."""
    if response.authoritative:
        return None
    found = (rrset for rrset in response.authority if rrset.rdtype == RdataType.NS)
    return next(found, None)


def _servers(zone: HostedZone) -> set[str]:
    """Return the names of a zone's servers, and those that it gives them itself (white labels)."""
    own = (
        normal(record["Value"])
        for record_set in zone.records.at(zone.name, "NS")
        for record in record_set["ResourceRecords"]
    )
    return {*map(normal, zone.name_servers), *own}
