"""A guard over code that uses aiobotocore: the awaited call itself raises, once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mock_dnssec import BogusZoneError

from .owners import Owner, Registry

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

    from mock_dnssec import Account

aiobotocore_session = pytest.importorskip(
    "aiobotocore.session", reason="aiobotocore pins a botocore that is not this one"
)
aiobotocore_config = pytest.importorskip("aiobotocore.config")


@pytest.mark.parametrize("mode", ["legacy", "standard"])
async def test_the_awaited_call_raises(
    aws: Account, kms: KMSClient, route53: Route53Client, registry: Registry, mode: str
) -> None:
    """aiobotocore passes the failure through, and tries no second time."""
    zone = Owner(kms, route53, registry.name)
    registry.delegate(zone.name_servers)
    zone.signed_below(registry)
    guard = aws.guard(zone.name)

    with pytest.raises(BogusZoneError, match="came 1 d too early"), guard:
        await withdraw_and_disable(zone, registry, mode)

    assert len(aws.calls.to("DisableHostedZoneDNSSEC")) == 1


async def withdraw_and_disable(zone: Owner, registry: Registry, mode: str) -> None:
    """Take the DS out of the parent and sign no more."""
    retries: Any = {"mode": mode, "total_max_attempts": 5}
    session = aiobotocore_session.AioSession()
    async with session.create_client(
        "route53", "us-east-1", config=aiobotocore_config.AioConfig(retries=retries)
    ) as route53:
        registry.publish()
        await route53.disable_hosted_zone_dnssec(HostedZoneId=zone.id)
