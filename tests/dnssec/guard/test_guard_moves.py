"""Zones and parents that move to other name servers: who still asks the old ones, how long."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from mock_dnssec import BogusZoneError

from ...route53.records import apply, upsert
from .owners import HOUR, NS_TTL, Owner, ParentZone, Registry, guarded, sign_a_copy

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client
    from mypy_boto3_route53.type_defs import KeySigningKeyTypeDef

    from mock_dnssec import Account

THEIRS = "1 13 2 " + 64 * "0"
"""The DS of a key that another provider has."""


@pytest.fixture
def zone(aws: Account, kms: KMSClient, route53: Route53Client, parent_zone: ParentZone) -> Owner:
    """A zone below a zone, both signed for long."""
    aws.clock.freeze()
    zone = Owner(kms, route53, parent_zone.name)
    parent_zone.delegate(zone.name_servers)
    zone.signed_below(parent_zone)
    aws.clock.advance(days=30)
    return zone


def test_ns_records_of_the_zones_own(
    aws: Account, zone: Owner, parent_zone: ParentZone, copy: Owner
) -> None:
    """Some resolvers go by them: they count where they live longer than those of the parent."""
    zone.lower_ttls(NS_TTL)
    with pytest.raises(BogusZoneError, match="name servers that the parent had before") as found:
        guarded(aws, zone, sign_a_copy, aws, parent_zone, copy, HOUR)

    assert found.value.safe_at == aws.clock.now() + timedelta(seconds=2 * NS_TTL - HOUR)


def test_a_zone_that_is_deleted(
    aws: Account, zone: Owner, parent_zone: ParentZone, copy: Owner
) -> None:
    """Who still asks its name servers gets no answers, which contradict nothing."""
    old = parent_zone.published[0]
    with aws.guard(zone.name):
        parent_zone.publish()
        aws.clock.advance(seconds=parent_zone.ttl)
        parent_zone.delegate(copy.name_servers)
        new = copy.create_ksk()
        copy.enable()
        zone.disable()
        zone.deactivate(old)
        zone.delete(old)
        zone.route53.delete_hosted_zone(Id=zone.id)
        aws.clock.advance(seconds=HOUR)
        parent_zone.publish(new)


def swap_and_move(parent: ParentZone, key: KeySigningKeyTypeDef, copy: Owner) -> None:
    """Have the DS of another key in the parent, and go to a zone that has this key only."""
    parent.publish(key)
    parent.delegate(copy.name_servers)


def test_waiting_that_does_not_help_against_all(
    aws: Account, zone: Owner, parent_zone: ParentZone, copy: Owner
) -> None:
    """A DS may be waited for, but not old signatures, which are old by the step itself."""
    zone.lower_ttls(300)
    key = zone.create_ksk()
    copy.create_ksk(arn=key["KmsArn"])
    parent_zone.delegate(copy.name_servers)
    copy.enable()
    parent_zone.delegate(zone.name_servers)
    aws.clock.advance(days=30)

    with pytest.raises(BogusZoneError, match="No waiting before this step helps") as found:
        guarded(aws, zone, swap_and_move, parent_zone, key, copy)

    assert found.value.safe_at is None


def new_parent(
    kms: KMSClient, route53: Route53Client, zone: Owner, ds_record: str | None = None
) -> Owner:
    """Return a copy of the parent zone that delegates to a zone, with this DS record of it."""
    copy = Owner(kms, route53, "example.com")
    apply(route53, copy.id, upsert(zone.name, "NS", *zone.name_servers, ttl=HOUR))
    if ds_record is not None:
        apply(route53, copy.id, upsert(zone.name, "DS", ds_record, ttl=ParentZone.ttl))
    return copy


def move_parent(aws: Account, new: Owner) -> None:
    """Move the parent, in the right order, and wait until nobody knows its old name servers."""
    aws.registry.delegate("example.com")
    aws.clock.advance(days=1)
    aws.registry.delegate("example.com", name_servers=new.name_servers)
    key = new.create_ksk()
    new.enable()
    aws.clock.advance(seconds=NS_TTL + 2 * HOUR)
    aws.registry.delegate("example.com", name_servers=new.name_servers, ds=[key["DSRecord"]])


def replace_by(aws: Account, parent: Owner, zone: Owner, copy: Owner) -> None:
    """Move the parent, and then have it delegate to an unsigned copy of the zone."""
    move_parent(aws, parent)
    apply(parent.route53, parent.id, upsert(zone.name, "NS", *copy.name_servers, ttl=HOUR))


def test_a_ds_that_moves_with_the_parent(
    aws: Account,
    kms: KMSClient,
    route53: Route53Client,
    zone: Owner,
    parent_zone: ParentZone,
    copy: Owner,
) -> None:
    """Resolvers get it from the new name servers too, and go on to hold the zone to it."""
    new = new_parent(kms, route53, zone, parent_zone.published[0]["DSRecord"])

    with pytest.raises(BogusZoneError, match=r"broke shop\.example\.com\.") as found:
        guarded(aws, zone, replace_by, aws, new, zone, copy)

    assert found.value.safe_at is None


def test_a_ds_that_stays_behind(
    aws: Account, kms: KMSClient, route53: Route53Client, zone: Owner, copy: Owner
) -> None:
    """When the parent's old name servers are forgotten, so is the DS that they alone have."""
    new = new_parent(kms, route53, zone)

    guarded(aws, zone, replace_by, aws, new, zone, copy)

    assert aws.resolver().resolve(zone.name, "SOA").insecure


def test_a_copy_that_is_no_better(
    aws: Account, kms: KMSClient, route53: Route53Client, registry: Registry
) -> None:
    """It helps nobody to wait for the old name servers where the new ones say the same."""
    zone, copy = (Owner(kms, route53, registry.name) for _ in range(2))
    registry.delegate(zone.name_servers)
    with pytest.raises(BogusZoneError) as found:
        guarded(aws, zone, move_and_vouch, registry, copy)

    assert found.value.safe_at is None


def move_and_vouch(registry: Registry, copy: Owner) -> None:
    """Delegate to a zone that does not sign, and publish the DS of a key of it."""
    registry.delegate(copy.name_servers)
    registry.publish(copy.create_ksk("INACTIVE"))


def test_a_domain_that_is_given_up(
    aws: Account, kms: KMSClient, route53: Route53Client, registry: Registry
) -> None:
    """A guard has seen the zone, though there is none at the end: it was no misspelt name."""
    zone = Owner(kms, route53, registry.name)
    registry.delegate(zone.name_servers)
    with aws.guard(zone.name) as guard:
        aws.registry.undelegate(zone.name)

    assert guard.outage is None


@pytest.mark.parametrize("names", [(), ("example.com",)])
def test_a_domain_that_goes_to_another_provider(
    aws: Account, kms: KMSClient, route53: Route53Client, registry: Registry, names: tuple[str, ...]
) -> None:
    """Caches remember the hosted zone when it is deleted, and so does a guard of all zones."""
    aws.clock.freeze()
    zone = Owner(kms, route53, registry.name)
    registry.delegate(zone.name_servers)
    key = zone.signed_below(registry)
    aws.clock.advance(days=30)

    with (
        pytest.raises(BogusZoneError, match=r"came 1 h too early for example\.com"),
        aws.guard(*names),
    ):
        leave(aws, zone, registry, key)


def leave(aws: Account, zone: Owner, registry: Registry, key: KeySigningKeyTypeDef) -> None:
    """Delete a zone in the right order, and have the DS of another provider's key in its place."""
    registry.publish()
    aws.clock.advance(seconds=registry.ttl)
    zone.disable()
    zone.deactivate(key)
    zone.delete(key)
    zone.route53.delete_hosted_zone(Id=zone.id)
    aws.registry.delegate(zone.name, name_servers=["ns1.provider.net"], ds=[THEIRS])
