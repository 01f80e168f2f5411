"""Many calls of aiobotocore's clients at once: in one loop, in several, of several accounts."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from typing import Any

import pytest

from mock_dnssec import Account, mock_dnssec

pytest.importorskip("aiobotocore", reason="aiobotocore pins a botocore that is not this one")

from .async_clients import make_client

AT_ONCE = 50


async def test_calls_at_once(aws: Account, connections: list[object]) -> None:
    """Fifty tasks that make, look and delete at once get their own answers, and none is lost."""

    async def work(number: int) -> str:
        made = (await kms.create_key(Description=str(number)))["KeyMetadata"]
        zone = await route53.create_hosted_zone(Name=f"{number}.com", CallerReference=str(number))
        found = await kms.describe_key(KeyId=made["KeyId"])
        assert found["KeyMetadata"]["Description"] == str(number)
        await route53.delete_hosted_zone(Id=zone["HostedZone"]["Id"])
        key_id: str = made["KeyId"]
        return key_id

    async with make_client("kms") as kms, make_client("route53") as route53:
        made = await asyncio.gather(*(work(number) for number in range(AT_ONCE)))

    assert len(set(made)) == AT_ONCE
    assert len(aws.calls) == 4 * AT_ONCE
    assert len(aws.route53.zones) == 0
    assert connections == []


async def test_signatures_at_once(aws: Account) -> None:
    """Fifty signatures that are made at once are all of the key that was asked for."""
    terms: Any = {"Message": b"zone", "SigningAlgorithm": "ECDSA_SHA_256"}
    async with make_client("kms") as kms:
        keys = [
            (await kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY"))["KeyMetadata"]
            for _ in range(2)
        ]
        signed = await asyncio.gather(
            *(kms.sign(KeyId=keys[number % 2]["KeyId"], **terms) for number in range(AT_ONCE))
        )
        verified = await asyncio.gather(
            *(
                kms.verify(KeyId=keys[number % 2]["Arn"], Signature=answer["Signature"], **terms)
                for number, answer in enumerate(signed)
            )
        )

    assert [answer["KeyId"] for answer in signed] == [
        keys[number % 2]["Arn"] for number in range(AT_ONCE)
    ]
    assert all(answer["SignatureValid"] for answer in verified)


async def test_accounts_at_once(aws: Account) -> None:
    """Tasks of several accounts, and of clients without credentials, keep to their own."""
    others = [aws.account(f"{number:012}") for number in range(1, 4)]
    credentials = [{}, *(dict(other.credentials) for other in others)]
    async with AsyncExitStack() as stack:
        clients = [
            await stack.enter_async_context(make_client("kms", **each)) for each in credentials
        ]
        made = await asyncio.gather(*(client.create_key() for _ in range(10) for client in clients))

    owners = [answer["KeyMetadata"]["AWSAccountId"] for answer in made]
    assert owners == [aws.id, *(other.id for other in others)] * 10
    assert [len(list(each.kms("us-east-1").keys.ids)) for each in (aws, *others)] == [10] * 4


async def test_what_is_cancelled(aws: Account) -> None:
    """A call that is cancelled before its turn leaves nothing, and nobody else is hurt."""
    async with make_client("kms") as kms:
        cancelled = asyncio.create_task(kms.create_key())
        cancelled.cancel()
        kept = (await kms.create_key())["KeyMetadata"]["KeyId"]
        with pytest.raises(asyncio.CancelledError):
            await cancelled

    assert list(aws.kms("us-east-1").keys.ids) == [kept]


async def test_what_is_cancelled_in_the_midst(aws: Account) -> None:
    """Whoever stops waiting for a late answer goes on at once; the call has taken effect."""
    aws.slow("CreateKey", 60)
    async with make_client("kms") as kms:
        with pytest.raises(asyncio.TimeoutError):
            await asyncio.wait_for(kms.create_key(), 0.05)
        kept = [key["KeyId"] for key in (await kms.list_keys())["Keys"]]

    assert list(aws.kms("us-east-1").keys.ids) == kept
    assert len(kept) == 1


def test_loops_in_threads() -> None:
    """Loops of several threads share the account that is active."""

    async def work() -> None:
        async with make_client("kms") as kms:
            await asyncio.gather(*(kms.create_key() for _ in range(10)))

    with mock_dnssec() as account, ThreadPoolExecutor(4) as pool:
        for done in [pool.submit(asyncio.run, work()) for _ in range(4)]:
            done.result()

    assert len(list(account.kms("us-east-1").keys.ids)) == 40


@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_anyio(backend: str, connections: list[object]) -> None:
    """anyio's task groups have their calls answered, in trio as well."""
    anyio = pytest.importorskip("anyio")
    pytest.importorskip(backend)

    async def work() -> list[str]:
        async with mock_dnssec() as account, make_client("kms") as kms:
            async with anyio.create_task_group() as group:
                for _ in range(10):
                    group.start_soon(kms.create_key)
            pages = kms.get_paginator("list_keys").paginate(PaginationConfig={"PageSize": 4})
            assert [len(page["Keys"]) async for page in pages] == [4, 4, 2]
            return [call.operation for call in account.calls]

    assert anyio.run(work, backend=backend) == ["CreateKey"] * 10 + ["ListKeys"] * 3
    assert connections == []


@pytest.mark.filterwarnings("ignore:.*httpx:DeprecationWarning")
@pytest.mark.parametrize("backend", ["asyncio", "trio"])
def test_aiobotocore_on_anyio(backend: str) -> None:
    """Where aiobotocore sends by httpx, it retries and waits in trio too, and so does the mock."""
    anyio = pytest.importorskip("anyio")
    pytest.importorskip(backend)
    pytest.importorskip("httpx")
    sessions = pytest.importorskip("aiobotocore.httpxsession")
    from aiobotocore.config import AioConfig  # type: ignore[import-not-found,unused-ignore]

    async def work() -> tuple[int, int]:
        config = AioConfig(http_session_cls=sessions.HttpxSession)
        async with mock_dnssec() as account, make_client("kms", config=config) as kms:
            account.fail("ListKeys", "ThrottlingException")
            account.slow("ListKeys", 0.01)
            response = await kms.list_keys()
            return response["ResponseMetadata"]["RetryAttempts"], len(account.calls)

    assert anyio.run(work, backend=backend) == (1, 2)
