"""Signatures over records, good and bad: RFC 4035 section 5.3."""

from __future__ import annotations

import dns.name
import dns.rdata
import dns.rrset
import pytest
from dns.rdataclass import IN
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_dnssec.dnssec.validating.answers import Signed
from mock_dnssec.dnssec.validating.reasons import BogusError
from mock_dnssec.dnssec.validating.signatures import good_signature
from tests.dnssec.validation.hand_signed import (
    HOUR,
    KSK,
    NOW,
    OTHER_KSK,
    ZONE,
    ZSK,
    KeyPair,
    records,
    signed,
)

WWW = records("www.example.com", "A", "192.0.2.1", "192.0.2.2")
KEYS = [KSK.dnskey, ZSK.dnskey]


def problem(signed_set: Signed, now: int = NOW) -> str:
    """Return why the records are bogus."""
    with pytest.raises(BogusError) as bogus:
        good_signature(signed_set, ZONE, KEYS, now)
    return str(bogus.value)


def test_a_good_signature() -> None:
    """Records that a key of the zone has signed are proven by that signature."""
    good = signed(WWW, ZSK)
    assert good_signature(good, ZONE, KEYS, NOW) == good.rrsigs[0]


def test_one_good_signature_is_enough() -> None:
    """A bad signature beside a good one does no harm (RFC 6840 section 5.11)."""
    mixed = signed(WWW, OTHER_KSK, ZSK)
    assert good_signature(mixed, ZONE, KEYS, NOW) == mixed.rrsigs[1]


@pytest.mark.parametrize("now", [NOW - HOUR, NOW + HOUR])
def test_the_edges_of_the_window(now: int) -> None:
    """A signature holds at its very inception and at its very expiration."""
    good = signed(WWW, ZSK)
    assert good_signature(good, ZONE, KEYS, now) == good.rrsigs[0]


def test_a_name_in_capitals() -> None:
    """Signatures are over names in lower case (RFC 4034 section 6.2)."""
    good = signed(WWW, ZSK)
    shouted = records("WWW.EXAMPLE.COM", "A", "192.0.2.2", "192.0.2.1")
    assert good_signature(Signed(shouted, good.rrsigs), ZONE, KEYS, NOW) == good.rrsigs[0]


def test_a_wildcard_expanded() -> None:
    """Records made from a wildcard carry the wildcard's signature (RFC 4035 section 5.3.2)."""
    wild = signed(records("*.example.com", "A", "192.0.2.9"), ZSK)
    expanded = records("any.thing.example.com", "A", "192.0.2.9")
    assert good_signature(Signed(expanded, wild.rrsigs), ZONE, KEYS, NOW) == wild.rrsigs[0]


def test_no_signature() -> None:
    """Unsigned records in a signed zone are bogus."""
    assert problem(signed(WWW)) == "it is not signed, and example.com is"


def over_www(signer: KeyPair) -> str:
    """Return a signature in words."""
    return f"the signature of key {signer.tag} over www.example.com A"


def test_an_expired_signature() -> None:
    """A signature is of no use after its expiration, and the reason says since when."""
    told = problem(signed(WWW, ZSK), NOW + HOUR + 1)
    assert told == f"{over_www(ZSK)} expired at 2025-01-01 01:00 UTC"


def test_a_signature_from_the_future() -> None:
    """A signature is of no use before its inception."""
    told = problem(signed(WWW, ZSK), NOW - HOUR - 1)
    assert told == f"{over_www(ZSK)} does not hold before 2024-12-31 23:00 UTC"


def test_a_key_that_is_not_published() -> None:
    """A signature by a key outside the zone's DNSKEY set proves nothing."""
    one, other = sorted((KSK.tag, ZSK.tag))
    told = problem(signed(WWW, OTHER_KSK))
    assert told == (
        f"{over_www(OTHER_KSK)} is by no key of example.com, which has keys {one} and {other}"
    )


def test_another_zone_s_signature() -> None:
    """Only the zone that holds the records may sign them."""
    foreign = ZSK.sign(WWW, zone=dns.name.from_text("com"))
    told = problem(Signed(WWW, (foreign,)))
    assert told == f"{over_www(ZSK)} is in the name of com, not of example.com"


def test_every_bad_signature_is_named() -> None:
    """Where several signatures fail, the reason tells of each."""
    told = problem(signed(WWW, ZSK, OTHER_KSK), NOW + 2 * HOUR)
    assert f"{over_www(ZSK)} expired" in told
    assert f"and {over_www(OTHER_KSK)} is by no key" in told


GOOD = signed(records("www.example.com", "TXT", '"a text"'), ZSK)
RDATA = GOOD.rrset[0].to_digestable()
SIGNATURE = GOOD.rrsigs[0].to_digestable()
MASKS = st.integers(1, 255)


def flipped(octets: bytes, position: int, mask: int) -> bytes:
    """Return the octets with some bits of one changed."""
    return octets[:position] + bytes([octets[position] ^ mask]) + octets[position + 1 :]


def parsed(rdtype: str, octets: bytes) -> dns.rdata.Rdata | None:
    """Return record data from its octets, None if they are malformed."""
    try:
        return dns.rdata.from_wire(IN, rdtype, octets, 0, len(octets))
    except dns.exception.DNSException:
        return None


@settings(max_examples=60)
@given(position=st.integers(0, len(RDATA) - 1), mask=MASKS)
def test_any_changed_octet_of_the_data_is_noticed(position: int, mask: int) -> None:
    """Whichever octet of the record data changes, the signature does not verify."""
    rdata = parsed("TXT", flipped(RDATA, position, mask))
    if rdata is not None:
        changed = dns.rrset.from_rdata(GOOD.rrset.name, 300, rdata)
        assert "does not verify" in problem(Signed(changed, GOOD.rrsigs))


def test_a_signer_in_capitals() -> None:
    """The signer's name is signed in lower case, so that capitals in it change nothing."""
    shouted = SIGNATURE.replace(b"example", b"eXample")
    rrsig = parsed("RRSIG", shouted)
    assert good_signature(Signed(GOOD.rrset, (rrsig,)), ZONE, KEYS, NOW) == rrsig  # type: ignore[arg-type]


@settings(max_examples=200)
@given(position=st.integers(0, len(SIGNATURE) - 1), mask=MASKS)
def test_any_changed_octet_of_the_signature_is_noticed(position: int, mask: int) -> None:
    """Whichever octet of the RRSIG changes, times and tags too, it proves nothing."""
    rrsig = parsed("RRSIG", flipped(SIGNATURE, position, mask))
    if rrsig is not None and rrsig != GOOD.rrsigs[0]:
        assert problem(Signed(GOOD.rrset, (rrsig,)))  # type: ignore[arg-type]
