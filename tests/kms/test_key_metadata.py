"""KeyMetadata: exactly the members that AWS shows for each type of key."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

import pytest

from .support import NOON

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

    from .conftest import NewKey

ALWAYS = {
    "AWSAccountId",
    "Arn",
    "CreationDate",
    "CustomerMasterKeySpec",
    "Description",
    "Enabled",
    "KeyId",
    "KeyManager",
    "KeySpec",
    "KeyState",
    "KeyUsage",
    "MultiRegion",
    "Origin",
}
HMAC = {"spec": "HMAC_256", "usage": "GENERATE_VERIFY_MAC"}
RSA = {"spec": "RSA_2048", "usage": "SIGN_VERIFY"}


def _answered(aws: Account) -> dict[str, Any]:
    """Return what the last call answered, whole: an older botocore may not show all of it."""
    result = cast("dict[str, dict[str, Any]]", aws.calls[-1].result)
    return result["KeyMetadata"]


@pytest.mark.parametrize(
    ("request_", "more"),
    [
        ({}, {"EncryptionAlgorithms", "CurrentKeyMaterialId"}),
        (HMAC, {"MacAlgorithms"}),
        (RSA, {"SigningAlgorithms"}),
        ({"Origin": "EXTERNAL"}, {"EncryptionAlgorithms"}),
        ({**HMAC, "Origin": "EXTERNAL"}, {"MacAlgorithms"}),
        ({**RSA, "MultiRegion": True}, {"SigningAlgorithms", "MultiRegionConfiguration"}),
    ],
    ids=["symmetric", "HMAC", "RSA", "external", "external HMAC", "multi-Region RSA"],
)
def test_create_key_and_describe_key_show_the_members_that_apply(
    aws: Account, kms: KMSClient, new_key: NewKey, request_: dict[str, Any], more: set[str]
) -> None:
    """What does not apply to a key is absent, and DescribeKey repeats CreateKey."""
    key = new_key(**request_)
    assert set(_answered(aws)) == ALWAYS | more
    assert kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"] == key


def test_a_symmetric_key_names_its_current_material(aws: Account, new_key: NewKey) -> None:
    """CurrentKeyMaterialId is 64 hexadecimal digits."""
    new_key()
    assert re.fullmatch(r"[0-9a-f]{64}", _answered(aws)["CurrentKeyMaterialId"])


def test_a_multi_region_key_starts_as_a_primary_without_replicas(new_key: NewKey) -> None:
    """MultiRegionConfiguration names the key itself as the primary."""
    key = new_key(MultiRegion=True)
    assert key.get("MultiRegionConfiguration") == {
        "MultiRegionKeyType": "PRIMARY",
        "PrimaryKey": {"Arn": key.get("Arn"), "Region": "us-east-1"},
        "ReplicaKeys": [],
    }


def test_the_creation_date_is_the_accounts(aws: Account, new_key: NewKey) -> None:
    """CreationDate is the time of the account's clock."""
    aws.clock.freeze(NOON)
    assert new_key().get("CreationDate") == NOON


def test_a_deletion_date_shows_only_while_the_key_waits_for_it(
    aws: Account, kms: KMSClient, new_key: NewKey
) -> None:
    """DeletionDate comes with ScheduleKeyDeletion and goes with CancelKeyDeletion."""
    now = aws.clock.freeze(NOON)
    key_id = new_key()["KeyId"]
    kms.schedule_key_deletion(KeyId=key_id, PendingWindowInDays=10)
    waiting = kms.describe_key(KeyId=key_id)["KeyMetadata"]
    assert waiting.get("DeletionDate") == now + timedelta(days=10)
    kms.cancel_key_deletion(KeyId=key_id)
    assert "DeletionDate" not in kms.describe_key(KeyId=key_id)["KeyMetadata"]
