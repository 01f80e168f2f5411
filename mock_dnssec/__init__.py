"""A mock of AWS KMS and Route 53 DNSSEC for boto3 test suites: real rules, real keys, real wire."""

from typing import TYPE_CHECKING

from mock_dnssec.activation import Activation
from mock_dnssec.errors import (
    MockDefectError,
    MockUsageError,
    UndocumentedError,
    UnmockedServiceError,
)

if TYPE_CHECKING:
    from mock_dnssec.account import Account

__all__ = [
    "Account",
    "MockDefectError",
    "MockUsageError",
    "UndocumentedError",
    "UnmockedServiceError",
    "mock_dnssec",
]

__version__ = "0.1.0"

mock_dnssec = Activation()


def __getattr__(name: str) -> object:
    """Import ``Account`` when it is asked for: with it comes botocore."""
    if name == "Account":
        from mock_dnssec.account import Account

        return Account
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
