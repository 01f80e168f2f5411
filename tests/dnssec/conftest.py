"""Fixtures for the tests of the DNS."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING

import pytest

from mock_dnssec import mock_dnssec

from .hosting import Hosting

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client
    from mypy_boto3_route53.type_defs import KeySigningKeyTypeDef

    from mock_dnssec import Account


@pytest.fixture
def aws() -> Iterator[Account]:
    """An account whose keys are the same at every run: no two of them have one tag by chance."""
    with mock_dnssec(seed=1) as account:
        yield account


@pytest.fixture
def hosting(aws: Account, route53: Route53Client, kms: KMSClient) -> Hosting:
    """Zones to host, and the DNS to ask about them."""
    return Hosting(aws, route53, kms)


@pytest.fixture
def new_year(aws: Account) -> None:
    """Let it be 2025-01-01, 00:00 UTC, until the test moves the clock."""
    aws.clock.freeze(datetime(2025, 1, 1, tzinfo=timezone.utc))


@pytest.fixture
def signed(hosting: Hosting) -> tuple[str, KeySigningKeyTypeDef]:
    """The zone example.com, with two addresses: it is signed, and com publishes its DS."""
    zone, ksk = hosting.signed()
    hosting.put(zone, "www.example.com", "A", "192.0.2.1")
    hosting.put(zone, "other.example.com", "A", "192.0.2.2")
    return zone, ksk


@pytest.fixture
def zone(signed: tuple[str, KeySigningKeyTypeDef]) -> str:
    """The id of that zone."""
    return signed[0]


@pytest.fixture
def ksk(signed: tuple[str, KeySigningKeyTypeDef]) -> KeySigningKeyTypeDef:
    """The key-signing key of that zone."""
    return signed[1]
