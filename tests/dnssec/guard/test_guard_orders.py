"""The orders of steps that the RFCs and AWS document: they pass, and not a second can be spared."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from mock_dnssec.dnssec.guard.outages import BogusZoneError

from .owners import DAY, HOUR, PARENTS, Owner, Parent

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

    from mock_dnssec import Account
    from mock_dnssec.dnssec.guard import Guard

Waits = Iterator[int]
"""How many seconds an order waits before it goes on."""

WEEK = 7 * DAY
LONGEST = 3 * HOUR
"""The longest TTL of the zone's data before anybody lowers it."""


def enable(zone: Owner, parent: Parent) -> Waits:
    """Sign, wait until no cache holds unsigned answers, let the parent vouch for the zone.

    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-enable-signing.html
    """
    key = zone.create_ksk()
    zone.enable()
    yield LONGEST
    parent.publish(key)


def lower_ttls_and_enable(zone: Owner, parent: Parent) -> Waits:
    """Lower the TTLs first, as AWS advises: what was cached before that must expire as well."""
    zone.lower_ttls(300)
    yield LONGEST - 300
    key = zone.create_ksk()
    zone.enable()
    yield 300
    parent.publish(key)


def double_signature(zone: Owner, parent: Parent) -> Waits:
    """Both keys sign while the DS is swapped (RFC 6781 section 4.1.2)."""
    old = parent.published[0]
    new = zone.create_ksk()
    yield HOUR
    parent.publish(new)
    yield parent.ttl
    zone.deactivate(old)
    zone.delete(old)


def double_ds(zone: Owner, parent: Parent) -> Waits:
    """The DS of both keys are out before the keys are swapped (RFC 6781 section 4.1.2).

    Route 53 keeps a key while its DS is in the parent: for the DNSKEY set's TTL, both sign.
    """
    old = parent.published[0]
    new = zone.create_ksk("INACTIVE")
    parent.publish(old, new)
    yield parent.ttl - HOUR
    zone.activate(new)
    yield HOUR
    parent.publish(new)
    zone.deactivate(old)
    zone.delete(old)


def disable(zone: Owner, parent: Parent) -> Waits:
    """Take the DS out of the parent, wait until no cache holds it, sign no more.

    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-disable.html
    """
    key = parent.published[0]
    parent.publish()
    yield parent.ttl
    zone.disable()
    zone.deactivate(key)
    zone.delete(key)


ENABLING: list[Callable[[Owner, Parent], Waits]] = [enable, lower_ttls_and_enable]
KEEPING: list[Callable[[Owner, Parent], Waits]] = [double_signature, double_ds, disable]
EVERY_WAIT = [
    (order, nth)
    for order, waits in (
        (enable, 1),
        (lower_ttls_and_enable, 2),
        (double_signature, 2),
        (double_ds, 2),
        (disable, 1),
    )
    for nth in range(waits)
]


@pytest.fixture(params=PARENTS)
def parent(request: pytest.FixtureRequest, aws: Account) -> Parent:
    """Each kind of parent, on a clock that stands still."""
    aws.clock.freeze()
    made: Parent = request.getfixturevalue(request.param)
    return made


@pytest.fixture
def zone(kms: KMSClient, route53: Route53Client, parent: Parent) -> Owner:
    """A zone without DNSSEC below the parent, in which TTLs are long."""
    zone = Owner(kms, route53, parent.name, LONGEST)
    parent.delegate(zone.name_servers)
    return zone


def prepare(aws: Account, zone: Owner, parent: Parent, order: Any) -> None:
    """Let a zone be signed for long if an order begins with one."""
    if order in KEEPING:
        zone.signed_below(parent)
    aws.clock.advance(days=30)


def follow(aws: Account, zone: Owner, waits: Waits, hasty: int | None = None) -> Guard:
    """Take the steps of an order under guard, and wait after each; once a second too short."""
    with aws.guard(zone.name) as guard:
        for number, wait in enumerate(waits):
            aws.clock.advance(seconds=wait - (number == hasty))
        aws.clock.advance(days=60)
    return guard


@pytest.mark.parametrize("order", [*ENABLING, *KEEPING])
def test_the_documented_orders(aws: Account, zone: Owner, parent: Parent, order: Any) -> None:
    """No resolver ever calls the zone bogus, whatever it has cached."""
    prepare(aws, zone, parent, order)

    guard = follow(aws, zone, order(zone, parent))

    assert guard.outage is None
    assert aws.resolver().resolve(zone.name, "SOA").secure == (order is not disable)


@pytest.mark.parametrize(("order", "hasty"), EVERY_WAIT)
def test_not_a_second_can_be_spared(
    aws: Account, zone: Owner, parent: Parent, order: Any, hasty: int
) -> None:
    """Whichever wait is a second too short, the guard says so, and by how much."""
    prepare(aws, zone, parent, order)

    with pytest.raises(BogusZoneError) as found:
        follow(aws, zone, order(zone, parent), hasty)

    outage = found.value
    assert outage.zone == zone.name
    assert outage.since == aws.clock.now()
    assert outage.safe_at == aws.clock.now() + timedelta(seconds=1)
    assert "1 s too early" in str(outage)


def test_longer_than_a_signed_zone_allows(aws: Account, zone: Owner, parent: Parent) -> None:
    """A signed zone answers with a TTL of a week at most; before that, two weeks are two weeks."""
    zone.lower_ttls(2 * WEEK)
    with pytest.raises(BogusZoneError) as found:
        follow(aws, zone, enable(zone, parent))

    assert found.value.safe_at is not None
    assert found.value.safe_at - found.value.since == timedelta(seconds=2 * WEEK - LONGEST)
