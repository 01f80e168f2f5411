"""Refusals, as AWS words them, and mistakes in using the mock itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


class AwsError(Exception):
    """A refusal that AWS would have given: botocore raises it in the caller as a ``ClientError``.

    An empty ``message`` means that AWS sends none, as KMS does for a wrong signature. ``members``
    are what the error carries beside its message, under AWS's member names.
    """

    def __init__(
        self, code: str, message: str = "", *, members: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(f"{code}: {message}" if message else code)
        self.code = code
        self.message = message
        self.members = members or {}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row in a table of errors: a code and its text, which may have places for details."""

    code: str
    text: str

    def error(self, **details: str) -> AwsError:
        """Return the error to raise, its places filled with ``details``."""
        return AwsError(self.code, self.text.format(**details))


class MockUsageError(Exception):
    """A mistake in using the mock: says what was asked, what exists and what to do."""


class UnmockedServiceError(MockUsageError):
    """A call to AWS that nobody in this test answers, stopped before it reached the network."""


class MockDefectError(Exception):
    """A fault of the mock: it was about to answer what AWS could not have answered."""


class UndocumentedError(MockUsageError):
    """An error code that AWS does not document for the operation."""


COMMON_ERRORS: dict[str, tuple[int, str]] = {
    "AccessDenied": (403, "You do not have sufficient access to perform this action."),
    "AccessDeniedException": (400, "You do not have sufficient access to perform this action."),
    "ExpiredTokenException": (403, "The security token included in the request is expired"),
    "InternalFailure": (
        500,
        "The request processing has failed because of an unknown error, exception or failure.",
    ),
    "InvalidClientTokenId": (403, "The security token included in the request is invalid."),
    "InvalidInput": (400, "The input is not valid."),
    "InvalidSignatureException": (
        403,
        "The request signature we calculated does not match the signature you provided.",
    ),
    "MalformedInput": (400, "Unexpected request body."),
    "MissingAuthenticationToken": (403, "Missing Authentication Token"),
    "NotAuthorizedException": (400, "You do not have permission to perform this action."),
    "RequestExpired": (400, "Request has expired."),
    "RequestLimitExceeded": (503, "Request limit exceeded."),
    "SerializationException": (400, ""),
    "ServiceUnavailable": (
        503,
        "The request has failed due to a temporary failure of the server.",
    ),
    "SignatureDoesNotMatch": (
        403,
        "The request signature we calculated does not match the signature you provided.",
    ),
    "Throttling": (400, "Rate exceeded"),
    "ThrottlingException": (400, "Rate exceeded"),
    "UnknownOperationException": (400, ""),
    "UnrecognizedClientException": (
        400,
        "The security token included in the request is invalid.",
    ),
    "ValidationException": (400, "The input fails to satisfy the constraints of the service."),
}
"""Errors that any operation may give though its model does not list them: HTTP status, sentence.

https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html and
https://docs.aws.amazon.com/Route53/latest/APIReference/CommonErrors.html
"""
