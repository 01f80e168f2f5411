"""A mock of AWS KMS and Route 53 DNSSEC for boto3 test suites: real rules, real keys, real wire."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.activation import mock_dnssec
    from mock_dnssec.dnssec.guard.outages import BogusZoneError
    from mock_dnssec.documentation import documented_errors
    from mock_dnssec.errors import (
        MockDefectError,
        MockUsageError,
        UndocumentedError,
        UnfiredFaultError,
        UnmockedServiceError,
    )

__all__ = [
    "Account",
    "BogusZoneError",
    "MockDefectError",
    "MockUsageError",
    "UndocumentedError",
    "UnfiredFaultError",
    "UnmockedServiceError",
    "documented_errors",
    "mock_dnssec",
]

__version__ = "0.1.0"

_HOMES = {
    "Account": "account",
    "BogusZoneError": "dnssec.guard.outages",
    "documented_errors": "documentation",
    "mock_dnssec": "activation",
}
"""The modules of the public names; those that are not here are errors."""


def __getattr__(name: str) -> object:
    """Import a public name when it is asked for: a pytest run loads the package for its plugin."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(f"mock_dnssec.{_HOMES.get(name, 'errors')}"), name)
    globals()[name] = value
    return value
