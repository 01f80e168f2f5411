"""What a resolver remembers, until it has lived out its time on the account's clock."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dns.rcode import Rcode
from dns.rdatatype import RdataType

from mock_dnssec.dnssec.validating.answers import Question

if TYPE_CHECKING:
    from mock_dnssec.clock import Clock
    from mock_dnssec.dnssec.validating.answers import Answer


class Cache:
    """Answers by question; each keeps the status that it was found to have.

    Bogus data is not kept: RFC 4035 section 4.7 lets a resolver ask anew.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._answers: dict[Question, Answer] = {}

    def clear(self) -> None:
        """Forget everything."""
        self._answers.clear()

    def get(self, question: Question) -> Answer | None:
        """Return what is remembered of a question, or of its name as one that does not exist."""
        answer = self._answers.get(question) or self._answers.get(_any_type(question))
        if answer is None or answer.expires <= seconds(self._clock):
            return None
        return answer if answer.question == question else replace(answer, question=question)

    def put(self, answer: Answer) -> None:
        """Remember an answer that is secure or insecure."""
        if answer.status in ("secure", "insecure"):
            question = answer.question
            absent = answer.rcode == Rcode.NXDOMAIN  # for each type alike: RFC 2308 section 5
            self._answers[_any_type(question) if absent else question] = answer


def seconds(clock: Clock) -> int:
    """Return the clock's time in POSIX seconds."""
    return int(clock.now().timestamp())


def _any_type(question: Question) -> Question:
    """Return the key of a name that does not exist; of a DS, its parent alone can tell."""
    if question.rdtype == RdataType.DS:
        return question
    return Question(question.name, RdataType.ANY)
