"""A primary key is not deleted before its replicas.

https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-delete.html
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from ..support import NOON, refused
from .conftest import EUROPE, SYDNEY

if TYPE_CHECKING:
    from collections.abc import Callable

    from mock_dnssec import Account


def _described(kms: Any, key_id: str) -> dict[str, Any]:
    metadata: dict[str, Any] = kms.describe_key(KeyId=key_id)["KeyMetadata"]
    return metadata


def _doom(kms: Any, key_id: str, days: int) -> dict[str, Any]:
    answer: dict[str, Any] = kms.schedule_key_deletion(KeyId=key_id, PendingWindowInDays=days)
    del answer["ResponseMetadata"]
    return answer


def test_a_primary_waits_for_its_replicas(kms: Any, primary: str, replicate: Any) -> None:
    """It has no DeletionDate, but PendingDeletionWindowInDays; it does nothing any more."""
    replicate(primary, EUROPE)
    arn = _described(kms, primary)["Arn"]
    assert _doom(kms, primary, 8) == {
        "KeyId": arn,
        "KeyState": "PendingReplicaDeletion",
        "PendingWindowInDays": 8,
    }
    key = _described(kms, primary)
    assert (key["KeyState"], key["Enabled"]) == ("PendingReplicaDeletion", False)
    assert key["PendingDeletionWindowInDays"] == 8
    assert "DeletionDate" not in key
    message = f"{arn} is pending replica deletion."
    for refuse, more in (
        (kms.encrypt, {"Plaintext": b"secret"}),
        (kms.schedule_key_deletion, {}),
        (kms.replicate_key, {"ReplicaRegion": SYDNEY}),
    ):
        with refused("KMSInvalidStateException", message):
            refuse(KeyId=primary, **more)


def test_the_replicas_of_a_doomed_primary_work_on(
    aws: Account, kms: Any, regions: Callable[[str], Any], primary: str, replicate: Any
) -> None:
    """For as long as they like: the primary waits for ever."""
    replicate(primary, EUROPE)
    _doom(kms, primary, 7)
    aws.clock.advance(days=1000)
    assert _described(kms, primary)["KeyState"] == "PendingReplicaDeletion"
    regions(EUROPE).encrypt(KeyId=primary, Plaintext=b"secret")


def test_the_wait_of_a_primary_begins_when_its_last_replica_is_gone(
    aws: Account, kms: Any, regions: Callable[[str], Any], primary: str, replicate: Any
) -> None:
    """Two weeks are the least for a primary with replicas."""
    replicate(primary, EUROPE, SYDNEY)
    begun = aws.clock.now()
    _doom(kms, primary, 7)
    _doom(regions(EUROPE), primary, 7)
    _doom(regions(SYDNEY), primary, 20)
    aws.clock.advance(days=7)
    key = _described(kms, primary)
    assert [one["Region"] for one in key["MultiRegionConfiguration"]["ReplicaKeys"]] == [SYDNEY]
    assert key["KeyState"] == "PendingReplicaDeletion"
    aws.clock.advance(days=15)
    key = _described(kms, primary)
    assert key["KeyState"] == "PendingDeletion"
    assert key["DeletionDate"] == begun + timedelta(days=27)
    assert "PendingDeletionWindowInDays" not in key
    aws.clock.advance(days=5)
    with refused("NotFoundException"):
        kms.describe_key(KeyId=primary)
    assert kms.list_keys()["Keys"] == []


def test_a_primary_whose_replicas_are_gone_is_deleted_like_any_key(
    aws: Account, kms: Any, regions: Callable[[str], Any], primary: str, replicate: Any
) -> None:
    """The date counts from the request then."""
    replicate(primary, EUROPE)
    _doom(regions(EUROPE), primary, 7)
    aws.clock.advance(days=100)
    answer = _doom(kms, primary, 10)
    assert answer["KeyState"] == "PendingDeletion"
    assert answer["DeletionDate"] == aws.clock.now() + timedelta(days=10)


def test_a_waiting_deletion_can_be_cancelled(
    kms: Any, regions: Callable[[str], Any], primary: str, replicate: Any
) -> None:
    """The primary is Disabled then, and can be enabled."""
    replicate(primary, EUROPE)
    _doom(kms, primary, 7)
    kms.cancel_key_deletion(KeyId=primary)
    assert _described(kms, primary)["KeyState"] == "Disabled"
    kms.enable_key(KeyId=primary)
    assert _described(kms, primary)["KeyState"] == "Enabled"


def test_a_former_primary_is_deleted_like_any_replica(
    aws: Account, kms: Any, regions: Callable[[str], Any], primary: str, replicate: Any
) -> None:
    """UpdatePrimaryRegion is the way to delete a key and keep its replicas."""
    replicate(primary, EUROPE)
    kms.update_primary_region(KeyId=primary, PrimaryRegion=EUROPE)
    aws.clock.advance(seconds=1)
    assert _doom(kms, primary, 7)["KeyState"] == "PendingDeletion"
    aws.clock.advance(days=7)
    europe = _described(regions(EUROPE), primary)
    assert (europe["KeyState"], europe["CreationDate"]) == ("Enabled", NOON)
    assert europe["MultiRegionConfiguration"]["ReplicaKeys"] == []
