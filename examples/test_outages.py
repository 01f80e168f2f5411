"""Eleven ways to take a domain off the internet with DNSSEC, each of which AWS lets you do.

None of these steps is refused by an API. To whoever resolves by a validating resolver, which is
most of the internet, the domain is gone. In a test, the guard fails at the very call.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import boto3
import pytest
from dnssec_tool import ROUTE53_PRINCIPAL, add_ds, key_policy
from publish_ds_at_registrar import register
from rollover_tool import (
    HOUR,
    SignedDomain,
    create_ksk,
    deactivate,
    disable_signing,
    enable_signing,
    move_to,
    name_servers,
    new_zone,
    put_records,
    remove_ds,
    signed_domain,
)

from mock_dnssec import Account, BogusZoneError

Outage = Callable[..., AbstractContextManager["pytest.ExceptionInfo[BogusZoneError]"]]


@pytest.fixture
def aws(dnssec_account: Account) -> Account:
    """The account, on a clock that stands still until a story moves it."""
    dnssec_account.clock.freeze()
    return dnssec_account


@pytest.fixture
def outage(aws: Account) -> Outage:
    """Return what guards example.com for a block, and wants it to fail in these words."""

    @contextmanager
    def guarded(
        words: str, zone: str = "example.com"
    ) -> Iterator[pytest.ExceptionInfo[BogusZoneError]]:
        with pytest.raises(BogusZoneError) as found, aws.guard(zone):
            yield found
        assert words in str(found.value)

    return guarded


@pytest.fixture
def domain(aws: Account) -> SignedDomain:
    """example.com, which has been signed for a month."""
    domain = signed_domain()
    aws.clock.advance(days=30)
    return domain


def test_the_ds_comes_while_caches_hold_unsigned_answers(aws: Account, outage: Outage) -> None:
    """The zone is signed, and the DS is right. Yet for two days caches hold what was unsigned."""
    zone_id = register("example.com")
    with outage("came 1 d 23 h too early for example.com"):
        key = create_ksk(zone_id, "ksk_1")
        enable_signing(zone_id)
        aws.clock.advance(hours=1)
        add_ds("example.com", key)


def test_the_ds_names_another_key(outage: Outage, domain: SignedDomain) -> None:
    """Somebody tidies up the DS records, and leaves the one of a key that does not sign yet."""
    with outage("the DS names none of these keys"):
        add_ds("example.com", create_ksk(domain.zone_id, "ksk_2", status="INACTIVE"))
        remove_ds("example.com", domain.key)


def test_a_digit_is_lost_on_the_way_to_the_registry(
    aws: Account, outage: Outage, domain: SignedDomain
) -> None:
    """Another registrar's web form: the DS record is typed in, and one digit of it is wrong."""
    ds_record = domain.key["DSRecord"]
    typo = ds_record[:-1] + ("1" if ds_record[-1] == "0" else "0")
    with outage("the DS names none of these keys"):
        aws.registry.delegate("example.com", ds=[typo])


def test_the_ds_is_swapped_before_the_new_key_has_spread(
    outage: Outage, domain: SignedDomain
) -> None:
    """A rollover in one go: for an hour there are DNSKEY sets in caches without the new key."""
    with outage("came 1 h too early for example.com"):
        add_ds("example.com", create_ksk(domain.zone_id, "ksk_2"))
        remove_ds("example.com", domain.key)


def test_the_old_key_goes_while_caches_hold_its_ds(
    aws: Account, outage: Outage, domain: SignedDomain
) -> None:
    """Route 53 looks whether the parent has the DS of the key. It does not look into caches."""
    with outage("came 23 h too early for example.com"):
        new_key = create_ksk(domain.zone_id, "ksk_2")
        aws.clock.advance(seconds=HOUR)
        add_ds("example.com", new_key)
        remove_ds("example.com", domain.key)
        aws.clock.advance(hours=1)
        deactivate(domain.zone_id, "ksk_1")


def test_signing_is_disabled_while_caches_hold_the_ds(
    aws: Account, outage: Outage, domain: SignedDomain
) -> None:
    """The classic. Route 53 refuses while the DS is in the parent, and not a moment longer."""
    with outage("came 22 h too early for example.com"):
        remove_ds("example.com", domain.key)
        aws.clock.advance(hours=2)
        disable_signing(domain.zone_id)


@pytest.mark.parametrize("loss", ["disabled", "to be deleted", "closed to Route 53"])
def test_the_kms_key_is_lost(aws: Account, outage: Outage, domain: SignedDomain, loss: str) -> None:
    """Nothing happens for days, as Route 53 has signatures in store. Then the last one expires."""
    kms, arn = boto3.client("kms", region_name="us-east-1"), domain.key["KmsArn"]
    with outage("ActivateKeySigningKey") as found:
        if loss == "disabled":
            kms.disable_key(KeyId=arn)
        elif loss == "to be deleted":
            kms.schedule_key_deletion(KeyId=arn, PendingWindowInDays=30)
        else:
            closed = key_policy("123456789012").replace(
                ROUTE53_PRINCIPAL["Service"], "s3.amazonaws.com"
            )
            kms.put_key_policy(KeyId=arn, PolicyName="default", Policy=closed)
        lost_at = aws.clock.now()
        aws.clock.advance(days=30)
    assert 4 <= (found.value.since - lost_at).days <= 5


def test_the_zone_is_replaced_in_one_run(outage: Outage, domain: SignedDomain) -> None:
    """Infrastructure as code tears the zone down in the right order, and far too fast."""
    route53 = boto3.client("route53")
    with outage("came 1 d too early"):
        remove_ds("example.com", domain.key)
        disable_signing(domain.zone_id)
        deactivate(domain.zone_id, "ksk_1")
        route53.delete_key_signing_key(HostedZoneId=domain.zone_id, Name="ksk_1")
        route53.delete_hosted_zone(Id=domain.zone_id)
        move_to("example.com", new_zone("example.com"))


def test_the_domain_moves_to_an_unsigned_copy(outage: Outage, domain: SignedDomain) -> None:
    """The name servers of a migrated zone go to the registry, which still has the DS."""
    with outage("a DS promises"):
        move_to("example.com", new_zone("example.com"))


def test_the_old_name_servers_are_still_asked(
    aws: Account, outage: Outage, domain: SignedDomain
) -> None:
    """The move went well, as the DS was taken out first. The new one comes back too soon.

    Resolvers go by the old NS records for two days, find the old keys there, and the new DS names
    none of them.
    """
    with outage("came 2 d too early for example.com"):
        remove_ds("example.com", domain.key)
        aws.clock.advance(days=1)
        copy = new_zone("example.com")
        move_to("example.com", copy)
        key = create_ksk(copy, "ksk_1")
        enable_signing(copy)
        aws.clock.advance(seconds=HOUR)
        add_ds("example.com", key)


def test_the_parent_loses_its_signatures(outage: Outage, domain: SignedDomain) -> None:
    """The shop did nothing wrong. Its parent switches signing off, and takes the shop with it."""
    shop = new_zone("shop.example.com")
    put_records(domain.zone_id, "shop.example.com", "NS", name_servers(shop), ttl=HOUR)
    with outage("came 1 d too early for example.com", zone="shop.example.com"):
        remove_ds("example.com", domain.key)
        disable_signing(domain.zone_id)
