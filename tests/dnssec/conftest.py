"""Fixtures for the tests of the DNS."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from .hosting import Hosting

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

    from mock_dnssec import Account


@pytest.fixture
def hosting(aws: Account, route53: Route53Client, kms: KMSClient) -> Hosting:
    """Zones to host, and the DNS to ask about them."""
    return Hosting(aws, route53, kms)
