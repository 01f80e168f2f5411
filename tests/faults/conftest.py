"""Retries without waiting."""

from __future__ import annotations

import asyncio
import time

import pytest
from botocore.retries.bucket import TokenBucket


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the seconds that botocore, or the mock, would have slept, and sleep none of them.

    The adaptive mode waits for tokens besides: not here.
    """
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    monkeypatch.setattr(TokenBucket, "_sleep_amount", lambda bucket, amount: 0)
    return slept


@pytest.fixture
def async_naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the seconds that aiobotocore, or the mock, would have slept, and sleep none."""
    slept: list[float] = []
    sleep = asyncio.sleep

    async def nap(seconds: float) -> None:
        slept.append(seconds)
        await sleep(0)

    monkeypatch.setattr("asyncio.sleep", nap)
    return slept
