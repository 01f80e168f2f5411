"""aioboto3, which is aiobotocore with boto3's sessions."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mock_dnssec import Account

aioboto3 = pytest.importorskip(
    "aioboto3", "9", reason="aioboto3 pins an aiobotocore that is not this one"
)


async def test_clients(aws: Account, connections: list[object]) -> None:
    """Clients of KMS and Route 53 are mocked, their waiters and paginators too."""
    session = aioboto3.Session(region_name="us-east-1")
    async with session.client("kms") as kms, session.client("route53") as route53:
        await kms.create_key()
        zone = await route53.create_hosted_zone(Name="example.com", CallerReference="1")
        await route53.get_waiter("resource_record_sets_changed").wait(Id=zone["ChangeInfo"]["Id"])
        pages = route53.get_paginator("list_hosted_zones").paginate()

        assert [len(page["HostedZones"]) async for page in pages] == [1]
    assert [call.operation for call in aws.calls] == [
        "CreateKey",
        "CreateHostedZone",
        "GetChange",
        "ListHostedZones",
    ]
    assert connections == []


async def test_accounts(aws: Account) -> None:
    """A session's credentials choose the account."""
    other = aws.account("210987654321")
    session = aioboto3.Session(region_name="us-east-1", **other.credentials)
    async with session.client("kms") as theirs, aioboto3.Session().client("kms") as ours:
        assert (await theirs.create_key())["KeyMetadata"]["AWSAccountId"] == other.id
        assert (await ours.create_key())["KeyMetadata"]["AWSAccountId"] == aws.id
