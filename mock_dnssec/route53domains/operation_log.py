"""Operations that take their time: accepted now, done when the registry of the TLD has agreed.

How long that takes is the account's ``propagation``, as it is for a change of Route 53: no time,
unless a test says otherwise.
https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_GetOperationDetail.html
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

from mock_dnssec.route53domains.refusals import ALREADY_PENDING, NO_OPERATION, OPERATION_LIMIT

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.operations import Result

OperationType = Literal[
    "REGISTER_DOMAIN",
    "DELETE_DOMAIN",
    "UPDATE_NAMESERVER",
    "DOMAIN_LOCK",
    "ADD_DNSSEC",
    "REMOVE_DNSSEC",
]

_UNLIMITED: set[OperationType] = {"DELETE_DOMAIN"}
"""Operations for which AWS documents no OperationLimitExceeded."""

Effect = Callable[[datetime], str | None]
"""What an operation does when its time has come; returns why it failed, if it did."""


@dataclass(slots=True, eq=False)
class DomainOperation:
    """One operation that was accepted."""

    id: str
    type: OperationType
    domain_name: str
    submitted_at: datetime
    completes_at: datetime
    effect: Effect
    failure: str | None = None

    def description(self, now: datetime) -> Result:
        """The operation as AWS describes it at a time.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_OperationSummary.html
        """
        completed = now >= self.completes_at
        return {
            "OperationId": self.id,
            "Status": self.status(now),
            "DomainName": self.domain_name,
            "Type": self.type,
            "SubmittedDate": self.submitted_at,
            "LastUpdatedDate": self.completes_at if completed else self.submitted_at,
            **({"Message": self.failure} if self.failure else {}),
        }

    def status(self, now: datetime) -> str:
        """Return how far the operation has come."""
        if now < self.completes_at:
            return "SUBMITTED" if now == self.submitted_at else "IN_PROGRESS"
        return "FAILED" if self.failure else "SUCCESSFUL"


class OperationLog:
    """Every operation of the account, in the order in which they were accepted."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._by_id: dict[str, DomainOperation] = {}
        self._running: deque[DomainOperation] = deque()

    def __iter__(self) -> Iterator[DomainOperation]:
        self.settle()
        return iter(self._by_id.values())

    def get(self, operation_id: str) -> DomainOperation:
        """Return an operation by its id; InvalidInput if there is none."""
        self.settle()
        if operation_id not in self._by_id:
            raise NO_OPERATION.error(operation_id=operation_id)
        return self._by_id[operation_id]

    def check(self, kind: OperationType, domain_name: str) -> None:
        """Raise what would keep an operation from being accepted now.

        DuplicateRequest while another of this kind runs for the domain, OperationLimitExceeded.
        """
        self.settle()
        if any((each.type, each.domain_name) == (kind, domain_name) for each in self._running):
            raise ALREADY_PENDING.error()
        limit = self._account.quotas.running_domain_operations
        if len(self._running) >= limit and kind not in _UNLIMITED:
            raise OPERATION_LIMIT.error()

    def submit(self, kind: OperationType, domain_name: str, effect: Effect) -> Result:
        """Accept an operation and return its OperationId; raises what :meth:`check` does."""
        self.check(kind, domain_name)
        now = self._account.clock.now()
        operation = DomainOperation(
            id=self._account.entropy.draw_uuid("route53domains:operation"),
            type=kind,
            domain_name=domain_name,
            submitted_at=now,
            completes_at=now + self._account.propagation,
            effect=effect,
        )
        self._by_id[operation.id] = operation
        self._running.append(operation)
        return {"OperationId": operation.id}

    def settle(self) -> None:
        """Let the operations whose time has come take effect, in order; whoever reads asks for it.

        All take equally long, so that the oldest is the first to complete.
        """
        now = self._account.clock.now()
        while self._running and self._running[0].completes_at <= now:
            operation = self._running.popleft()
            operation.failure = operation.effect(operation.completes_at)
