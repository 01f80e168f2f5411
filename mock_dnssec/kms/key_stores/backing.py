"""What backs a custom key store: what CloudHSM clusters and external proxies have in common."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import ClassVar

from mock_dnssec.errors import MockUsageError

COMMON_FAILURES: Mapping[str, str] = {
    "INTERNAL_ERROR": "AWS KMS could not complete the request due to an internal error.",
    "NETWORK_ERRORS": (
        "Network errors are preventing AWS KMS from connecting the custom key store to its "
        "backing key store."
    ),
}


class ConnectionFailed(Exception):  # noqa: N818 - AWS calls the state FAILED
    """KMS does not come through to what backs a key store. ``code`` is AWS's ConnectionErrorCode.

    https://docs.aws.amazon.com/kms/latest/APIReference/API_CustomKeyStoresListEntry.html
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class BackingKeyStore:
    """What KMS connects a custom key store to."""

    failures: ClassVar[Mapping[str, str]]
    """The connection error codes that KMS may meet here, and what AWS says of each."""

    failure: str | None = None

    def fail(self, code: str) -> None:
        """Let KMS meet the connection error ``code`` here from now on, until :meth:`recover`.

        Raises MockUsageError, with the list of what exists, for a code that AWS does not have.
        """
        if code not in self.failures:
            have = ", ".join(self.failures)
            raise MockUsageError(f"There is no connection error {code!r} here. These are: {have}.")
        self.failure = code

    def recover(self) -> None:
        """Answer KMS again."""
        self.failure = None

    def check_answers(self) -> None:
        """Raise ConnectionFailed while it has been told to fail."""
        if self.failure is not None:
            raise self.failed(self.failure)

    @classmethod
    def failed(cls, code: str) -> ConnectionFailed:
        """Return the exception for this connection error code."""
        return ConnectionFailed(code, cls.failures[code])


class BackingKeyStores:
    """All that could back a type of custom key store."""

    connection_time = timedelta()
    """How long it takes to connect and to disconnect, on the account's clock.

    AWS takes minutes; here nobody waits, unless a test wants to see CONNECTING.
    """
