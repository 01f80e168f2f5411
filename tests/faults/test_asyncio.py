"""Faults as aiobotocore's clients meet them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from typing import TYPE_CHECKING, Any

import pytest
from botocore import exceptions

if TYPE_CHECKING:
    from mock_dnssec import Account

aiobotocore_session = pytest.importorskip(
    "aiobotocore.session", reason="aiobotocore pins a botocore that is not this one"
)

EXCEPTIONS = [
    ("ConnectTimeout", exceptions.ConnectTimeoutError),
    ("ReadTimeout", exceptions.ReadTimeoutError),
    ("ConnectionReset", exceptions.ConnectionClosedError),
    ("EndpointUnreachable", exceptions.EndpointConnectionError),
]


def make_client(**options: Any) -> AbstractAsyncContextManager[Any]:
    """Return a client of KMS with a configuration of ``options``, to be entered."""
    from aiobotocore.config import AioConfig  # type: ignore[import-not-found,unused-ignore]

    client: AbstractAsyncContextManager[Any] = aiobotocore_session.AioSession().create_client(
        "kms", "us-east-1", config=AioConfig(**options)
    )
    return client


@pytest.fixture
async def kms() -> AsyncIterator[Any]:
    """KMS, with aiobotocore's defaults."""
    async with make_client() as client:
        yield client


@pytest.mark.parametrize("error", ["ConnectTimeout", "ReadTimeout", "ConnectionReset", 503])
@pytest.mark.parametrize("mode", ["legacy", "standard"])
async def test_retries(mode: str, error: str | int, aws: Account, async_naps: list[float]) -> None:
    """What fails on the way is sent again."""
    aws.fail("ListKeys", error, times=2)
    async with make_client(retries={"mode": mode}) as client:
        response = await client.list_keys()

    assert response["ResponseMetadata"]["RetryAttempts"] == 2
    assert [call.failure for call in aws.calls] == [error, error, None]


@pytest.mark.parametrize(("kind", "exception"), EXCEPTIONS)
async def test_network_failures_that_stay(
    kind: str, exception: type[Exception], aws: Account, kms: Any, async_naps: list[float]
) -> None:
    """In the end botocore's own exception is raised, and names the endpoint that was meant."""
    aws.fail("ListKeys", kind, times=None)
    with pytest.raises(exception, match=r"https://kms\.us-east-1\.amazonaws\.com/") as caught:
        await kms.list_keys()

    assert type(caught.value) is exception


async def test_a_lost_answer(aws: Account, kms: Any, async_naps: list[float]) -> None:
    """The retry of a call that took effect makes another key."""
    aws.fail("CreateKey", "ReadTimeout", performed=True)
    await kms.create_key()

    assert len((await kms.list_keys())["Keys"]) == 2


async def test_slow_answers_leave_the_loop_free(
    aws: Account, kms: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Calls that are slow are slow at the same time, and other work goes on."""
    waiting: list[float] = []
    answered, pause = asyncio.Event(), asyncio.sleep

    async def sleep(seconds: float) -> None:
        waiting.append(seconds)
        await answered.wait()

    monkeypatch.setattr("asyncio.sleep", sleep)
    aws.slow("ListKeys", 5, times=5)
    slow = asyncio.gather(*(kms.list_keys() for _ in range(5)))
    while len(waiting) < 5 and not slow.done():
        await pause(0)
    await kms.list_aliases()
    assert not slow.done()
    answered.set()
    await slow

    assert waiting == [5] * 5


async def test_a_client_that_gives_up(aws: Account, async_naps: list[float]) -> None:
    """A client that waits less raises ReadTimeoutError at its time, and the call has been made."""
    aws.slow("CreateKey", 5)
    async with make_client(read_timeout=2, retries={"total_max_attempts": 1}) as client:
        with pytest.raises(exceptions.ReadTimeoutError):
            await client.create_key()
        assert len((await client.list_keys())["Keys"]) == 1

    assert [seconds for seconds in async_naps if seconds] == [2]


async def test_cancelling_a_slow_call(aws: Account, kms: Any) -> None:
    """A call can be cancelled while its answer is on the way: it has taken effect."""
    aws.slow("CreateKey", 60)
    call = asyncio.create_task(kms.create_key())
    while not aws.calls.to("CreateKey"):
        await asyncio.sleep(0)
    call.cancel()
    with pytest.raises(asyncio.CancelledError):
        await call

    assert len((await kms.list_keys())["Keys"]) == 1
