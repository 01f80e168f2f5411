"""The account's clock, which everything that waits in the mock waits on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any

import freezegun
import pytest
import time_machine

from mock_dnssec import Account, MockUsageError, mock_dnssec
from mock_dnssec.clock import Clock

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

UTC = dt.timezone.utc
NEW_YEAR = dt.datetime(2030, 1, 1, 12, 30, tzinfo=UTC)
FREEZERS = {
    "freezegun": freezegun.freeze_time,
    "time-machine": lambda at: time_machine.travel(at, tick=False),
}

with_each_freezer = pytest.mark.parametrize("freezer", FREEZERS.values(), ids=FREEZERS)


def real_now() -> dt.datetime:
    """Return the present time as the clock's users see it."""
    return dt.datetime.now(UTC)


def test_real_time() -> None:
    """The clock shows real time in UTC, to the millisecond."""
    before, now, after = real_now(), Clock().now(), real_now()

    assert before - dt.timedelta(milliseconds=1) < now <= after
    assert now.utcoffset() == dt.timedelta()
    assert now.microsecond % 1000 == 0


@pytest.mark.parametrize(
    ("step", "moved"),
    [
        ({"days": 7}, dt.timedelta(days=7)),
        ({"hours": 1, "minutes": 2, "seconds": 3.5}, dt.timedelta(seconds=3723.5)),
        ({"delta": dt.timedelta(weeks=1), "days": 1}, dt.timedelta(days=8)),
        ({}, dt.timedelta()),
    ],
)
@pytest.mark.parametrize("frozen_at", [None, NEW_YEAR])
def test_advance(step: dict[str, Any], moved: dt.timedelta, frozen_at: dt.datetime | None) -> None:
    """``advance()`` moves a clock that runs, or one that stands, and returns the new time."""
    clock = Clock(frozen_at)
    before = clock.now()
    advanced = clock.advance(**step)

    assert moved <= advanced - before < moved + dt.timedelta(seconds=5)
    assert advanced <= clock.now() < advanced + dt.timedelta(seconds=5)


@pytest.mark.parametrize("step", [{"days": -1}, {"delta": dt.timedelta(seconds=-1)}])
def test_no_step_back(step: dict[str, Any]) -> None:
    """A step back is refused, and the clock stays where it is."""
    clock = Clock(NEW_YEAR)
    with pytest.raises(MockUsageError, match="cannot go back"):
        clock.advance(**step)

    assert clock.now() == NEW_YEAR


def test_freeze_now() -> None:
    """``freeze()`` stops the clock where it is."""
    clock = Clock()
    clock.advance(days=1000)
    frozen = clock.freeze()

    assert frozen - real_now() > dt.timedelta(days=999)
    assert clock.now() == frozen == clock.freeze()


def test_freeze_at_a_time() -> None:
    """``freeze(at)`` stops the clock at a time, which is shown in UTC."""
    clock = Clock()
    at = dt.datetime(2030, 1, 1, 14, 30, 0, 1999, tzinfo=dt.timezone(dt.timedelta(hours=2)))

    assert clock.freeze(at) == NEW_YEAR.replace(microsecond=1000)
    assert clock.now().tzinfo is UTC


@pytest.mark.parametrize("at", [dt.datetime(2030, 1, 1), "2030-01-01", dt.date(2030, 1, 1)])  # noqa: DTZ001
def test_freeze_needs_a_time_zone(at: Any) -> None:
    """A time without a time zone is refused, and the clock runs on."""
    clock = Clock()
    with pytest.raises(MockUsageError, match=r"freeze\(\) needs a datetime with tzinfo, not"):
        clock.freeze(at)

    assert abs(clock.now() - real_now()) < dt.timedelta(seconds=5)


def test_resume() -> None:
    """``resume()`` lets the clock run on from where it stands."""
    clock = Clock()
    clock.freeze(NEW_YEAR)
    clock.advance(days=1)
    resumed = clock.resume()

    assert dt.timedelta() <= resumed - NEW_YEAR - dt.timedelta(days=1) < dt.timedelta(seconds=5)
    with freezegun.freeze_time(real_now() + dt.timedelta(hours=1)):
        assert dt.timedelta(minutes=59) < clock.now() - resumed < dt.timedelta(minutes=61)


def test_resume_a_clock_that_runs() -> None:
    """``resume()`` does nothing to a clock that runs."""
    clock = Clock()
    clock.advance(days=1)

    assert dt.timedelta(hours=23) < clock.resume() - real_now() <= dt.timedelta(days=1)


def test_seeded_accounts() -> None:
    """The clock of a seeded account stands at the start of 2025 until it is moved."""
    with mock_dnssec(seed=1) as account:
        assert account.clock.now() == dt.datetime(2025, 1, 1, tzinfo=UTC)
        assert account.clock.advance(days=1) == dt.datetime(2025, 1, 2, tzinfo=UTC)


@with_each_freezer
def test_freezers_move_the_clock(
    freezer: Callable[[dt.datetime], AbstractContextManager[object]], aws: Account, kms: KMSClient
) -> None:
    """A library that freezes ``datetime`` freezes the clock of an account that is on already."""
    with freezer(NEW_YEAR):
        assert aws.clock.now() == NEW_YEAR
        assert kms.create_key()["KeyMetadata"]["CreationDate"] == NEW_YEAR
    assert kms.create_key()["KeyMetadata"]["CreationDate"] != NEW_YEAR


@with_each_freezer
def test_the_clock_moves_in_frozen_time(
    freezer: Callable[[dt.datetime], AbstractContextManager[object]],
) -> None:
    """The clock's own controls work on top of such a library."""
    with freezer(NEW_YEAR), mock_dnssec() as account:
        assert account.clock.advance(days=1) == NEW_YEAR + dt.timedelta(days=1)
        assert account.clock.freeze() == NEW_YEAR + dt.timedelta(days=1)
        assert account.clock.freeze(NEW_YEAR) == NEW_YEAR
        assert account.clock.resume() == NEW_YEAR


@with_each_freezer
def test_what_waits_waits_on_frozen_time(
    freezer: Callable[[dt.datetime], AbstractContextManager[object]], aws: Account, kms: KMSClient
) -> None:
    """A key that waits for its deletion is gone when such a library passes that day."""
    with freezer(NEW_YEAR):
        key_id = kms.create_key()["KeyMetadata"]["KeyId"]
        deletion = kms.schedule_key_deletion(KeyId=key_id, PendingWindowInDays=7)["DeletionDate"]
    with freezer(deletion - dt.timedelta(seconds=1)):
        assert kms.describe_key(KeyId=key_id)["KeyMetadata"]["KeyState"] == "PendingDeletion"
    with freezer(deletion), pytest.raises(kms.exceptions.NotFoundException):
        kms.describe_key(KeyId=key_id)


def test_what_waits_waits_on_the_clock(aws: Account, kms: KMSClient) -> None:
    """A key that waits for its deletion is gone when the clock is moved past that day."""
    key_id = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.schedule_key_deletion(KeyId=key_id, PendingWindowInDays=7)
    aws.clock.advance(days=6)
    assert kms.describe_key(KeyId=key_id)["KeyMetadata"]["KeyState"] == "PendingDeletion"
    aws.clock.advance(days=1)

    with pytest.raises(kms.exceptions.NotFoundException):
        kms.describe_key(KeyId=key_id)
