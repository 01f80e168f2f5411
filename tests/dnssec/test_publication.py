"""What is published of a zone at one moment, as the guard of rollovers sees it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import dns.name
import pytest

if TYPE_CHECKING:
    from mock_dnssec.dnssec.publication import Publication

    from .hosting import Hosting

NOW = datetime(2025, 1, 1, 10, tzinfo=timezone.utc)
COM = dns.name.from_text("com")


def publication(hosting: Hosting, zone: str) -> Publication:
    """Return what is published of a zone."""
    return hosting.aws.dns.publication(hosting.aws, hosting.aws.route53.zones.get(zone))


def test_a_signed_zone(hosting: Hosting) -> None:
    """DS, keys, who signs them until when, and the TTLs are those of the answers."""
    hosting.aws.clock.freeze(NOW)
    zone, _ = hosting.signed()
    dnskeys, key_signatures = hosting.ask("example.com", "DNSKEY").answer

    shown = publication(hosting, zone)

    assert (shown.name, shown.parent) == (dns.name.from_text("example.com"), COM)
    assert shown.ds == set(hosting.ask("example.com", "DS").answer[0])
    assert (shown.ds_ttl, shown.dnskey_ttl) == (86_400, 3600)
    assert shown.keys == set(dnskeys)
    assert set(shown.signers) == {key for key in dnskeys if key.flags == 257}
    assert {end.timestamp() for end in shown.signers.values()} == {key_signatures[0].expiration}
    assert shown.zsks == {key for key in dnskeys if key.flags == 256}
    assert (shown.longest_ttl, shown.negative_ttl) == (172_800, 900)


def test_an_unsigned_zone(hosting: Hosting) -> None:
    """A zone that is neither signed nor delegated has no keys, no DS and no parent."""
    shown = publication(hosting, hosting.zone())

    assert shown.parent is None
    assert {*shown.ds, *shown.keys, *shown.zsks, *shown.signers} == set()


def test_a_signature_that_has_run_out(hosting: Hosting) -> None:
    """A key whose signature over the set has expired is published, and is no signer."""
    hosting.aws.clock.freeze(NOW)
    zone, ksk = hosting.signed()
    hosting.kms.disable_key(KeyId=ksk["KmsArn"])
    hosting.aws.clock.advance(days=4)
    assert publication(hosting, zone).signers
    hosting.aws.clock.advance(days=2)

    shown = publication(hosting, zone)

    assert not shown.signers
    assert len(shown.keys) == 2


@pytest.mark.parametrize("ttl", [300, 86_400, 1_000_000])
def test_the_longest_ttl(hosting: Hosting, ttl: int) -> None:
    """The longest TTL is that of the record with the longest, a week at most."""
    zone, _ = hosting.signed()
    hosting.put(zone, "www.example.com", "A", "192.0.2.1", ttl=ttl)

    assert publication(hosting, zone).longest_ttl == max(172_800, min(ttl, 604_800))


def test_a_ds_in_a_hosted_parent(hosting: Hosting) -> None:
    """A DS in another hosted zone has that zone's TTL, and that zone is the parent."""
    parent, _ = hosting.signed()
    child = hosting.zone("child.example.com")
    hosting.put(parent, "child.example.com", "DS", f"1 13 2 {'0' * 64}", ttl=77)
    assert publication(hosting, child).parent is None
    hosting.put(parent, "child.example.com", "NS", *hosting.name_servers(child))

    shown = publication(hosting, child)

    assert (shown.parent, shown.ds_ttl) == (dns.name.from_text("example.com"), 77)
    assert [ds.to_text() for ds in shown.ds] == [f"1 13 2 {'0' * 64}"]


def test_asking_makes_no_signature(hosting: Hosting, monkeypatch: pytest.MonkeyPatch) -> None:
    """It costs no signature, KMS's least of all."""
    zone, ksk = hosting.signed()
    key = hosting.aws.kms("us-east-1").keys.find(ksk["KmsArn"].rpartition("/")[2])
    assert key is not None
    monkeypatch.setattr(type(key), "sign", lambda *_: pytest.fail("KMS was asked"))
    for days in range(3):
        hosting.aws.clock.advance(timedelta(days=days))
        assert publication(hosting, zone).signers
