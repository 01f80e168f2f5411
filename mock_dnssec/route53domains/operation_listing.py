"""GetOperationDetail and ListOperations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.route53domains.paging import DEFAULT_SIZE, page

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import datetime

    from mock_dnssec.operations import Result
    from mock_dnssec.route53domains.backend import Backend


class OperationListing:
    """How far the operations of the account have come."""

    def __init__(self, backend: Backend) -> None:
        self._log = backend.log
        self._clock = backend.account.clock

    def get_operation_detail(self, *, operation_id: str) -> Result:
        """Describe an operation. Raises InvalidInput.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_GetOperationDetail.html
        """
        return self._log.get(operation_id).description(self._clock.now())

    def list_operations(
        self,
        *,
        submitted_since: datetime | None = None,
        marker: str | None = None,
        max_items: int = DEFAULT_SIZE,
        status: Container[str] = (),
        type: Container[str] = (),
        sort_by: str = "SubmittedDate",  # noqa: ARG002 - there is no other
        sort_order: str = "ASC",
    ) -> Result:
        """List the operations in the order in which they were submitted. Raises InvalidInput.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_ListOperations.html
        """
        now = self._clock.now()
        found = [
            operation
            for operation in self._log
            if (not status or operation.status(now) in status)
            and (not type or operation.type in type)
            and (submitted_since is None or operation.submitted_at >= submitted_since)
        ]
        in_order = found if sort_order == "ASC" else found[::-1]
        part, more = page(in_order, lambda operation: operation.id, marker, max_items)
        return {"Operations": [operation.description(now) for operation in part], **more}
