"""The fixtures: accounts, for a test or for more, clients, and the rollover check."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client
    from mypy_boto3_route53domains import Route53DomainsClient

    from mock_dnssec.account import Account
    from mock_dnssec.dnssec.guard import Guard

REGION = "us-east-1"
"""Where Route 53 demands its KMS keys to be, and where its registrar is reached."""


@pytest.fixture
def dnssec_account(request: pytest.FixtureRequest) -> Iterator[Account]:
    """Turn the mock on for one test and give it the account.

    Inside an account of the class, module or session it is that account.
    """
    from mock_dnssec.pytest_plugin.asked import account_for, place_faults

    with account_for(request.node) as account:
        place_faults(request.node, account)
        yield account


@pytest.fixture(scope="class")
def dnssec_account_class(request: pytest.FixtureRequest) -> Iterator[Account]:
    """Turn the mock on for all tests of a class: they share the account."""
    yield from _account(request)


@pytest.fixture(scope="module")
def dnssec_account_module(request: pytest.FixtureRequest) -> Iterator[Account]:
    """Turn the mock on for all tests of a module: they share the account."""
    yield from _account(request)


@pytest.fixture(scope="session")
def dnssec_account_session(request: pytest.FixtureRequest) -> Iterator[Account]:
    """Turn the mock on for the rest of the run: tests share the account."""
    yield from _account(request)


def _account(request: pytest.FixtureRequest) -> Iterator[Account]:
    from mock_dnssec.pytest_plugin.asked import account_for

    with account_for(request.node) as account:
        yield account


@pytest.fixture
def dnssec_kms(dnssec_account: Account) -> KMSClient:
    """A boto3 client of KMS in us-east-1, where the keys that sign zones have to be."""
    import boto3

    return boto3.client("kms", region_name=REGION, **dnssec_account.credentials)


@pytest.fixture
def dnssec_route53(dnssec_account: Account) -> Route53Client:
    """A boto3 client of Route 53."""
    import boto3

    return boto3.client("route53", region_name=REGION, **dnssec_account.credentials)


@pytest.fixture
def dnssec_route53domains(dnssec_account: Account) -> Route53DomainsClient:
    """A boto3 client of the registrar, Route 53 Domains."""
    import boto3

    return boto3.client("route53domains", region_name=REGION, **dnssec_account.credentials)


@pytest.fixture
def dnssec_guard(request: pytest.FixtureRequest, dnssec_account: Account) -> Callable[..., Guard]:
    """Return a function that guards zones from its call to the end of the test.

    Without names it guards every public zone. The test fails at the step that comes too early, or
    at its end if it has caught that. See ``Account.guard``.
    """
    from mock_dnssec.pytest_plugin.guards import guarding

    return guarding(request.node, dnssec_account)
