"""CNAMEs: an answer that leads to another question (RFC 1034 section 3.6.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from mock_dnssec.dnssec.validating.answers import Question
from mock_dnssec.dnssec.validating.orphans import unless_orphaned
from mock_dnssec.dnssec.validating.reasons import UnansweredError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from dns.name import Name
    from dns.rdtypes.ANY.CNAME import CNAME

    from mock_dnssec.account import Account
    from mock_dnssec.dnssec.validating.answers import Answer, Status
    from mock_dnssec.dnssec.validating.validator import Validator

_MOST = 16
WEAKEST_FIRST: tuple[Status, ...] = ("bogus", "unanswered", "insecure", "secure")
"""An answer made of several is worth what the weakest of them is."""


def follow(validator: Validator, account: Account, question: Question) -> list[Answer]:
    """Return the answer to a question, or one for each alias and then the answer.

    Raises UnansweredError if nobody answers, and for aliases without end.
    """
    answers = [validator.lookup(question)]
    while target := _target(answers[-1]):
        if len(answers) > _MOST:
            raise UnansweredError(f"{question} leads from CNAME to CNAME without end.")
        answers.append(validator.lookup(Question(target, question.rdtype)))
    return [*answers[:-1], unless_orphaned(answers[-1], account)]


def weakest(answers: Iterable[Answer]) -> Answer:
    """Return the answer that decides what all of them together are worth."""
    return min(answers, key=lambda answer: WEAKEST_FIRST.index(answer.status))


def _target(answer: Answer) -> Name | None:
    """Return where the CNAME leads that stands in the place of the records, None if none does."""
    if answer.data is None or answer.status == "bogus":
        return None
    rdtype = answer.data.rrset.rdtype
    if rdtype == answer.question.rdtype:
        return None
    return cast("CNAME", answer.data.rrset[0]).target
