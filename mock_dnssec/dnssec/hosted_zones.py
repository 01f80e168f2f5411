"""The name servers of the accounts' public hosted zones."""

from __future__ import annotations

from ipaddress import IPv4Network
from typing import TYPE_CHECKING

import dns.name
from dns.rcode import REFUSED
from dns.rdatatype import RdataType, to_text

from mock_dnssec.dnssec.delegations import RegistryDelegations, names_below
from mock_dnssec.dnssec.hosted_keys import HostedKeys
from mock_dnssec.dnssec.name_servers import NameServers
from mock_dnssec.dnssec.responses import Response
from mock_dnssec.route53.answers import aws_targets
from mock_dnssec.route53.answers.lookup import LONGEST_TTL, Lookup
from mock_dnssec.route53.answers.places import DEFAULT
from mock_dnssec.route53.answers.routing import Client
from mock_dnssec.route53.names import of_labels, with_decimal_escapes

if TYPE_CHECKING:
    from dns.name import Name

    from mock_dnssec.account import Account
    from mock_dnssec.route53.answers.lookup import Answer
    from mock_dnssec.route53.records.record_sets import ResourceRecordSet
    from mock_dnssec.route53.zones.hosted_zones import HostedZone

_CLIENT = Client(IPv4Network("192.0.2.53/32"), DEFAULT)
"""Who asks: a resolver that tells nothing of its clients."""


class HostedData:
    """The records of a hosted zone, and what the registry says of its children."""

    def __init__(self, account: Account, zone: HostedZone) -> None:
        self.zone = zone
        self._name = dns.name.from_text(with_decimal_escapes(zone.name))
        self._lock = account.lock
        self._registry = RegistryDelegations(account)
        self._instances = account.route53.traffic_policy_instances
        self._lookup = Lookup(account.route53, _CLIENT)

    @property
    def name(self) -> Name:
        """The zone's name."""
        return self._name

    @property
    def longest_ttl(self) -> int:
        """The longest TTL of its records, in seconds."""
        with self._lock:
            longest = max(map(self._ttl, self.zone.records.starting()))
            return min(longest, LONGEST_TTL) if self.zone.dnssec.enabled else longest

    def lookup(self, name: Name, rdtype: RdataType) -> Answer:
        """Return what there is, unsigned."""
        text = of_labels(name.labels)
        with self._lock:
            return self._delegated(text, rdtype) or self._own(text, rdtype)

    def _ttl(self, record_set: ResourceRecordSet) -> int:
        """Return a TTL. Aliases of other records have that of these, which is counted there."""
        if "TrafficPolicyInstanceId" in record_set:
            return self._instances.get(record_set["TrafficPolicyInstanceId"]).ttl
        return record_set.get("TTL", aws_targets.TTL)

    def _own(self, name: str, rdtype: RdataType) -> Answer:
        return self._lookup.answer(self.zone, name, to_text(rdtype))

    def _delegated(self, name: str, rdtype: RdataType) -> Answer | None:
        """Return what the registry says of a child, unless the zone itself delegates above it."""
        for cut in names_below(self.zone.name, name):
            found = self._registry.answer(cut, name, rdtype)
            if found is not None:
                if not (found.answer or found.authority or found.rcode):
                    found.authority = self._own(self.zone.name, RdataType.DS).authority
                return found
            if next(self.zone.records.at(cut, "NS"), None) is not None:
                return None
        return None


class HostedNameServers(NameServers):
    """The name servers of one hosted zone: those of a deleted zone know it no more."""

    def __init__(self, account: Account, zone: HostedZone) -> None:
        super().__init__(HostedData(account, zone), HostedKeys(account, zone))
        self._zones = account.route53.zones
        self._id = zone.id

    def answer(self, name: Name, rdtype: RdataType, *, dnssec: bool = True) -> Response:
        """Answer a question (see ``Authority.answer``)."""
        if self._id not in self._zones:
            return Response(REFUSED, authoritative=False)
        return super().answer(name, rdtype, dnssec=dnssec)
