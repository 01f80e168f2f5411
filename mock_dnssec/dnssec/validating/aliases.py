"""CNAMEs: an answer that leads to another question (RFC 1034 section 3.6.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from mock_dnssec.dnssec.validating.answers import Question
from mock_dnssec.dnssec.validating.orphans import unless_orphaned
from mock_dnssec.dnssec.validating.reasons import UnansweredError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dns.rdtypes.ANY.CNAME import CNAME

    from mock_dnssec.account import Account
    from mock_dnssec.dnssec.validating.answers import Answer, Status
    from mock_dnssec.dnssec.validating.validator import Validator

_MOST = 16
WEAKEST_FIRST: tuple[Status, ...] = ("bogus", "unanswered", "insecure", "secure")
"""An answer made of several is worth what the weakest of them is."""


def follow(validator: Validator, account: Account, question: Question) -> Iterator[Answer]:
    """Yield the answer to a question, or one for each alias and then the answer.

    Raises UnansweredError if nobody answers, and for aliases without end.
    """
    asked: list[Question] = []
    following: Question | None = question
    while following:
        if following in asked or len(asked) > _MOST:
            raise UnansweredError(f"{question} leads from CNAME to CNAME without end.")
        asked.append(following)
        answer = validator.lookup(following)
        following = leads_to(answer)
        yield answer if following else unless_orphaned(answer, account)


def weakest(answers: Iterable[Answer]) -> Answer:
    """Return the answer that decides what all of them together are worth."""
    return min(answers, key=lambda answer: WEAKEST_FIRST.index(answer.status))


def leads_to(answer: Answer) -> Question | None:
    """Return what is to be asked next: a CNAME's target, if one stands in the records' place."""
    if answer.data is None or answer.status == "bogus":
        return None
    rdtype = answer.question.rdtype
    if answer.data.rrset.rdtype == rdtype:
        return None
    return Question(cast("CNAME", answer.data.rrset[0]).target, rdtype)
