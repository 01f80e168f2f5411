"""A mock of AWS KMS and Route 53 DNSSEC for boto3 test suites: real rules, real keys, real wire."""

from mock_dnssec.account import Account
from mock_dnssec.activation import Activation
from mock_dnssec.errors import (
    MockDefectError,
    MockUsageError,
    UndocumentedError,
    UnmockedServiceError,
)

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
