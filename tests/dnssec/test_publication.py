"""What is published of a zone at one moment, as the guard of rollovers sees it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import dns.name
import pytest

from tests.route53.traffic import new_instance, new_policy

if TYPE_CHECKING:
    from .hosting import Hosting

NOW = datetime(2025, 1, 1, 10, tzinfo=timezone.utc)


def test_a_signed_zone(hosting: Hosting) -> None:
    """Keys, who signs them until when, and the TTLs are those of the answers."""
    hosting.aws.clock.freeze(NOW)
    zone, _ = hosting.signed()
    dnskeys, key_signatures = hosting.ask("example.com", "DNSKEY").answer

    shown = hosting.publication(zone)

    assert shown.name == dns.name.from_text("example.com")
    assert shown.keys == set(dnskeys)
    assert set(shown.signers) == {key for key in dnskeys if key.flags == 257}
    assert {end.timestamp() for end in shown.signers.values()} == {key_signatures[0].expiration}
    assert shown.zsks == {key for key in dnskeys if key.flags == 256}
    assert (shown.dnskey_ttl, shown.longest_ttl) == (3600, 172_800)


def test_an_unsigned_zone(hosting: Hosting) -> None:
    """A zone that is not signed has no keys; caches keep that as they keep other absences."""
    shown = hosting.publication(hosting.zone())

    assert {*shown.keys, *shown.zsks, *shown.signers} == set()
    assert shown.dnskey_ttl == 900


def test_a_signature_that_has_run_out(hosting: Hosting) -> None:
    """A key whose signature over the set has expired is published, and is no signer."""
    hosting.aws.clock.freeze(NOW)
    zone, ksk = hosting.signed()
    hosting.kms.disable_key(KeyId=ksk["KmsArn"])
    hosting.aws.clock.advance(days=4)
    assert hosting.publication(zone).signers
    hosting.aws.clock.advance(days=2)

    shown = hosting.publication(zone)

    assert not shown.signers
    assert len(shown.keys) == 2


@pytest.mark.parametrize("ttl", [300, 86_400, 1_000_000])
def test_the_longest_ttl(hosting: Hosting, ttl: int) -> None:
    """The longest TTL is that of the record with the longest, a week at most."""
    zone, _ = hosting.signed()
    hosting.put(zone, "www.example.com", "A", "192.0.2.1", ttl=ttl)

    assert hosting.publication(zone).longest_ttl == max(172_800, min(ttl, 604_800))


def test_the_ttl_of_a_traffic_policy_instance(hosting: Hosting) -> None:
    """Its answers live in caches for its TTL, though the record set that stands for it has none."""
    zone = hosting.zone()
    new_instance(hosting.route53, zone, new_policy(hosting.route53), ttl=500_000)

    assert hosting.publication(zone).longest_ttl == 500_000


def test_asking_makes_no_signature(hosting: Hosting, monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs no signature, KMS's least of all."""
    zone, ksk = hosting.signed()
    key = hosting.aws.kms("us-east-1").keys.find(ksk["KmsArn"].rpartition("/")[2])
    assert key is not None
    monkeypatch.setattr(type(key), "sign", lambda *_: pytest.fail("KMS was asked"))
    for days in range(3):
        hosting.aws.clock.advance(timedelta(days=days))
        assert hosting.publication(zone).signers
