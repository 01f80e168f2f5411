"""Proof that something is not there: NSEC, by RFC 4035 section 5.4 and RFC 6840 section 4."""

from __future__ import annotations

import dns.name
import pytest
from dns.rcode import NOERROR, NXDOMAIN, Rcode
from dns.rdatatype import RdataType

from mock_dnssec.dnssec.validating.answers import Question
from mock_dnssec.dnssec.validating.denial import Denial
from mock_dnssec.dnssec.validating.reasons import BogusError
from tests.dnssec.validation.hand_signed import records

Nsecs = list[tuple[str, str]]

COMPACT: Nsecs = [("no.example.com", r"\000.no.example.com RRSIG NSEC")]
NODATA: Nsecs = [("no.example.com", "zz.example.com A RRSIG NSEC")]
NO_NAME: Nsecs = [
    ("example.com", "a.example.com NS SOA RRSIG NSEC"),
    ("mail.example.com", "www.example.com A RRSIG NSEC"),
]
LAST: Nsecs = [
    ("example.com", "a.example.com NS SOA RRSIG NSEC"),
    ("mail.example.com", "example.com A RRSIG NSEC"),
]
ONE_FOR_ALL: Nsecs = [("example.com", "example.com NS SOA RRSIG NSEC")]
EMPTY: Nsecs = [("mail.example.com", "x.no.example.com A RRSIG NSEC")]
WILD: Nsecs = [
    ("mail.example.com", "www.example.com A RRSIG NSEC"),
    ("*.example.com", "a.example.com TXT RRSIG NSEC"),
]
WILD_HAS_IT: Nsecs = [
    ("mail.example.com", "www.example.com A RRSIG NSEC"),
    ("*.example.com", "a.example.com AAAA RRSIG NSEC"),
]
DELEGATION: Nsecs = [("no.example.com", "zz.example.com NS RRSIG NSEC")]
WITH_DS: Nsecs = [("no.example.com", "zz.example.com NS DS RRSIG NSEC")]
CHILD_APEX: Nsecs = [("no.example.com", "zz.no.example.com NS SOA RRSIG NSEC")]
ALIAS: Nsecs = [("no.example.com", "zz.example.com CNAME RRSIG NSEC")]


def denial(nsecs: Nsecs) -> Denial:
    """Return the NSEC records, absolute names and all."""
    return Denial(
        records(owner, "NSEC", f"{text.partition(' ')[0]}. {text.partition(' ')[2]}")
        for owner, text in nsecs
    )


def asked(rdtype: RdataType, name: str = "no.example.com") -> Question:
    """Return a question."""
    return Question(dns.name.from_text(name), rdtype)


@pytest.mark.parametrize(
    ("nsecs", "rdtype", "rcode"),
    [
        pytest.param(COMPACT, RdataType.AAAA, NOERROR, id="compact denial"),
        pytest.param(NODATA, RdataType.AAAA, NOERROR, id="the name has other types"),
        pytest.param(NO_NAME, RdataType.AAAA, NXDOMAIN, id="between two names"),
        pytest.param(LAST, RdataType.AAAA, NXDOMAIN, id="behind the last name"),
        pytest.param(ONE_FOR_ALL, RdataType.AAAA, NXDOMAIN, id="a zone of one name"),
        pytest.param(EMPTY, RdataType.AAAA, NOERROR, id="only names below it have records"),
        pytest.param(WILD, RdataType.AAAA, NOERROR, id="the wildcard has other types"),
        pytest.param(DELEGATION, RdataType.DS, NOERROR, id="a delegation without DS"),
    ],
)
def test_good_proofs(nsecs: Nsecs, rdtype: RdataType, rcode: Rcode) -> None:
    """What an NSEC record rules out is proven not to exist."""
    denial(nsecs).check_absence(asked(rdtype), rcode)


@pytest.mark.parametrize(
    ("nsecs", "rdtype", "rcode"),
    [
        pytest.param([], RdataType.AAAA, NOERROR, id="none"),
        pytest.param(NODATA, RdataType.A, NOERROR, id="the type is there"),
        pytest.param(NODATA, RdataType.AAAA, NXDOMAIN, id="the name is there"),
        pytest.param(NO_NAME[:1], RdataType.AAAA, NXDOMAIN, id="another range"),
        pytest.param(NO_NAME[1:], RdataType.AAAA, NXDOMAIN, id="a wildcard might be there"),
        pytest.param(NO_NAME, RdataType.AAAA, NOERROR, id="the name is missing, said to be there"),
        pytest.param(WILD_HAS_IT, RdataType.AAAA, NOERROR, id="the wildcard has the type"),
        pytest.param(WITH_DS, RdataType.DS, NOERROR, id="there is a DS"),
        pytest.param(CHILD_APEX, RdataType.DS, NOERROR, id="the child's word on its own DS"),
        pytest.param(DELEGATION, RdataType.AAAA, NOERROR, id="the parent's word on the child"),
        pytest.param(ALIAS, RdataType.AAAA, NOERROR, id="there is a CNAME"),
    ],
)
def test_bad_proofs(nsecs: Nsecs, rdtype: RdataType, rcode: Rcode) -> None:
    """What does not follow from the NSEC records is bogus."""
    with pytest.raises(BogusError):
        denial(nsecs).check_absence(asked(rdtype), rcode)


@pytest.mark.parametrize("types", ["NS RRSIG NSEC", "DNAME RRSIG NSEC"])
def test_names_below_a_cut(types: str) -> None:
    """The NSEC of a delegation or a DNAME says nothing of the names below it."""
    nsecs = [("example.com", "a.example.com NS SOA RRSIG NSEC")]
    nsecs.append(("no.example.com", f"zz.example.com {types}"))
    below = asked(RdataType.A, "www.no.example.com")
    with pytest.raises(BogusError):
        denial(nsecs).check_absence(below, NXDOMAIN)
    denial(nsecs).check_absence(asked(RdataType.A, "x.example.com"), NXDOMAIN)


def test_a_wildcard_answer() -> None:
    """A wildcard may answer for a name only if the name is proven not to exist."""
    name = dns.name.from_text("no.example.com")
    denial(NO_NAME).check_no_closer_match(name)
    with pytest.raises(BogusError, match="wildcard"):
        denial(NO_NAME[:1]).check_no_closer_match(name)


def test_an_unsigned_delegation() -> None:
    """That a child has no DS counts only if the NSEC knows of the child (RFC 6840 section 4.4)."""
    name = dns.name.from_text("no.example.com")
    denial(DELEGATION).check_delegation(name)
    with pytest.raises(BogusError, match="knows of no delegation"):
        denial(NODATA).check_delegation(name)


def test_the_reason_names_the_records() -> None:
    """The sentence says which NSEC records fell short, and of what."""
    with pytest.raises(BogusError) as bogus:
        denial(NO_NAME).check_absence(asked(RdataType.A), NOERROR)
    assert str(bogus.value) == (
        "the NSEC records of example.com and mail.example.com do not prove that there is none "
        "(NOERROR)"
    )
