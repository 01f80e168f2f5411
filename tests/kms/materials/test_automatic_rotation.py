"""Automatic rotation on the account's clock.

https://docs.aws.amazon.com/kms/latest/developerguide/rotate-keys.html
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from ..support import NOON, refused

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

    from ..conftest import NewKey


@pytest.fixture
def key_id(aws: Account, new_key: NewKey) -> str:
    """The id of a symmetric encryption key made at noon, when the clock stands."""
    aws.clock.freeze(NOON)
    return new_key()["KeyId"]


def _status(kms: KMSClient, key_id: str) -> dict[str, Any]:
    answer: Any = kms.get_key_rotation_status(KeyId=key_id)
    return {name: value for name, value in answer.items() if name != "ResponseMetadata"}


def _rotation_days(kms: KMSClient, key_id: str) -> list[float]:
    """Return when the key was rotated automatically, in days since noon."""
    rotations = kms.list_key_rotations(KeyId=key_id)["Rotations"]
    assert {rotation["RotationType"] for rotation in rotations} <= {"AUTOMATIC"}
    return [(rotation["RotationDate"] - NOON) / timedelta(days=1) for rotation in rotations]


def test_a_key_is_not_rotated_unless_asked(aws: Account, kms: KMSClient, key_id: str) -> None:
    """The status of a new key has two members, and ten years later nothing has happened."""
    arn = kms.describe_key(KeyId=key_id)["KeyMetadata"]["Arn"]
    assert _status(kms, key_id) == {"KeyId": arn, "KeyRotationEnabled": False}
    aws.clock.advance(days=3650)
    assert _rotation_days(kms, key_id) == []


@pytest.mark.parametrize("days", [90, 180, 365, 2560, None])
def test_the_status_shows_period_and_next_date(kms: KMSClient, key_id: str, days: Any) -> None:
    """The period is a year unless the request names another."""
    kms.enable_key_rotation(KeyId=key_id, **({"RotationPeriodInDays": days} if days else {}))
    status = _status(kms, key_id)
    assert status["KeyRotationEnabled"] is True
    assert status["RotationPeriodInDays"] == (days or 365)
    assert status["NextRotationDate"] == NOON + timedelta(days=days or 365)


@pytest.mark.parametrize("days", [2561, 10_000])
def test_a_period_is_at_most_seven_years(kms: KMSClient, key_id: str, days: int) -> None:
    """The service checks it, with AWS's words."""
    message = (
        f"1 validation error detected: Value '{days}' at 'rotationPeriodInDays' failed to satisfy "
        "constraint: Member must have value less than or equal to 2560"
    )
    with refused("ValidationException", message):
        kms.enable_key_rotation(KeyId=key_id, RotationPeriodInDays=days)


def test_material_changes_when_the_period_has_passed(
    aws: Account, kms: KMSClient, key_id: str
) -> None:
    """To the last second the first material encrypts; then another does, and both decrypt."""
    kms.enable_key_rotation(KeyId=key_id, RotationPeriodInDays=100)
    first = kms.describe_key(KeyId=key_id)["KeyMetadata"]["CurrentKeyMaterialId"]
    aws.clock.advance(days=100, seconds=-1)
    old = kms.encrypt(KeyId=key_id, Plaintext=b"old")["CiphertextBlob"]
    aws.clock.advance(seconds=1)
    second = kms.describe_key(KeyId=key_id)["KeyMetadata"]["CurrentKeyMaterialId"]
    new = kms.encrypt(KeyId=key_id, Plaintext=b"new")["CiphertextBlob"]
    answers = [kms.decrypt(CiphertextBlob=blob) for blob in (old, new)]
    assert [answer["Plaintext"] for answer in answers] == [b"old", b"new"]
    assert [answer["KeyMaterialId"] for answer in answers] == [first, second]
    assert first != second


def test_every_period_brings_a_rotation_whether_anybody_looked_or_not(
    aws: Account, kms: KMSClient, key_id: str
) -> None:
    """The dates are those of the schedule, and so is the next one."""
    kms.enable_key_rotation(KeyId=key_id, RotationPeriodInDays=100)
    aws.clock.advance(days=350)
    assert _rotation_days(kms, key_id) == [100, 200, 300]
    assert _status(kms, key_id)["NextRotationDate"] == NOON + timedelta(days=400)


def test_the_past_stays_when_rotation_is_disabled(
    aws: Account, kms: KMSClient, key_id: str
) -> None:
    """DisableKeyRotation ends the schedule; what was rotated stays so."""
    kms.enable_key_rotation(KeyId=key_id, RotationPeriodInDays=100)
    aws.clock.advance(days=250)
    kms.disable_key_rotation(KeyId=key_id)
    aws.clock.advance(days=1000)
    assert _rotation_days(kms, key_id) == [100, 200]
    assert set(_status(kms, key_id)) == {"KeyId", "KeyRotationEnabled"}


def test_enabling_again_starts_the_new_period(aws: Account, kms: KMSClient, key_id: str) -> None:
    """The period counts from the day of the request."""
    kms.enable_key_rotation(KeyId=key_id, RotationPeriodInDays=100)
    aws.clock.advance(days=50)
    kms.enable_key_rotation(KeyId=key_id, RotationPeriodInDays=200)
    aws.clock.advance(days=200)
    assert _rotation_days(kms, key_id) == [250]


def test_a_disabled_key_is_rotated_when_it_is_enabled(
    aws: Account, kms: KMSClient, key_id: str
) -> None:
    """What was due meanwhile happens then, once, and every period from there."""
    kms.enable_key_rotation(KeyId=key_id, RotationPeriodInDays=100)
    aws.clock.advance(days=150)
    kms.disable_key(KeyId=key_id)
    assert _status(kms, key_id)["KeyRotationEnabled"] is True
    aws.clock.advance(days=300)
    assert _rotation_days(kms, key_id) == [100]
    kms.enable_key(KeyId=key_id)
    assert _rotation_days(kms, key_id) == [100, 450]
    assert _status(kms, key_id)["NextRotationDate"] == NOON + timedelta(days=550)


def test_a_key_that_was_disabled_in_between_keeps_its_schedule(
    aws: Account, kms: KMSClient, key_id: str
) -> None:
    """Nothing was due while it was disabled."""
    kms.enable_key_rotation(KeyId=key_id, RotationPeriodInDays=100)
    aws.clock.advance(days=10)
    kms.disable_key(KeyId=key_id)
    aws.clock.advance(days=10)
    kms.enable_key(KeyId=key_id)
    aws.clock.advance(days=80)
    assert _rotation_days(kms, key_id) == [100]


def test_a_doomed_key_is_not_rotated(aws: Account, kms: KMSClient, key_id: str) -> None:
    """Its status is false until the deletion is cancelled; rotation waits for EnableKey."""
    kms.enable_key_rotation(KeyId=key_id, RotationPeriodInDays=90)
    aws.clock.advance(days=80)
    kms.schedule_key_deletion(KeyId=key_id, PendingWindowInDays=30)
    assert _status(kms, key_id) == {
        "KeyId": kms.describe_key(KeyId=key_id)["KeyMetadata"]["Arn"],
        "KeyRotationEnabled": False,
    }
    aws.clock.advance(days=20)
    assert _rotation_days(kms, key_id) == []
    kms.cancel_key_deletion(KeyId=key_id)
    assert _status(kms, key_id)["KeyRotationEnabled"] is True
    assert _rotation_days(kms, key_id) == []
    kms.enable_key(KeyId=key_id)
    assert _rotation_days(kms, key_id) == [100]
