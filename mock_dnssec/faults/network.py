"""What happens between AWS and its caller: connections that fail, and answers that are not AWS's.

The kinds of failure are for every front end to turn into the exceptions of its own library.
"""

from __future__ import annotations

from http import HTTPStatus

from mock_dnssec.errors import MockUsageError

CONNECT_TIMEOUT = "ConnectTimeout"
READ_TIMEOUT = "ReadTimeout"
CONNECTION_RESET = "ConnectionReset"
ENDPOINT_UNREACHABLE = "EndpointUnreachable"

KINDS = (CONNECT_TIMEOUT, READ_TIMEOUT, CONNECTION_RESET, ENDPOINT_UNREACHABLE)

NEVER_ARRIVED = (CONNECT_TIMEOUT, ENDPOINT_UNREACHABLE)
"""The failures of requests that AWS has never seen."""

STATUSES = range(500, 600)
"""What a load balancer or a proxy may answer in AWS's place."""


def check_status(status: int) -> None:
    """Raise MockUsageError for what nobody answers in AWS's place."""
    if status not in STATUSES:
        raise MockUsageError(
            f"{status!r} is not a status that a load balancer or a proxy answers in AWS's place: "
            f"{STATUSES[0]} to {STATUSES[-1]} are. AWS's own errors go by their codes."
        )


class NetworkFault(Exception):  # noqa: N818 - a fault is what a test has placed
    """A call that gets no answer: ``kind`` is one of ``KINDS``."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


class GatewayError(Exception):
    """The answer of a load balancer or a proxy in the place of AWS's: HTML, and ``status`` 5xx."""

    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(f"{status} {self.phrase}".rstrip())

    @property
    def phrase(self) -> str:
        """What HTTP calls the status; nothing for one that it does not have."""
        known = HTTPStatus._value2member_map_
        return HTTPStatus(self.status).phrase if self.status in known else ""

    @property
    def page(self) -> bytes:
        """The body of the answer."""
        return f"<html><body><h1>{self}</h1></body></html>".encode()
