"""Answers that were changed on their way: whatever it is, the resolver notices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import dns.exception
import dns.rdata
import dns.rrset
import pytest
from dns.rdataclass import IN
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.dnssec.forging import Edit, Forger, replaced, without

if TYPE_CHECKING:
    from dns.rrset import RRset

    from mock_dnssec import Account
    from mock_dnssec.dnssec.resolver import Resolution
    from mock_dnssec.dnssec.responses import Response
    from tests.dnssec.hosting import Hosting


@pytest.fixture(autouse=True)
def zone(hosting: Hosting) -> str:
    """The id of example.com, which is secure, with the unsigned child sub.example.com."""
    zone, _ = hosting.signed()
    hosting.put(zone, "www.example.com", "A", "192.0.2.1")
    child = hosting.zone("sub.example.com")
    hosting.put(zone, "sub.example.com", "NS", *hosting.name_servers(child))
    hosting.put(child, "www.sub.example.com", "A", "192.0.2.7")
    return zone


def resolve_forged(aws: Account, forged: tuple[str, str], edit: Edit, *asked: str) -> Resolution:
    """Resolve a name while the answer to one question is forged."""
    real = aws.dns.internet
    aws.dns.internet = Forger(real, *forged, edit)  # type: ignore[assignment]
    try:
        return aws.resolver().resolve(*asked)
    finally:
        aws.dns.internet = real


WWW = ("www.example.com", "A")
NONE = ("no.example.com", "A")
SUB = ("www.sub.example.com", "A")
DS_OF_SUB = ("sub.example.com", "DS")
FORGED_SOA = "ns.example.com. hostmaster.example.com. 1 7200 900 1209600 604800"


@pytest.mark.parametrize(
    ("forged", "edit", "asked", "because"),
    [
        pytest.param(WWW, replaced("A", "203.0.113.1"), WWW, "does not verify", id="address"),
        pytest.param(WWW, without("RRSIG"), WWW, "it is not signed, and example.com is", id="bare"),
        pytest.param(WWW, without("A", "RRSIG"), WWW, "no NSEC record proves", id="taken away"),
        pytest.param(NONE, without("NSEC"), NONE, "no NSEC record proves", id="no proof"),
        pytest.param(
            NONE, replaced("NSEC", "zz.example.com. A"), NONE, "does not verify", id="false proof"
        ),
        pytest.param(NONE, replaced("SOA", FORGED_SOA), NONE, "does not verify", id="lifetime"),
        pytest.param(
            ("example.com", "DNSKEY"), without("DNSKEY"), WWW, "example.com has no keys", id="keys"
        ),
        pytest.param(
            ("example.com", "DNSKEY"),
            without("RRSIG"),
            WWW,
            "which does not sign the DNSKEY set",
            id="signature over the keys",
        ),
        pytest.param(("example.com", "DS"), without("DS"), WWW, "no NSEC record proves", id="DS"),
        pytest.param(
            DS_OF_SUB, without("NSEC"), SUB, "no NSEC record proves", id="unsigned child, no proof"
        ),
        pytest.param((".", "DNSKEY"), without("DNSKEY"), WWW, "the root has no keys", id="root"),
    ],
)
def test_a_forged_answer(
    aws: Account, forged: tuple[str, str], edit: Edit, asked: tuple[str, str], because: str
) -> None:
    """Records changed, or records and proofs withheld, make the answer bogus."""
    answer = resolve_forged(aws, forged, edit, *asked)

    assert answer.bogus
    assert because in answer.reason


def prolong(response: Response) -> None:
    """Give records and signatures a longer life: TTLs are not signed."""
    for rrset in response.answer:
        rrset.ttl = 86_400


def test_a_ttl_that_was_raised(aws: Account, hosting: Hosting, zone: str) -> None:
    """Records live no longer than the TTL that was signed (RFC 4035 section 5.3.3)."""
    aws.dns.internet = Forger(aws.dns.internet, *WWW, prolong)  # type: ignore[assignment]
    resolver = aws.resolver()
    assert resolver.resolve(*WWW).secure
    hosting.put(zone, "www.example.com", "A", "192.0.2.2")

    aws.clock.advance(seconds=300)
    assert resolver.resolve(*WWW).records == ["192.0.2.2"]


def test_a_denial_that_does_not_say_for_how_long(aws: Account, hosting: Hosting) -> None:
    """Without an SOA record, that there is nothing is not remembered (RFC 2308 section 5)."""
    unsigned = hosting.zone("example.net")
    aws.registry.delegate("example.net")
    new = ("new.example.net", "A")
    forger = Forger(aws.dns.internet, *new, without("SOA"))
    aws.dns.internet = forger  # type: ignore[assignment]
    resolver = aws.resolver()
    assert resolver.resolve(*new).records == []
    hosting.put(unsigned, "new.example.net", "A", "192.0.2.9")

    assert resolver.resolve(*new).records == ["192.0.2.9"]


def test_a_proof_that_is_about_something_else(aws: Account, hosting: Hosting) -> None:
    """A true NSEC record of another name proves nothing."""
    other = hosting.ask("other.example.com", "A").authority

    def edit(response: Response) -> None:
        response.authority[:] = other

    answer = resolve_forged(aws, NONE, edit, *NONE)
    assert answer.bogus
    assert "the NSEC record of other.example.com does not prove that there is none" in answer.reason


@pytest.mark.parametrize("elsewhere", ["com.", "example.net."])
def test_servers_that_know_nothing(aws: Account, elsewhere: str) -> None:
    """A referral that leads up or aside is no answer, and not followed."""

    def edit(response: Response) -> None:
        response.authoritative = False
        ns = dns.rrset.from_text(elsewhere, 300, "IN", "NS", "ns.example.org.")
        response.answer, response.authority = [], [ns]

    answer = resolve_forged(aws, WWW, edit, *WWW)
    assert (answer.status, answer.rcode) == ("unanswered", "SERVFAIL")
    assert answer.reason == (
        "The name servers of example.com neither answer for www.example.com nor say who does."
    )


QUESTIONS = [
    (".", "DNSKEY"),
    ("com", "DS"),
    ("com", "DNSKEY"),
    ("example.com", "DS"),
    ("example.com", "DNSKEY"),
    WWW,
]


def altered(rrset: RRset, rdata: int, position: int, mask: int) -> RRset:
    """Return records with some bits of one octet changed, the same ones if that is malformed."""
    values = list(rrset)
    chosen = rdata % len(values)
    octets = bytearray(values[chosen].to_digestable())
    octets[position % len(octets)] ^= mask
    try:
        values[chosen] = dns.rdata.from_wire(IN, rrset.rdtype, bytes(octets), 0, len(octets))
    except dns.exception.DNSException:
        return rrset
    return dns.rrset.from_rdata_list(rrset.name, rrset.ttl, values)


def test_any_octet_of_any_link(aws: Account) -> None:
    """Whichever octet changes of the keys, the DS records, the data or their signatures: bogus."""

    @settings(max_examples=150)
    @given(
        forged=st.sampled_from(QUESTIONS),
        which=st.integers(0, 1),
        rdata=st.integers(0, 9),
        position=st.integers(0, 199),
        mask=st.integers(1, 255),
    )
    def check(forged: tuple[str, str], which: int, rdata: int, position: int, mask: int) -> None:
        changed = []

        def edit(response: Response) -> None:
            before = response.answer[which]
            response.answer[which] = altered(before, rdata, position, mask)
            changed.append(response.answer[which] != before)

        answer = resolve_forged(aws, forged, edit, *WWW)
        assert answer.status == ("bogus" if any(changed) else "secure")

    check()
