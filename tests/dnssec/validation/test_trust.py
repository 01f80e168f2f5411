"""From a DS to the keys of a zone: RFC 4035 section 5.2, and keys that have been published."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import dns.name
import pytest
from dns.dnssectypes import DSDigest

from mock_dnssec.dnssec.validating.answers import Signed
from mock_dnssec.dnssec.validating.reasons import BogusError
from mock_dnssec.dnssec.validating.signatures import good_signature
from mock_dnssec.dnssec.validating.trust import check_keys, mismatch, usable, zone_keys
from tests.dnssec.validation.hand_signed import (
    HOUR,
    KSK,
    NOW,
    OTHER_KSK,
    ZONE,
    ZSK,
    KeyPair,
    ds_from,
    key_set,
    records,
)

if TYPE_CHECKING:
    from dns.rdtypes.ANY.DS import DS

KEYS = key_set(KSK, ZSK)
TAGS = " and ".join(map(str, sorted((KSK.tag, ZSK.tag))))
SHA1, SHA384 = KSK.ds(DSDigest.SHA1), KSK.ds(DSDigest.SHA384)


def problem(keys: Signed | None, *ds: DS, now: int = NOW) -> str:
    """Return why the zone is bogus."""
    with pytest.raises(BogusError) as bogus:
        check_keys(ZONE, ds, "the DS", keys, now)
    return str(bogus.value)


@pytest.mark.parametrize(
    "ds",
    [
        pytest.param([KSK.ds()], id="one"),
        pytest.param([KSK.ds(), OTHER_KSK.ds()], id="one of two"),
        pytest.param([SHA384], id="SHA-384"),
        pytest.param([SHA1], id="SHA-1"),
    ],
)
def test_a_ds_that_names_a_key(ds: list[DS]) -> None:
    """A DNSKEY set is good if a key that a DS names has signed it; one DS is enough."""
    assert check_keys(ZONE, usable(ds), "the DS", KEYS, NOW) == KEYS.rrsigs[0]


def test_a_zone_signed_by_a_key_without_the_sep_flag() -> None:
    """The flag is a hint: a DS may name any zone key (RFC 4034 section 2.1.1)."""
    combined = key_set(ZSK, signers=(ZSK,))
    assert check_keys(ZONE, [ZSK.ds()], "the DS", combined, NOW) == combined.rrsigs[0]


def test_no_keys() -> None:
    """With a DS in the parent, a zone without keys is bogus: signing was switched off too early."""
    assert problem(None, KSK.ds()) == "the DS says that it is signed, and example.com has no keys"


def changed(field: int, text: str) -> DS:
    """Return the DS of the key with one of its four fields changed."""
    fields = KSK.ds().to_text().split()
    fields[field] = text
    return ds_from(" ".join(fields))


@pytest.mark.parametrize(
    ("ds", "because"),
    [
        pytest.param(changed(0, "1"), "no key has the tag 1", id="tag"),
        pytest.param(
            changed(1, "8"), f"key {KSK.tag} has algorithm 13, and the DS says 8", id="algorithm"
        ),
        pytest.param(changed(3, "ab" * 32), f"key {KSK.tag} has another digest", id="digest"),
        pytest.param(
            KSK.ds(zone=dns.name.from_text("example.net")),
            f"key {KSK.tag} has another digest",
            id="another zone's",
        ),
    ],
)
def test_a_ds_that_names_no_key(ds: DS, because: str) -> None:
    """A DS that is wrong in any field names no key, and the reason says which field."""
    told = problem(KEYS, ds)
    assert (
        told == f"the DS matches no key in the DNSKEY set of example.com (keys {TAGS}): {because}"
    )


def test_a_key_that_may_not_sign_a_zone() -> None:
    """A DNSKEY without the zone flag is no zone key, whatever the DS says."""
    host_key = KeyPair(7, flags=0)
    told = problem(key_set(host_key, signers=(host_key,)), host_key.ds())
    assert told.startswith("the DS matches no key in the DNSKEY set of example.com (no key)")


def test_a_named_key_that_does_not_sign() -> None:
    """The key that the DS names must itself sign the DNSKEY set: a KSK swapped too early."""
    told = problem(key_set(KSK, OTHER_KSK, signers=(OTHER_KSK,)), KSK.ds())
    assert told == (f"the DS names key {KSK.tag}, which does not sign the DNSKEY set")


def test_a_key_that_has_the_tag_of_the_named_one_by_chance() -> None:
    """A tag is a hint: another key of that tag cannot sign for the one that the DS names."""
    named, namesake = KeyPair(31), KeyPair(60)
    assert named.tag == namesake.tag

    told = problem(key_set(named, namesake, signers=(namesake,)), named.ds())
    assert "does not verify" in told
    both = key_set(named, namesake, signers=(namesake, named))
    assert check_keys(ZONE, [named.ds()], "the DS", both, NOW) == both.rrsigs[1]


def test_an_expired_signature_over_the_keys() -> None:
    """Keys whose signature has run out are bogus: the KMS key went away days ago."""
    assert problem(KEYS, KSK.ds(), now=NOW + 3 * HOUR) == (
        f"the DS names key {KSK.tag}, whose signature expired at 2025-01-01 01:00 UTC"
    )


def test_a_key_added_without_a_new_signature() -> None:
    """A signature over another DNSKEY set than the one published does not verify."""
    stale = key_set(KSK, ZSK)._replace(rrset=key_set(KSK, ZSK, OTHER_KSK).rrset)
    assert "does not verify" in problem(stale, KSK.ds())


@pytest.mark.parametrize(
    "ds",
    [
        changed(1, "253"),
        changed(1, "200"),
        changed(1, "3"),
        changed(1, "1"),
        changed(2, "3"),
        changed(2, "250"),
    ],
    ids=str,
)
def test_a_ds_that_nobody_understands(ds: DS) -> None:
    """A DS with an unknown or forbidden algorithm or digest is passed over; a good one counts."""
    assert usable([ds]) == []
    assert usable([ds, KSK.ds()]) == [KSK.ds()]


def test_sha_1_beside_sha_256() -> None:
    """SHA-1 is passed over where there is better (RFC 4509 section 3)."""
    assert usable([SHA1, OTHER_KSK.ds()]) == [OTHER_KSK.ds()]
    assert usable([SHA1]) == [SHA1]


class Vector(NamedTuple):
    """A zone that has been published: its key, the DS of it, and records that it signs."""

    zone: str
    dnskey: str
    ds: str
    records: str
    rrsig: str


VECTORS = [
    pytest.param(
        Vector(
            "example.net",
            "257 3 13 GojIhhXUN/u4v54ZQqGSnyhWJwaubCvTmeexv7bR6edbkrSqQpF64cYbcB7wNcP+"
            "e+MAnLr+Wi9xMWyQLc8NAA==",
            "55648 13 2 b4c8c1fe2e7477127b27115656ad6256f424625bf5c1e2770ce6d6e37df61d17",
            "www.example.net. 3600 A 192.0.2.1",
            "A 13 3 3600 20100909100439 20100812100439 55648 example.net. qx6wLYqmh+l9oCKTN6qIc+"
            "bw6ya+KJ8oMz0YP107epXAyGmt+3SNruPFKG7tZoLBLlUzGGus7ZwmwWep666VCw==",
        ),
        id="RFC 6605 section 6.1",
    ),
    pytest.param(
        Vector(
            "example.com",
            "257 3 15 l02Woi0iS8Aa25FQkUd9RMzZHJpBoRQwAQEX1SxZJA4=",
            "3613 15 2 3aa5ab37efce57f737fc1627013fee07bdf241bd10f3b1964ab55c78e79a304b",
            "example.com. 3600 MX 10 mail.example.com.",
            "MX 15 2 3600 1440021600 1438207200 3613 example.com. oL9krJun7xfBOIWcGHi7mag5/hdZrK"
            "Ww15jPGrHpjQeRAvTdszaPD+QLs3fx8A4M3e23mRZ9VrbpMngwcrqNAg==",
        ),
        id="RFC 8080 section 6.1",
    ),
]


@pytest.mark.parametrize("vector", VECTORS)
def test_published_zones(vector: Vector) -> None:
    """The DS of a published zone names its key, and the key's signature holds."""
    zone = dns.name.from_text(vector.zone)
    keys = zone_keys(Signed(records(vector.zone, "DNSKEY", vector.dnskey), ()))
    owner, ttl, rdtype, text = vector.records.split(" ", 3)
    rrset = records(owner.removesuffix("."), rdtype, text, ttl=int(ttl))
    rrsigs = records(owner.removesuffix("."), "RRSIG", vector.rrsig)
    (rrsig,) = rrsigs

    assert mismatch(ds_from(vector.ds), zone, keys) is None
    during = rrsig.inception + HOUR
    assert good_signature(Signed(rrset, (rrsig,)), zone, keys, during) == rrsig
