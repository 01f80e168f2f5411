"""Fixtures for what is looked at and shown."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from mock_dnssec import Account, mock_dnssec
from tests.dnssec.hosting import Hosting

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client


@pytest.fixture
def aws() -> Iterator[Account]:
    """An account in which ids, keys and times are always the same."""
    with mock_dnssec(seed=1) as account:
        yield account


@pytest.fixture
def hosting(aws: Account, route53: Route53Client, kms: KMSClient) -> Hosting:
    """What makes hosted zones and key-signing keys."""
    return Hosting(aws, route53, kms)
