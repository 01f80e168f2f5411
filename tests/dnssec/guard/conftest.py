"""Fixtures for the tests of guards."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from .owners import Owner, ParentZone, Registrar, Registry

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

    from mock_dnssec import Account


@pytest.fixture
def registry(aws: Account) -> Registry:
    """A registry that a test speaks for."""
    return Registry(aws)


@pytest.fixture
def registrar(client: Callable[..., Any]) -> Registrar:
    """Route 53 Domains, where example.com is registered."""
    return Registrar(client("route53domains"))


@pytest.fixture
def parent_zone(aws: Account, kms: KMSClient, route53: Route53Client) -> ParentZone:
    """The signed zone example.com."""
    return ParentZone(aws, kms, route53)


@pytest.fixture
def copy(kms: KMSClient, route53: Route53Client, zone: Owner) -> Owner:
    """Another hosted zone of the name of ``zone``, which is not signed."""
    return Owner(kms, route53, zone.name)
