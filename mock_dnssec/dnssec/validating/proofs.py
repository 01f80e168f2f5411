"""What must be signed in a response of a signed zone: the records, or that there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dns.rdatatype import RdataType

from mock_dnssec.dnssec.validating.answers import with_signatures
from mock_dnssec.dnssec.validating.denial import Denial
from mock_dnssec.dnssec.validating.signatures import good_signature

if TYPE_CHECKING:
    from collections.abc import Collection

    from dns.name import Name
    from dns.rdtypes.ANY.DNSKEY import DNSKEY
    from dns.rdtypes.ANY.RRSIG import RRSIG

    from mock_dnssec.dnssec.responses import Response
    from mock_dnssec.dnssec.validating.answers import Question, Signed


class Examination:
    """One response of ``zone``, held against the keys of the zone at one moment."""

    def __init__(self, response: Response, zone: Name, keys: Collection[DNSKEY], now: int) -> None:
        self._response = response
        self._zone = zone
        self._keys = keys
        self._now = now

    def of_records(self, signed: Signed) -> list[RRSIG]:
        """Return the signatures that prove the records; BogusError if they are not proven."""
        proof = good_signature(signed, self._zone, self._keys, self._now)
        name = signed.rrset.name
        if proof.labels == len(name) - 1 - name.is_wild():
            return [proof]
        denial, proofs = self._denial()
        denial.check_no_closer_match(name)
        return [proof, *proofs]

    def of_absence(self, question: Question, *, delegated: bool) -> list[RRSIG]:
        """Return the signatures that prove that there is no such record, or no such name.

        ``delegated`` says that a zone begins at the name. Raises BogusError without proof.
        """
        denial, proofs = self._denial()
        denial.check_absence(question, self._response.rcode)
        if delegated and question.rdtype == RdataType.DS:
            denial.check_delegation(question.name)
        return proofs

    def _denial(self) -> tuple[Denial, list[RRSIG]]:
        """Return the signed denial of the response, and the signatures it rests on."""
        authority = self._response.authority
        nsecs = [rrset for rrset in authority if rrset.rdtype == RdataType.NSEC]
        proofs = []
        for rrset in (*nsecs, *(soa for soa in authority if soa.rdtype == RdataType.SOA)):
            signed = with_signatures(rrset, authority)
            proofs.append(good_signature(signed, self._zone, self._keys, self._now))
        return Denial(nsecs), proofs
