"""What the parent of a hosted zone publishes about it, and what Route 53 concludes from that.

The parent is another public zone of the account or of a sibling, or one elsewhere for which the
registry speaks. Neither of them knows a name: it is not delegated, and nothing stands in the way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.registry import Delegation
from mock_dnssec.route53.names import normal
from mock_dnssec.route53.signing.refusals import (
    DEACTIVATING_UNSAFE,
    DELEGATION_UNKNOWN,
    DISABLING_UNSAFE,
    KEY_IN_PARENT,
    PARTIALLY_DELEGATED,
)
from mock_dnssec.route53.zones.everywhere import zones_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mock_dnssec.errors import AwsError
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.signing.zone_signing import KeySigningKey
    from mock_dnssec.route53.zones.hosted_zones import HostedZone


def check_name_servers(backend: Backend, zone: HostedZone) -> None:
    """Raise HostedZonePartiallyDelegated if the parent names other servers than the zone does."""
    delegation = _ask(backend, zone, DELEGATION_UNKNOWN.error(zone_id=zone.id))
    own = frozenset(map(normal, _values(zone, zone.name, "NS")))
    if delegation.name_servers and delegation.name_servers != own:
        raise PARTIALLY_DELEGATED.error()


def check_ds_absent(backend: Backend, zone: HostedZone) -> None:
    """Raise KeySigningKeyInParentDSRecord if the parent has any DS for the zone."""
    if _ask(backend, zone, DISABLING_UNSAFE.error(zone=zone.name)).ds:
        raise KEY_IN_PARENT.error()


def check_key_absent(backend: Backend, zone: HostedZone, ksk: KeySigningKey) -> None:
    """Raise KeySigningKeyInParentDSRecord if the parent has a DS for this key-signing key."""
    delegation = _ask(backend, zone, DEACTIVATING_UNSAFE.error(zone=zone.name))
    if delegation.ds and ksk.records.named_by(delegation.ds):
        raise KEY_IN_PARENT.error()


def _ask(backend: Backend, zone: HostedZone, unanswered: AwsError) -> Delegation:
    if backend.account.registry.is_failing(zone.name):
        raise unanswered
    return delegation_of(backend, zone)


def delegation_of(backend: Backend, zone: HostedZone) -> Delegation:
    """Return what the parent publishes of a zone, whether or not it answers just now."""
    return backend.account.registry.delegation(zone.name) or _delegation_in_accounts(backend, zone)


def _delegation_in_accounts(backend: Backend, zone: HostedZone) -> Delegation:
    for parent in _public_zones_above(backend, zone):
        name_servers = frozenset(map(normal, _values(parent, zone.name, "NS")))
        ds = tuple(_values(parent, zone.name, "DS"))
        if name_servers or ds:
            return Delegation(name_servers, ds)
    return Delegation()


def _public_zones_above(backend: Backend, zone: HostedZone) -> Iterator[HostedZone]:
    """Walk the zones that enclose this one, the closest first."""
    name = zone.name
    while name := name.partition(".")[2]:
        yield from (parent for parent in zones_named(backend, name) if not parent.private)


def _values(zone: HostedZone, name: str, record_type: str) -> Iterator[str]:
    for record_set in zone.records.at(name, record_type):
        for record in record_set.get("ResourceRecords", []):
            yield record["Value"]
