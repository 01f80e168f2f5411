"""What becomes of a zone whose KMS key Route 53 can use no more: nothing at first, then bogus."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from dns.exception import ValidationFailure

from tests.kms.wrapping import import_material, pkcs8
from tests.route53.dnssec_policies import SIGNING, policy

if TYPE_CHECKING:
    from .hosting import Hosting

START = datetime(2025, 3, 1, 10, tzinfo=timezone.utc)

BREAKAGES: dict[str, Callable[[Hosting, str], object]] = {
    "disabled": lambda hosting, key: hosting.kms.disable_key(KeyId=key),
    "to be deleted": lambda hosting, key: hosting.kms.schedule_key_deletion(
        KeyId=key, PendingWindowInDays=30
    ),
    "not permitted": lambda hosting, key: hosting.kms.put_key_policy(
        KeyId=key, PolicyName="default", Policy=policy()
    ),
}


@pytest.fixture
def zone(hosting: Hosting) -> str:
    """example.com, signed for a day."""
    hosting.aws.clock.freeze(START - timedelta(days=1))
    zone, _ = hosting.signed()
    hosting.aws.clock.freeze(START)
    return zone


@pytest.fixture
def key(hosting: Hosting, zone: str) -> str:
    """The KMS key of its key-signing key."""
    return hosting.route53.get_dnssec(HostedZoneId=zone)["KeySigningKeys"][0]["KmsArn"]


def is_valid(hosting: Hosting) -> bool:
    """Say whether the DNSKEY set has a valid signature now."""
    try:
        hosting.check(hosting.ask("example.com", "DNSKEY").answer)
    except ValidationFailure:
        return False
    return True


def status(hosting: Hosting, zone: str) -> str:
    """Return the status of the zone's key-signing key."""
    return hosting.route53.get_dnssec(HostedZoneId=zone)["KeySigningKeys"][0]["Status"]


@pytest.mark.parametrize("breakage", BREAKAGES.values(), ids=BREAKAGES)
def test_five_days_of_signatures_are_there(
    hosting: Hosting, zone: str, key: str, breakage: Callable[[Hosting, str], object]
) -> None:
    """Signatures made in advance cover 15 periods of 8 hours; when the last expires, none is left.

    The key is lost at 10:00: the periods begin at 08:00, the last ends five days after that, and
    its signature two hours later.
    """
    hosting.ask("example.com", "DNSKEY")
    breakage(hosting, key)

    valid = []
    for hours in (0, 24, 118, 119.99, 120.01, 24 * 20):
        hosting.aws.clock.freeze(START + timedelta(hours=hours))
        valid.append(is_valid(hosting))

    assert valid == [True, True, True, True, False, False]
    hosting.check(hosting.ask("example.com", "SOA").answer)


def test_further_changes_do_not_prolong_it(hosting: Hosting, zone: str, key: str) -> None:
    """It counts when the key was lost: what happens to it later gives it no more days."""
    hosting.kms.disable_key(KeyId=key)
    for _ in range(3):
        hosting.aws.clock.advance(days=1)
        hosting.kms.put_key_policy(KeyId=key, PolicyName="default", Policy=policy())
        hosting.kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
        hosting.kms.cancel_key_deletion(KeyId=key)
    assert is_valid(hosting)

    hosting.aws.clock.freeze(START + timedelta(hours=121))
    assert not is_valid(hosting)


def test_a_key_that_is_mended_in_time_does_no_harm(hosting: Hosting, zone: str, key: str) -> None:
    """A key that nobody saw broken signs again as soon as it is mended, and stays ACTIVE."""
    hosting.kms.disable_key(KeyId=key)
    hosting.aws.clock.advance(days=4)
    assert is_valid(hosting)
    hosting.kms.enable_key(KeyId=key)

    hosting.aws.clock.advance(days=30)

    assert is_valid(hosting)
    assert status(hosting, zone) == "ACTIVE"


def test_a_key_that_was_seen_broken_must_be_activated(
    hosting: Hosting, zone: str, key: str
) -> None:
    """A key that has turned ACTION_NEEDED makes no signatures until it is mended and activated."""
    hosting.kms.put_key_policy(KeyId=key, PolicyName="default", Policy=policy())
    hosting.aws.clock.advance(hours=1)
    assert status(hosting, zone) == "ACTION_NEEDED"
    hosting.kms.put_key_policy(KeyId=key, PolicyName="default", Policy=SIGNING)

    hosting.aws.clock.freeze(START + timedelta(hours=121))
    assert not is_valid(hosting)
    hosting.route53.activate_key_signing_key(HostedZoneId=zone, Name="ksk")

    assert is_valid(hosting)


def test_a_deleted_key(hosting: Hosting, zone: str, key: str) -> None:
    """A KMS key that is gone leaves its DNSKEY in the set, and signatures that have run out."""
    published = hosting.ask("example.com", "DNSKEY").answer[0]
    hosting.kms.schedule_key_deletion(KeyId=key, PendingWindowInDays=7)
    hosting.aws.clock.advance(days=8)

    answer = hosting.ask("example.com", "DNSKEY").answer

    assert answer[0] == published
    assert answer[1][0].expiration < hosting.now()
    assert not is_valid(hosting)


def test_material_that_expires(hosting: Hosting) -> None:
    """A key whose imported material expires is lost then, and signs again once it is back."""
    hosting.aws.clock.freeze(START)
    material = pkcs8(ec.generate_private_key(ec.SECP256R1()))
    key = hosting.kms.create_key(
        KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=SIGNING, Origin="EXTERNAL"
    )["KeyMetadata"]["Arn"]
    expiry: dict[str, Any] = {
        "ExpirationModel": "KEY_MATERIAL_EXPIRES",
        "ValidTo": START + timedelta(days=2),
    }
    import_material(hosting.kms, key, material, **expiry)
    hosting.signed(kms_key=key)

    hosting.aws.clock.freeze(START + timedelta(days=6))
    assert is_valid(hosting)
    hosting.aws.clock.freeze(START + timedelta(days=8))
    assert not is_valid(hosting)
    import_material(hosting.kms, key, material)
    assert is_valid(hosting)


def test_asking_the_dns_changes_no_status(hosting: Hosting, zone: str, key: str) -> None:
    """Resolvers that ask while the key is broken do not make it ACTION_NEEDED."""
    hosting.kms.disable_key(KeyId=key)
    hosting.ask("example.com", "DNSKEY")
    hosting.kms.enable_key(KeyId=key)

    assert status(hosting, zone) == "ACTIVE"


def test_a_lost_key_cannot_sign_a_new_set(hosting: Hosting, zone: str, key: str) -> None:
    """What a lost key signed in advance does not cover a set with a second key: that one signs."""
    hosting.kms.disable_key(KeyId=key)
    hosting.aws.clock.advance(hours=1)
    second = hosting.ksk(zone, "second")

    dnskeys, key_signatures = hosting.ask("example.com", "DNSKEY").answer

    assert sorted(each.flags for each in dnskeys) == [256, 257, 257]
    assert [each.key_tag for each in key_signatures] == [second["KeyTag"]]
    hosting.check([dnskeys, key_signatures])


def test_internal_failure(hosting: Hosting, zone: str) -> None:
    """A key that is INTERNAL_FAILURE signs no more from then on; deactivating it takes it away."""
    dnssec = hosting.aws.route53.zones.get(zone).dnssec
    dnssec.fail_key("ksk")
    hosting.aws.clock.advance(days=4)
    assert is_valid(hosting)
    hosting.aws.clock.advance(days=2)
    assert not is_valid(hosting)
    hosting.route53.activate_key_signing_key(HostedZoneId=zone, Name="ksk")
    assert is_valid(hosting)


def test_the_zsk_does_not_roll_meanwhile(hosting: Hosting, zone: str, key: str) -> None:
    """While a key-signing key is lost, the set stays as it was signed: no ZSK comes or goes."""

    def zsks() -> set[str]:
        dnskeys = hosting.ask("example.com", "DNSKEY").answer[0]
        return {each.to_text() for each in dnskeys if each.flags == 256}

    before = zsks()
    hosting.kms.disable_key(KeyId=key)
    hosting.aws.clock.advance(days=60)
    assert zsks() == before
    hosting.kms.enable_key(KeyId=key)
    hosting.aws.clock.advance(days=60)
    assert zsks() != before
    assert is_valid(hosting)
