"""Changes: what Route 53 has accepted and is still carrying to its name servers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.route53.identifiers import new_id
from mock_dnssec.waiters import a_waiter_asks

if TYPE_CHECKING:
    from datetime import datetime

    from mock_dnssec.account import Account
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend


@dataclass(frozen=True, slots=True)
class Change:
    """A change: PENDING until it has reached all name servers.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeInfo.html
    """

    id: str
    comment: str | None
    submitted_at: datetime
    in_sync_at: datetime

    def info(self, status: str) -> Result:
        """Return the change's ChangeInfo with this status."""
        comment = {} if self.comment is None else {"Comment": self.comment}
        return {
            "Id": f"/change/{self.id}",
            "Status": status,
            "SubmittedAt": self.submitted_at,
            **comment,
        }


class Changes:
    """Every change of the account, by id."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._submitted: dict[str, Change] = {}

    def submit(self, comment: str | None = None) -> Result:
        """Accept a change now and return its ChangeInfo, PENDING as AWS answers it at first."""
        now = self._account.clock.now()
        change_id = new_id(self._account.entropy, "C")
        change = Change(change_id, comment, now, now + self._account.propagation)
        self._submitted[change_id] = change
        return change.info("PENDING")

    def get(self, change_id: str) -> Change:
        """Return a change; NoSuchChange if there is none."""
        if change_id not in self._submitted:
            raise AwsError("NoSuchChange", f"Could not find resource with ID: {change_id}")
        return self._submitted[change_id]


class ChangeOperations:
    """GetChange."""

    def __init__(self, backend: Backend) -> None:
        self._changes = backend.changes
        self._clock = backend.account.clock

    def get_change(self, *, id: str) -> Result:  # AWS names the parameter
        """Answer whether a change has reached all name servers.

        A waiter of botocore waits on the account's clock: in place of really sleeping until the
        change is in sync, it finds the clock turned forward to that time.

        Raises NoSuchChange.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetChange.html
        """
        change = self._changes.get(id)
        remaining = change.in_sync_at - self._clock.now()
        pending = remaining.total_seconds() > 0
        if pending and a_waiter_asks():
            self._clock.skip(remaining)
            pending = False
        return {"ChangeInfo": change.info("PENDING" if pending else "INSYNC")}
