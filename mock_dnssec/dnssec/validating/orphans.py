"""Hosted zones that no referral leads to: an answer about a name in one is not the zone's own."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from dns.rdatatype import RdataType

from mock_dnssec.dnssec.delegations import public_zones
from mock_dnssec.dnssec.validating.delegations import downwards
from mock_dnssec.dnssec.validating.reasons import plain
from mock_dnssec.dnssec.validating.verdicts import memory
from mock_dnssec.route53.names import of_labels

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.dnssec.validating.answers import Answer


def unless_orphaned(answer: Answer, account: Account) -> Answer:
    """Return the answer; as "unanswered" if it comes from above a hosted zone that has the name.

    To the DNS it may be a proven denial. To a test it is a delegation that was forgotten.
    """
    if answer.data is not None:
        return answer
    names = downwards(answer.zone, answer.question.name)
    if answer.question.rdtype == RdataType.DS:
        names = names[:-1]  # of a zone's DS its parent alone can tell
    for name in names:
        if any(public_zones(account, of_labels(name.labels))):
            zone, parent = plain(name), plain(answer.zone)
            reason = (
                f"{parent} does not delegate {zone}, and so nobody finds this hosted zone."
                f"{memory(answer, 'this')}"
            )
            return replace(answer, status="unanswered", reason=reason, why=(*answer.why, reason))
    return answer
