"""Compact denial: which NSEC records prove that something does not exist, and nothing more."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import dns.name
import dns.rrset
import pytest
from dns.name import Name
from dns.rcode import NOERROR
from dns.rdatatype import RdataType
from dns.rdtypes.ANY.NSEC import NSEC, Bitmap
from hypothesis import given
from hypothesis import strategies as st

from mock_dnssec.dnssec.denial import NOTHING, nsec

from .hosting import types

if TYPE_CHECKING:
    from dns.rrset import RRset

    from .hosting import Hosting

MOST_OCTETS = 255
SUPPORTED = {
    *("A", "AAAA", "CAA", "HTTPS", "MX", "NAPTR", "PTR", "SPF", "SRV", "SSHFP", "SVCB", "TLSA"),
    *("TXT", "RRSIG", "NSEC"),
}
LABELS = st.binary(min_size=1, max_size=63)
NAMES = st.lists(LABELS, min_size=1, max_size=3).map(lambda labels: Name((*labels, b"")))
EXTREMES = st.sampled_from([0x00, 0x40, 0x5A, 0x5B, 0x60, 0x61, 0x7A, 0xFE, 0xFF])


@st.composite
def longest_names(draw: st.DrawFn) -> Name:
    """Draw names of 254 and 255 octets, which have no room for a label: the edge cases in front."""
    size = draw(st.integers(60, 61))
    first = bytes(draw(st.lists(EXTREMES, min_size=size, max_size=size)))
    return Name(
        (first, draw(EXTREMES.map(lambda octet: bytes([octet]) * 63)), b"b" * 63, b"c" * 63, b"")
    )


@st.composite
def neighbours(draw: st.DrawFn, name: Name) -> Name:
    """Draw a name that might come right after another: a child, a sibling, a longer label."""
    label, *parents = name.labels
    tail = draw(st.binary(max_size=2))
    kept = draw(st.integers(max(0, len(label) - 3), len(label)))
    candidates = [
        (tail, *name.labels),
        (label[:kept] + tail, *parents),
        (tail, label[:kept] + tail, *parents),
    ]
    try:
        return Name(draw(st.sampled_from(candidates)))
    except (dns.name.LabelTooLong, dns.name.NameTooLong, dns.name.EmptyLabel):
        return name


def next_name(owner: Name) -> Name:
    """Return the next name of the NSEC record at a name."""
    following: Name = cast("NSEC", nsec(owner, NOTHING, 900)[0]).next
    return following


@given(name=NAMES | longest_names(), data=st.data())
def test_no_other_name_is_denied(name: Name, data: st.DataObject) -> None:
    """Between a name and the next there is no name at all that the DNS could have."""
    following = next_name(name)
    other = data.draw(neighbours(name))

    assert name < following
    assert not name < other < following


@given(name=NAMES)
def test_the_next_name_is_the_first_child(name: Name) -> None:
    r"""The next name is the name with ``\000`` before it, as Route 53 has it."""
    assert next_name(name).labels == (b"\0", *name.labels)


@pytest.mark.parametrize(
    ("first_label", "following"),
    [
        (b"a" * 61, b"a" * 60 + b"b"),
        (b"Z" * 61, b"z" * 60 + b"{"),
        (b"@" * 61, b"@" * 60 + b"["),
        (b"a" * 60 + b"\xff", b"a" * 59 + b"b"),
        (b"a" + b"\xff" * 60, b"b"),
    ],
)
def test_a_name_that_is_too_long_for_children(first_label: bytes, following: bytes) -> None:
    """After a name without room for a child comes its next sibling (RFC 4471 section 3.1.2)."""
    parents = (b"b" * 63, b"c" * 63, b"d" * 63, b"")
    name = Name((first_label, *parents))
    assert len(name.to_wire() or b"") == MOST_OCTETS

    assert next_name(name).labels == (following, *parents)


def test_when_no_sibling_follows_the_parent_s_does() -> None:
    """After the last possible child of a name comes the name's own next sibling."""
    parents = (b"b" * 63, b"c" * 63, b"d" * 63, b"")
    last = Name((b"\xff" * 61, *parents))

    assert next_name(last).labels == (b"b" * 62 + b"c", *parents[1:])


@given(rdtypes=st.frozensets(st.integers(1, 65_535).map(RdataType.make), min_size=1))
def test_the_bitmap(rdtypes: frozenset[RdataType]) -> None:
    """The record lists the types that it is given, and no others."""
    record = cast("NSEC", nsec(dns.name.from_text("example.com"), rdtypes, 900)[0])
    assert record.windows == tuple(Bitmap.from_rdtypes(list(rdtypes)).windows)


def listed(authority: list[RRset]) -> set[str]:
    """Return the types that the NSEC record of a response lists."""
    record = next(rrset[0] for rrset in authority if rrset.rdtype == RdataType.NSEC)
    return set(record.to_text().split()[1:])


@pytest.fixture
def zone(hosting: Hosting) -> str:
    """example.com, signed, with an unsigned child and one that is signed."""
    zone, _ = hosting.signed()
    hosting.put(zone, "www.example.com", "A", "192.0.2.1")
    hosting.put(zone, "deep.below.example.com", "A", "192.0.2.1")
    hosting.put(zone, "*.wild.example.com", "A", "192.0.2.1")
    hosting.put(zone, "child.example.com", "NS", "ns.example.net")
    hosting.put(zone, "secure.example.com", "NS", "ns.example.net")
    hosting.put(zone, "secure.example.com", "DS", f"1 13 2 {'0' * 64}")
    return zone


@pytest.mark.parametrize(
    ("name", "rdtype", "has", "lacks"),
    [
        ("www", "AAAA", {"A", "TXT", "RRSIG", "NSEC"}, {"AAAA", "NS", "DS", "SOA", "CNAME"}),
        ("www", "DS", {"A", "AAAA"}, {"NS", "DS", "SOA", "CNAME"}),
        ("www", "CNAME", {"A", "AAAA"}, {"CNAME", "NS"}),
        ("www", "TYPE65280", {"A"}, {"NS", "CNAME", "TYPE65280"}),
        ("below", "A", {"TXT"}, {"A", "NS", "CNAME"}),
        ("x.wild", "TXT", {"A"}, {"TXT", "NS", "CNAME"}),
    ],
)
def test_no_such_type(
    hosting: Hosting, zone: str, name: str, rdtype: str, has: set[str], lacks: set[str]
) -> None:
    """A name that exists has all types but the missing one, and none that would lead away."""
    response = hosting.ask(f"{name}.example.com", rdtype)

    assert response.rcode == NOERROR
    assert has <= listed(response.authority)
    assert not lacks & listed(response.authority)
    hosting.check(response.authority)


def test_all_supported_types_but_the_missing_one(hosting: Hosting, zone: str) -> None:
    """Every type that a record set can have is said to be there, save those that lead away."""
    assert listed(hosting.ask("www.example.com", "MX").authority) == SUPPORTED - {"MX"}
    at_the_apex = listed(hosting.ask("example.com", "MX").authority)
    assert at_the_apex == SUPPORTED - {"MX"} | {"NS", "SOA", "DNSKEY"}


def test_no_such_type_at_the_apex(hosting: Hosting, zone: str) -> None:
    """The apex has NS and SOA together, so that nobody takes it for a delegation."""
    shown = listed(hosting.ask("example.com", "TXT").authority)
    assert {"NS", "SOA", "DNSKEY", "RRSIG", "NSEC"} <= shown
    assert not {"TXT", "DS", "CNAME"} & shown


@pytest.mark.parametrize("name", ["example.com", "www.example.com", "missing.example.com"])
def test_the_record_itself(hosting: Hosting, zone: str, name: str) -> None:
    """Who asks for the NSEC of a name is denied it by that NSEC, as was seen at Route 53."""
    response = hosting.ask(name, "NSEC")

    assert (response.rcode, response.answer) == (NOERROR, [])
    assert types(response.authority) == ["SOA", "RRSIG(SOA)", "NSEC", "RRSIG(NSEC)"]
    assert {"RRSIG", "NSEC"} <= listed(response.authority)


def test_no_such_name(hosting: Hosting, zone: str) -> None:
    r"""A name that does not exist has an NSEC record with nothing else, up to ``\000`` below it."""
    response = hosting.ask("missing.example.com", "A")

    assert response.rcode == NOERROR
    record = response.authority[2]
    assert (
        record.to_text() == r"missing.example.com. 900 IN NSEC \000.missing.example.com. RRSIG NSEC"
    )


@pytest.mark.parametrize("rdtype", ["DS", "A"])
def test_an_unsigned_child(hosting: Hosting, zone: str, rdtype: str) -> None:
    """The delegation of an unsigned child has NS without DS and SOA: it is proven insecure."""
    response = hosting.ask_at("example.com", "child.example.com", rdtype)

    assert listed(response.authority) == {"NS", "RRSIG", "NSEC"}
    assert response.authoritative == (rdtype == "DS")
    hosting.check([each for each in response.authority if each.rdtype != RdataType.NS])


def test_a_signed_child(hosting: Hosting, zone: str) -> None:
    """The referral to a signed child has its DS with the parent's signature; its NS have none."""
    response = hosting.ask_at("example.com", "www.secure.example.com", "A")

    assert not response.authoritative
    assert types(response.authority) == ["NS", "DS", "RRSIG(DS)"]
    hosting.check(response.authority[1:])
