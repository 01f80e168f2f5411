"""A validating resolver, as the users of a zone have one: it says secure, insecure or bogus."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import dns.exception
import dns.name
import dns.rdatatype
from dns.rdatatype import RdataType

from mock_dnssec.dnssec.validating.aliases import follow, weakest
from mock_dnssec.dnssec.validating.answers import Question
from mock_dnssec.dnssec.validating.reasons import UnansweredError, plain
from mock_dnssec.dnssec.validating.validator import Validator
from mock_dnssec.errors import MockUsageError

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.dnssec.validating.answers import Answer, Status


@dataclass(frozen=True, slots=True, repr=False)
class Resolution:
    """What a validating resolver tells of a name and a type.

    ``records`` are in text form. ``reason`` says why the status is not "secure", or why there are
    no records; ``why`` is the chain of trust in words, from the root down. ``rcode`` is "SERVFAIL"
    for what is "bogus".
    """

    name: str
    type: str
    status: Status
    rcode: str
    records: list[str]
    reason: str = ""
    why: tuple[str, ...] = ()

    @property
    def secure(self) -> bool:
        """Whether signatures prove the answer, from the trust anchor down."""
        return self.status == "secure"

    @property
    def insecure(self) -> bool:
        """Whether a parent proves that the zone is not to be validated."""
        return self.status == "insecure"

    @property
    def bogus(self) -> bool:
        """Whether the answer ought to be signed and fails validation."""
        return self.status == "bogus"

    def __repr__(self) -> str:
        return f"<{self._told()}>"

    def __str__(self) -> str:
        return f"{self.name} {self.type} is {self._told()}"

    def _told(self) -> str:
        return f"{self.status}, {self.rcode}: {self.reason or ', '.join(self.records)}"


class Resolver:
    """A resolver that trusts the root's key, validates and remembers by TTL.

    It goes by the account's clock. Each resolver has a memory of its own: one that has asked
    before a change knows the old until its time is over.
    """

    def __init__(self, account: Account) -> None:
        self._account = account
        self._validator = Validator(account.dns.internet, account.clock)

    def resolve(self, name: str, type: str = "A") -> Resolution:  # noqa: A002 - as in the DNS
        """Return the records of a name and how far they can be trusted; CNAMEs are followed.

        The status is "unanswered" if the servers that should know fail, or if the name is in a
        hosted zone to which no parent leads. Raises MockUsageError for what is no domain name or
        no type of record.
        """
        question = parse_question(name, type)
        asked = (question.name.to_text(omit_final_dot=True), question.rdtype.name)
        try:
            answers = list(follow(self._validator, self._account, question))
        except UnansweredError as nobody:
            return Resolution(*asked, "unanswered", "SERVFAIL", [], str(nobody))
        worst, last = weakest(answers), answers[-1]
        why = tuple(dict.fromkeys(chain.from_iterable(answer.why for answer in answers)))
        if worst.status == "bogus":
            return Resolution(*asked, "bogus", "SERVFAIL", [], worst.reason, why)
        records = [rdata.to_text(chunksize=0) for rdata in last.data.rrset] if last.data else []
        reason = worst.reason if records else f"{worst.reason} {_absence(last)}".lstrip()
        return Resolution(*asked, worst.status, last.rcode.name, records, reason, why)

    def flush(self) -> None:
        """Forget everything, as an operator does to be rid of a stale DS."""
        self._validator.flush()


def parse_question(name: str, rdtype: str) -> Question:
    """Return the question; MockUsageError for what is no domain name or no type of record."""
    try:
        parsed = Question(dns.name.from_text(name), RdataType.make(rdtype))
    except (dns.exception.DNSException, ValueError) as wrong:
        raise MockUsageError(f"Nobody can resolve {name!r} {rdtype!r}: {wrong}") from wrong
    if dns.rdatatype.is_metatype(parsed.rdtype) or parsed.rdtype == RdataType.RRSIG:
        raise MockUsageError(f"A resolver looks up one type of record: {rdtype!r} is none.")
    return parsed


def _absence(answer: Answer) -> str:
    told = "does not exist" if answer.rcode.name == "NXDOMAIN" else "has no such records"
    return f"{plain(answer.zone)} says of {answer.question} that it {told}."
