"""The validator: each answer is secure, insecure or bogus.

RFC 4033 section 5, RFC 4035 section 5, RFC 6840.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import dns.name
from dns.rdatatype import RdataType

from mock_dnssec.dnssec.validating.answers import Answer, Question, pick
from mock_dnssec.dnssec.validating.cache import Cache, seconds
from mock_dnssec.dnssec.validating.delegations import Delegations
from mock_dnssec.dnssec.validating.proofs import Examination
from mock_dnssec.dnssec.validating.reasons import BogusError
from mock_dnssec.dnssec.validating.trust import check_keys, usable, zone_keys
from mock_dnssec.dnssec.validating.verdicts import (
    anchored,
    ds_records,
    found_bogus,
    found_secure,
    of_delegation,
    published,
)

if TYPE_CHECKING:
    from dns.name import Name
    from dns.rdtypes.ANY.RRSIG import RRSIG

    from mock_dnssec.clock import Clock
    from mock_dnssec.dnssec.internet import Internet
    from mock_dnssec.dnssec.responses import Response
    from mock_dnssec.dnssec.validating.answers import Signed


class Validator:
    """Looks up and judges; what it has found secure or insecure it remembers."""

    def __init__(self, internet: Internet, clock: Clock) -> None:
        self.delegations = Delegations(internet, clock)
        self._anchor = anchored(internet.trust_anchor)
        self._clock = clock
        self._cache = Cache(clock)

    def flush(self) -> None:
        """Forget every answer and every referral."""
        self._cache.clear()
        self.delegations.clear()

    def lookup(self, question: Question) -> Answer:
        """Return the answer to a question; UnansweredError if nobody answers."""
        return self._cache.get(question) or self._fetch(question)

    def delegation(self, zone: Name) -> Answer:
        """Return what the parent says of a zone's DS, with the status that it gives the zone."""
        if zone == dns.name.root:
            return self._anchor
        return of_delegation(self.lookup(Question(zone, RdataType.DS)))

    def trust(self, zone: Name) -> Answer:
        """Return a zone's keys, or what makes the zone insecure or bogus before they are asked.

        Keys that were found good hold until they expire, whatever becomes of the DS.
        """
        question = Question(zone, RdataType.DNSKEY)
        held = self._cache.get(question)
        if held and held.zone == zone and held.status == "secure":
            return held
        delegation = self.delegation(zone)
        return self._fetch(question) if delegation.status == "secure" else delegation

    def _fetch(self, question: Question) -> Answer:
        zone, response = self.delegations.ask(question)
        answer = self._judge(question, zone, response)
        self._cache.put(answer)
        return answer

    def _judge(self, question: Question, zone: Name, response: Response) -> Answer:
        of_keys = question == (zone, RdataType.DNSKEY)
        basis = self.delegation(zone) if of_keys else self.trust(zone)
        now = seconds(self._clock)
        name = question.name
        data = pick(response.answer, *question) or pick(response.answer, name, RdataType.CNAME)
        answer = Answer(
            question=question,
            zone=zone,
            rcode=response.rcode,
            data=data,
            status=basis.status,
            reason=basis.reason,
            why=basis.why,
            asked=now,
            expires=now + _ttl(response, data),
        )
        if basis.status != "secure":
            return answer
        try:
            check = _proofs_of_keys if of_keys else self._proofs_of_data
            return found_secure(answer, basis, check(answer, basis, response))
        except BogusError as wrong:
            return found_bogus(answer, basis, str(wrong))

    def _proofs_of_data(self, answer: Answer, keys: Answer, response: Response) -> list[RRSIG]:
        examination = Examination(response, answer.zone, zone_keys(keys.data), answer.asked)
        if answer.data:
            return examination.of_records(answer.data)
        delegated = self.delegations.knows(answer.question.name)
        return examination.of_absence(answer.question, delegated=delegated)


def _proofs_of_keys(answer: Answer, ds: Answer, _: Response) -> list[RRSIG]:
    vouching = usable(ds_records(ds))
    return [check_keys(answer.zone, vouching, published(ds), answer.data, answer.asked)]


def _ttl(response: Response, data: Signed | None) -> int:
    """Return how long the answer may be kept: for what is not there, RFC 2308 section 5."""
    if data:
        return data.rrset.ttl
    soa = [rrset for rrset in response.authority if rrset.rdtype == RdataType.SOA]
    return min((min(each.ttl, each[0].minimum) for each in soa), default=0)
