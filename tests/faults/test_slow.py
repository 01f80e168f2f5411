"""Answers that take their time."""

from __future__ import annotations

import math
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ReadTimeoutError

from mock_dnssec import Account, MockUsageError

from .support import codes

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

DEADLINE = 60
"""After how many seconds a test has failed."""


def client_with(**options: Any) -> KMSClient:
    """Return a client of KMS with a ``Config`` of ``options``."""
    return boto3.client("kms", region_name="us-east-1", config=Config(**options))


def test_an_answer_that_comes_late(aws: Account, kms: KMSClient, naps: list[float]) -> None:
    """The answer comes after so many seconds, for as many calls as told."""
    aws.slow("ListKeys", 5, times=2, after=1, when={"Limit": 7})
    for limit in (7, 7, 8, 7, 7):
        assert kms.list_keys(Limit=limit)["Keys"] == []

    assert naps == [5, 5]
    assert [call.delay for call in aws.calls] == [0, 5, 0, 5, 0]


def test_real_time(aws: Account, kms: KMSClient) -> None:
    """The seconds are real ones, whatever the account's clock says."""
    frozen = aws.clock.freeze()
    aws.slow("ListKeys", 0.05)
    before = time.monotonic()
    kms.list_keys()

    assert time.monotonic() - before >= 0.05
    assert aws.clock.now() == frozen


def test_a_client_that_gives_up(aws: Account, naps: list[float]) -> None:
    """A client that waits less raises ReadTimeoutError at its time, and the call has been made."""
    impatient = client_with(read_timeout=2, retries={"total_max_attempts": 1})
    aws.slow("CreateKey", 2.5)
    with pytest.raises(ReadTimeoutError, match=r"https://kms\.us-east-1\.amazonaws\.com/"):
        impatient.create_key()

    assert naps == [2]
    assert len(impatient.list_keys()["Keys"]) == 1


@pytest.mark.parametrize("mode", ["legacy", "standard", "adaptive"])
def test_a_client_that_tries_again(mode: Any, aws: Account, naps: list[float]) -> None:
    """botocore sends again what took too long, so that it is done twice."""
    aws.slow("CreateKey", 100)
    client_with(read_timeout=2, retries={"mode": mode}).create_key()

    assert naps[0] == 2
    assert len(aws.calls.to("CreateKey")) == 2
    assert len(client_with().list_keys()["Keys"]) == 2


@pytest.mark.parametrize("patience", [None, 60.0, 5])
def test_a_client_that_is_patient(patience: float | None, aws: Account, naps: list[float]) -> None:
    """A client that waits as long, or for ever, gets the answer."""
    aws.slow("ListKeys", 5)
    client_with(read_timeout=patience).list_keys()

    assert naps == [5]


def test_refusals_are_slow_too(aws: Account, kms: KMSClient, naps: list[float]) -> None:
    """What AWS refuses in its own time is late as well."""
    aws.slow("DescribeKey", 5)

    assert codes(kms.describe_key, 1, KeyId="alias/none") == ["NotFoundException"]
    assert naps == [5]


def test_others_do_not_wait(aws: Account, kms: KMSClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """While one thread waits for its answer, others get theirs."""
    waits, answered = Event(), Event()

    def sleep(seconds: float) -> None:
        waits.set()
        answered.wait(DEADLINE)

    monkeypatch.setattr(time, "sleep", sleep)
    with ThreadPoolExecutor(1) as pool, aws.slow("CreateKey", 5):
        slow = pool.submit(kms.create_key)
        assert waits.wait(DEADLINE)
        kms.list_aliases()
        assert not slow.done()
        answered.set()

    assert slow.result()["KeyMetadata"]["KeyId"]


@pytest.mark.parametrize("seconds", [0, -1, math.nan])
def test_seconds_that_make_no_sense(seconds: float, aws: Account) -> None:
    """An answer that is not slow is refused."""
    with pytest.raises(MockUsageError, match="more than 0 seconds"):
        aws.slow("ListKeys", seconds)
