"""What must be signed in a response: a wildcard's answer, and that nothing stands before it."""

from __future__ import annotations

import pytest

from mock_dnssec.dnssec.responses import Response
from mock_dnssec.dnssec.validating.answers import Signed
from mock_dnssec.dnssec.validating.proofs import Examination
from mock_dnssec.dnssec.validating.reasons import BogusError
from tests.dnssec.validation.hand_signed import NOW, ZONE, ZSK, covering, records, signed

WILD = signed(records("*.example.com", "A", "192.0.2.9"), ZSK)
ANSWER = Signed(records("no.example.com", "A", "192.0.2.9"), WILD.rrsigs)
BETWEEN = signed(records("mail.example.com", "NSEC", "www.example.com. A RRSIG NSEC"), ZSK)
ELSEWHERE = signed(records("www.example.com", "NSEC", "example.com. A RRSIG NSEC"), ZSK)


def examination(*proofs: Signed) -> Examination:
    """Examine a response with these records in its authority section."""
    authority = [rrset for proof in proofs for rrset in (proof.rrset, covering(proof))]
    return Examination(Response(authority=authority), ZONE, [ZSK.dnskey], NOW)


def test_a_wildcard_and_nothing_before_it() -> None:
    """A wildcard may answer if the name itself is proven not to exist (RFC 4035 section 5.3.4)."""
    proofs = examination(BETWEEN).of_records(ANSWER)
    assert proofs == [*WILD.rrsigs, *BETWEEN.rrsigs]


@pytest.mark.parametrize("proofs", [[], [ELSEWHERE]], ids=["none", "about other names"])
def test_a_wildcard_without_proof(proofs: list[Signed]) -> None:
    """Without that proof a wildcard's records could hide the name's own."""
    with pytest.raises(BogusError, match="a wildcard answers"):
        examination(*proofs).of_records(ANSWER)


def test_a_proof_that_is_not_signed() -> None:
    """An NSEC record counts only with its signature."""
    bare = Response(authority=[BETWEEN.rrset])
    with pytest.raises(BogusError, match="it is not signed"):
        Examination(bare, ZONE, [ZSK.dnskey], NOW).of_records(ANSWER)


def test_the_wildcard_itself() -> None:
    """Who asks for the wildcard by its own name needs no proof."""
    assert examination().of_records(WILD) == list(WILD.rrsigs)
