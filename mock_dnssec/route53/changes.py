"""Changes: what Route 53 has accepted and is still carrying to its name servers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.route53.identifiers import new_id

if TYPE_CHECKING:
    from datetime import datetime

    from mock_dnssec.account import Account
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend


class Changes:
    """Every change of the account, by id."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._submitted: dict[str, tuple[datetime, str | None]] = {}

    def submit(self, comment: str | None = None) -> Result:
        """Accept a change now and return its ChangeInfo, PENDING as AWS answers it at first."""
        change_id = f"/change/{new_id(self._account.entropy, 'C')}"
        self._submitted[change_id] = (self._account.clock.now(), comment)
        return self._info(change_id, "PENDING")

    def info(self, change_id: str) -> Result:
        """Return the ChangeInfo of a change as it is now; NoSuchChange if there is none."""
        path = f"/change/{change_id}"
        if path not in self._submitted:
            raise AwsError("NoSuchChange", f"Could not find resource with ID: {change_id}")
        in_sync_at = self._submitted[path][0] + self._account.propagation
        return self._info(path, "INSYNC" if self._account.clock.now() >= in_sync_at else "PENDING")

    def _info(self, path: str, status: str) -> Result:
        submitted_at, comment = self._submitted[path]
        info = {"Id": path, "Status": status, "SubmittedAt": submitted_at}
        return info if comment is None else {**info, "Comment": comment}


class ChangeOperations:
    """GetChange."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def get_change(self, *, id: str) -> Result:  # AWS names the parameter
        """Answer whether a change has reached all name servers.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetChange.html
        """
        return {"ChangeInfo": self._backend.changes.info(id)}
