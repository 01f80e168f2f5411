"""aiobotocore's clients: the same hook, with no import of aiobotocore by the mock."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

import pytest
from botocore.endpoint import Endpoint
from botocore.exceptions import ClientError

from mock_dnssec import Account, UnmockedServiceError, mock_dnssec

from .support import endpoint_of

pytest.importorskip("aiobotocore", reason="aiobotocore pins a botocore that is not this one")

from .async_clients import make_client

MAKE_REQUEST = Endpoint.make_request


@pytest.fixture
async def kms() -> AsyncIterator[Any]:
    """KMS, by a client from before the activation."""
    async with make_client("kms") as client:
        yield client


async def test_clients_from_before_and_after(kms: Any, connections: list[object]) -> None:
    """Clients made before and after activation are mocked, without credentials."""
    async with mock_dnssec() as account, make_client("route53") as route53:
        key = (await kms.create_key())["KeyMetadata"]
        zone = (await route53.create_hosted_zone(Name="example.com", CallerReference="1"))[
            "HostedZone"
        ]
        found = await route53.get_hosted_zone(Id=zone["Id"])

        assert (await kms.describe_key(KeyId=key["KeyId"]))["KeyMetadata"] == key
        assert found["HostedZone"]["Name"] == "example.com."
        assert [call.operation for call in account.calls] == [
            "CreateKey",
            "CreateHostedZone",
            "GetHostedZone",
            "DescribeKey",
        ]
    assert connections == []


async def test_refusals(kms: Any, aws: Account) -> None:
    """A refusal is raised as the exception that the client has for it."""
    with pytest.raises(kms.exceptions.NotFoundException):
        await kms.describe_key(KeyId="11111111-2222-3333-4444-555555555555")


@pytest.mark.parametrize("mode", ["legacy", "standard"])
async def test_throttled_calls_are_retried(
    mode: str, aws: Account, async_naps: list[float]
) -> None:
    """Two throttled attempts and one that succeeds are three calls, and two retries."""
    from aiobotocore.config import AioConfig  # type: ignore[import-not-found,unused-ignore]

    aws.fail("ListKeys", "ThrottlingException", times=2)
    async with make_client("kms", config=AioConfig(retries={"mode": mode})) as client:
        response = await client.list_keys()

    assert response["ResponseMetadata"]["RetryAttempts"] == 2
    assert len(aws.calls) == 3
    assert len([seconds for seconds in async_naps if seconds]) == 2


async def test_paginators(kms: Any, aws: Account) -> None:
    """A paginator follows the markers to the last page."""
    for _ in range(5):
        await kms.create_key()
    pages = kms.get_paginator("list_keys").paginate(PaginationConfig={"PageSize": 2})

    assert [len(page["Keys"]) async for page in pages] == [2, 2, 1]


async def test_waiters(async_naps: list[float]) -> None:
    """A waiter waits on the account's clock until a change is INSYNC, and does not sleep."""
    async with mock_dnssec(propagation=60) as account, make_client("route53") as route53:
        frozen = account.clock.freeze()
        zone = await route53.create_hosted_zone(Name="example.com", CallerReference="1")
        waiter = route53.get_waiter("resource_record_sets_changed")
        await waiter.wait(Id=zone["ChangeInfo"]["Id"])

        assert account.clock.now() - frozen == timedelta(minutes=1)
        assert len(account.calls.to("GetChange")) == 1
    assert [seconds for seconds in async_naps if seconds] == []


@pytest.mark.parametrize(
    "credentials", [{}, {"aws_access_key_id": "A", "aws_secret_access_key": "s"}]
)
async def test_an_unmocked_service_is_refused(
    credentials: dict[str, str], aws: Account, connections: list[object]
) -> None:
    """With credentials or without, the refusal comes before any socket and names the call."""
    async with make_client("dynamodb", **credentials) as client:
        with pytest.raises(UnmockedServiceError, match="dynamodb ListTables was about to reach"):
            await client.list_tables()

    assert connections == []


async def test_everything_is_put_back(kms: Any) -> None:
    """botocore's method and the client's session are the very objects that they were."""
    session = endpoint_of(kms).http_session
    with pytest.raises(ClientError):
        async with mock_dnssec():
            await kms.describe_key(KeyId="11111111-2222-3333-4444-555555555555")

    assert Endpoint.make_request is MAKE_REQUEST
    assert endpoint_of(kms).http_session is session


async def test_a_client_that_is_closed_inside(aws: Account) -> None:
    """A client that was entered before its first call is closed while the stand-in is there."""
    async with make_client("kms") as client:
        session = endpoint_of(client).http_session
        await client.list_keys()
        assert endpoint_of(client).http_session is not session

    assert endpoint_of(client).http_session.session is session
