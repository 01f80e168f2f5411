"""Asynchronous code under test: aiobotocore's clients, a lot of zones at once.

aioboto3's clients are mocked in the same way, and `@mock_dnssec` goes on `async def` too.
"""

import asyncio
from typing import Any

import pytest
from dnssec_tool import key_policy

from mock_dnssec import Account


@pytest.fixture
def session() -> Any:
    return pytest.importorskip("aiobotocore.session").get_session()


async def sign_zone(kms: Any, route53: Any, name: str, account_id: str) -> str:
    """Create a hosted zone, sign it, and return the DS record to publish in its parent."""
    key = await kms.create_key(
        KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=key_policy(account_id)
    )
    zone = await route53.create_hosted_zone(Name=name, CallerReference=name)
    zone_id = zone["HostedZone"]["Id"]
    created = await route53.create_key_signing_key(
        CallerReference=name,
        HostedZoneId=zone_id,
        KeyManagementServiceArn=key["KeyMetadata"]["Arn"],
        Name="ksk_1",
        Status="ACTIVE",
    )
    change = await route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)
    waiter = route53.get_waiter("resource_record_sets_changed")
    await waiter.wait(Id=change["ChangeInfo"]["Id"])
    ds_record: str = created["KeySigningKey"]["DSRecord"]
    return ds_record


async def sign_zones(session: Any, names: list[str], account_id: str) -> list[str]:
    """Sign all zones at once."""
    async with (
        session.create_client("kms", region_name="us-east-1") as kms,
        session.create_client("route53", region_name="us-east-1") as route53,
    ):
        return await asyncio.gather(*(sign_zone(kms, route53, name, account_id) for name in names))


async def test_twenty_zones_at_once(dnssec_account: Account, session: Any) -> None:
    names = [f"zone{n}.example" for n in range(20)]
    ds_records = await sign_zones(session, names, dnssec_account.id)

    assert len(set(ds_records)) == 20
    assert len(dnssec_account.route53.zones) == 20


async def test_throttled_calls_are_sent_again(dnssec_account: Account, session: Any) -> None:
    dnssec_account.fail("EnableHostedZoneDNSSEC", "ThrottlingException", times=2)
    await sign_zones(session, ["zone.example"], dnssec_account.id)

    assert len(dnssec_account.calls.to("EnableHostedZoneDNSSEC")) == 3
