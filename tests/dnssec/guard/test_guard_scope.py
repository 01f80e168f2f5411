"""What a guard watches: which zones, from when on, and all the time that changes take."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

import boto3
import pytest

from mock_dnssec import Account, BogusZoneError, MockUsageError, mock_dnssec

from ...conftest import make_client
from ...route53.records import apply, upsert
from .owners import Owner, Parent, ParentZone, Registrar

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

WRONG = "1 13 2 " + 64 * "0"
UNKNOWN_ALGORITHM = "1 250 2 " + 64 * "0"
PENDING = 60


def delegated(aws: Account, kms: KMSClient, route53: Route53Client, name: str) -> tuple[Owner, str]:
    """Return a signed zone that is delegated without a DS, and the DS that there could be."""
    zone = Owner(kms, route53, name)
    aws.registry.delegate(name, name_servers=zone.name_servers)
    ds_record = zone.create_ksk()["DSRecord"]
    zone.enable()
    return zone, ds_record


def test_a_zone_that_nobody_delegates(aws: Account, route53: Route53Client) -> None:
    """A guard that could not see anything says so, and what to do: a typo would prove nothing."""
    route53.create_hosted_zone(Name="example.com", CallerReference="1")
    with (
        pytest.raises(MockUsageError, match=r"registry\.delegate\('example\.com'\)"),
        aws.guard("example.com"),
    ):
        aws.clock.advance(days=1)


@pytest.mark.parametrize("name", ["exa..mple", "a" * 64 + ".com"])
def test_what_is_no_domain_name(aws: Account, name: str) -> None:
    """It is refused before anything is watched."""
    with pytest.raises(MockUsageError, match="is not a domain name"):
        aws.guard(name)


def test_a_name_in_a_zone(aws: Account, kms: KMSClient, route53: Route53Client) -> None:
    """The zone of a name is watched, and those above it."""
    delegated(aws, kms, route53, "example.com")
    with pytest.raises(BogusZoneError, match=r"broke example\.com"), aws.guard("www.example.com"):
        aws.registry.delegate("example.com", ds=[WRONG])


@pytest.mark.parametrize("name", ["example.co.uk", "shop.example.com"])
def test_a_registry_of_names_with_more_labels(
    aws: Account, kms: KMSClient, route53: Route53Client, name: str
) -> None:
    """What is no zone on the way to the top-level domain is passed over."""
    delegated(aws, kms, route53, name)
    with pytest.raises(BogusZoneError, match=f"broke {name}"), aws.guard(name):
        aws.registry.delegate(name, ds=[WRONG])


def test_what_is_broken_already(aws: Account, kms: KMSClient, route53: Route53Client) -> None:
    """A zone that is bogus when the guard begins fails there, and nothing stays behind."""
    delegated(aws, kms, route53, "example.com")
    aws.registry.delegate("example.com", ds=[WRONG])

    with pytest.raises(BogusZoneError, match="What was done before the guard began broke"):
        aws.guard("example.com").__enter__()

    aws.clock.advance(days=1)


def test_other_zones_are_not_watched(aws: Account, kms: KMSClient, route53: Route53Client) -> None:
    """What happens to a zone beside, or below, concerns nobody who guards this one."""
    for name in ("example.com", "shop.example.com", "example.net"):
        delegated(aws, kms, route53, name)
    with aws.guard("example.com"):
        aws.registry.delegate("example.net", ds=[WRONG])
        aws.registry.delegate("shop.example.com", ds=[WRONG])


@pytest.mark.parametrize("account_id", ["123456789012", "210987654321"])
def test_without_names_all_zones_are_watched(aws: Account, account_id: str) -> None:
    """Those of every account, and those that come only after the guard began."""
    credentials = aws.account(account_id).credentials
    kms = boto3.client("kms", region_name="us-east-1", **credentials)
    route53 = boto3.client("route53", region_name="us-east-1", **credentials)
    guard = aws.guard()
    with pytest.raises(BogusZoneError, match=r"broke example\.net"), guard:
        spoil(aws, Owner(kms, route53, "example.net", account_id=account_id))


def spoil(aws: Account, zone: Owner) -> None:
    """Sign a zone, and have a DS that is not its key's."""
    zone.create_ksk()
    zone.enable()
    aws.clock.advance(days=3)
    aws.registry.delegate("example.net", ds=[WRONG])


def test_a_ds_that_validators_do_not_know(
    aws: Account, kms: KMSClient, route53: Route53Client
) -> None:
    """It leaves the zone insecure (RFC 4035 section 5.2), which is not bogus."""
    delegated(aws, kms, route53, "example.com")
    with aws.guard("example.com"):
        aws.registry.delegate("example.com", ds=[UNKNOWN_ALGORITHM])

    assert aws.resolver().resolve("example.com", "SOA").insecure


def test_below_a_zone_without_a_ds(aws: Account, kms: KMSClient, route53: Route53Client) -> None:
    """A wrong DS in an island of trust troubles nobody, until the island gets a DS."""
    island, ds_record = delegated(aws, kms, route53, "example.com")
    child = Owner(kms, route53, "shop.example.com")
    apply(route53, island.id, upsert("shop.example.com", "NS", *child.name_servers))
    aws.clock.advance(days=3)
    with aws.guard("shop.example.com"):
        apply(route53, island.id, upsert("shop.example.com", "DS", WRONG))

    with (
        pytest.raises(BogusZoneError, match=r"broke shop\.example\.com") as found,
        aws.guard("shop.example.com"),
    ):
        join(aws, ds_record)

    assert found.value.since == aws.clock.now()


def test_far_below_a_zone_without_a_ds(
    aws: Account, kms: KMSClient, route53: Route53Client
) -> None:
    """The whole chain counts: a zone that vouches for its child may be in an island itself."""
    island, _ = delegated(aws, kms, route53, "example.com")
    middle, low = (Owner(kms, route53, name) for name in ("a.example.com", "b.a.example.com"))
    apply(route53, island.id, upsert(middle.name, "NS", *middle.name_servers))
    apply(route53, middle.id, upsert(low.name, "NS", *low.name_servers))
    key = middle.create_ksk()
    middle.enable()
    apply(route53, island.id, upsert(middle.name, "DS", key["DSRecord"]))
    aws.clock.advance(days=30)

    with aws.guard(low.name):
        apply(route53, middle.id, upsert(low.name, "DS", WRONG))


def join(aws: Account, ds_record: str) -> None:
    """Have the DS of an island in its parent, some time later."""
    aws.clock.freeze(aws.clock.now() + timedelta(days=1))
    aws.registry.delegate("example.com", ds=[ds_record])


def test_below_a_zone_that_has_lost_its_ds(
    aws: Account, kms: KMSClient, route53: Route53Client
) -> None:
    """What would trouble nobody in an island waits until no cache holds the island's DS."""
    aws.clock.freeze()
    island, ds_record = delegated(aws, kms, route53, "example.com")
    child = Owner(kms, route53, "shop.example.com")
    apply(route53, island.id, upsert("shop.example.com", "NS", *child.name_servers))
    aws.registry.delegate("example.com", ds=[ds_record])
    aws.clock.advance(days=30)

    too_early = r"came 23 h too early for shop\.example\.com"
    with pytest.raises(BogusZoneError, match=too_early), aws.guard("shop.example.com"):
        withdraw_and_spoil(aws, island)


def withdraw_and_spoil(aws: Account, island: Owner) -> None:
    """Have the DS of a zone taken out of its parent, and soon a wrong one of its child in it."""
    aws.registry.delegate("example.com")
    aws.clock.advance(hours=1)
    apply(island.route53, island.id, upsert("shop.example.com", "DS", WRONG))


def test_failing_parents_tell_nothing(aws: Account, kms: KMSClient, route53: Route53Client) -> None:
    """While a parent's servers fail, nobody learns of its changes; then everybody does."""
    delegated(aws, kms, route53, "example.com")
    with aws.guard("example.com"):
        aws.registry.fail_lookups("example.com")
        aws.registry.delegate("example.com", ds=[WRONG])
        aws.clock.advance(days=1)
        aws.registry.delegate("example.com")
        aws.registry.answer_lookups("example.com")


@pytest.mark.parametrize("parent", ["com", "example.com"])
def test_parents_that_fail_for_long(
    aws: Account, kms: KMSClient, route53: Route53Client, parent: str
) -> None:
    """Whichever of the parents it is: that is an outage, but none of DNSSEC's."""
    _, ds_record = delegated(aws, kms, route53, "example.com")
    aws.registry.delegate("example.com", ds=[ds_record])
    aws.clock.advance(days=30)
    with aws.guard("example.com"):
        aws.registry.fail_lookups(parent)
        aws.clock.advance(days=3)
        aws.registry.answer_lookups(parent)

    assert aws.resolver().resolve("example.com", "SOA").secure


def change_and_answer_again(aws: Account) -> None:
    """Let a guard look on while a DS is changed that can only be seen later."""
    with aws.guard("example.com"):
        aws.registry.delegate("example.com", ds=[WRONG])
        aws.registry.answer_lookups("example.com")


def test_parents_that_answer_again(aws: Account, kms: KMSClient, route53: Route53Client) -> None:
    """What was changed while a parent failed is an outage from when it answers again."""
    delegated(aws, kms, route53, "example.com")
    aws.registry.fail_lookups("example.com")
    with pytest.raises(BogusZoneError, match=r"registry\.answer_lookups\(.* broke"):
        change_and_answer_again(aws)


def withdraw_and_disable(aws: Account, zone: Owner, parent: Parent, wait: int) -> None:
    """Take the DS out of the parent, wait and sign no more."""
    parent.publish()
    aws.clock.advance(seconds=wait)
    zone.disable()


@pytest.fixture(params=["parent_zone", "registrar"])
def slow(request: pytest.FixtureRequest) -> Iterator[tuple[Account, Owner, Parent]]:
    """A zone that has been signed for long, where changes take a minute, and its parent."""
    with mock_dnssec(propagation=PENDING) as aws:
        aws.clock.freeze()
        kms, route53 = make_client("kms"), make_client("route53")
        parent: Parent
        if request.param == "parent_zone":
            parent = ParentZone(aws, kms, route53)
        else:
            parent = Registrar(make_client("route53domains"))
            aws.clock.advance(seconds=PENDING)
        zone = Owner(kms, route53, parent.name)
        parent.delegate(zone.name_servers)
        aws.clock.advance(seconds=PENDING)
        zone.signed_below(parent)
        aws.clock.advance(days=30)
        yield aws, zone, parent


def test_changes_that_take_time(slow: tuple[Account, Owner, Parent]) -> None:
    """Until a change has reached the last server, or the registry, what was before spreads on."""
    aws, zone, parent = slow
    with aws.guard(zone.name):
        withdraw_and_disable(aws, zone, parent, PENDING + parent.ttl)
        aws.clock.advance(days=30)


def test_the_time_that_changes_take_is_no_time_to_spare(
    slow: tuple[Account, Owner, Parent],
) -> None:
    """Who counts from the call on, and not from when it has arrived, is too early."""
    aws, zone, parent = slow
    with pytest.raises(BogusZoneError, match="came 1 min too early"), aws.guard(zone.name):
        withdraw_and_disable(aws, zone, parent, parent.ttl)


def test_waiters_count(slow: tuple[Account, Owner, Parent]) -> None:
    """A waiter moves the clock to where its change has arrived, and the guard with it."""
    aws, zone, _ = slow
    key = zone.create_ksk()
    started = aws.clock.now()
    with aws.guard(zone.name):
        change = zone.route53.activate_key_signing_key(HostedZoneId=zone.id, Name=key["Name"])
        zone.route53.get_waiter("resource_record_sets_changed").wait(Id=change["ChangeInfo"]["Id"])

    assert aws.clock.now() == started + timedelta(seconds=PENDING)
