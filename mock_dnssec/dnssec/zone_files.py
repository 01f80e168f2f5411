"""A hosted zone as a master file (RFC 1035 section 5), for the tools that judge such files."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dns.dnssec
from dns.name import from_text
from dns.rdatatype import DNSKEY, RdataType
from dns.zone import Zone

from mock_dnssec.dnssec.hosted_zones import HostedData
from mock_dnssec.route53.names import with_decimal_escapes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dns.rrset import RRset
    from dns.transaction import Transaction

    from mock_dnssec.account import Account
    from mock_dnssec.dnssec.key_sets import KeySet
    from mock_dnssec.route53.zones.hosted_zones import HostedZone


def zone_file(account: Account, zone: HostedZone, keys: KeySet | None) -> str:
    """Return the zone's records, signed with ``keys``.

    A file can hold no denial that is made when it is asked for: in its place is a chain of NSEC
    records (RFC 4035 section 2.3). Aliases and routing policies become what a client of no
    particular place gets.
    """
    content = Zone(from_text(with_decimal_escapes(zone.name)), relativize=False)
    with content.writer() as transaction:
        for rrset in _records(account, zone):
            transaction.replace(rrset)
        if keys is not None:
            transaction.replace(keys.dnskeys)
    if keys is not None:
        dns.dnssec.sign_zone(content, add_dnskey=False, rrset_signer=_signer(keys))
    return content.to_text(want_origin=True)


def _records(account: Account, zone: HostedZone) -> Iterator[RRset]:
    data = HostedData(account, zone)
    with account.lock:
        kinds = {(one["Name"], one["Type"]): None for one in zone.records.starting()}
    for owner, record_type in kinds:
        name, rdtype = from_text(with_decimal_escapes(owner)), RdataType.make(record_type)
        found = data.lookup(name, rdtype)
        for rrset in (*found.answer, *found.authority):
            if (rrset.name, rrset.rdtype) == (name, rdtype):
                yield rrset


def _signer(keys: KeySet) -> dns.dnssec.RRsetSigner:
    def sign(transaction: Transaction, rrset: RRset) -> None:
        own = keys.dnskeys if rrset.rdtype == DNSKEY else rrset
        for signature in keys.signed(own)[1:]:
            transaction.add(signature)

    return sign
