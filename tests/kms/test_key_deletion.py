"""Disabling keys, and the way to their deletion on the account's clock."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from .support import NOON, refused

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

    from .conftest import NewKey


def test_a_key_is_disabled_and_enabled_again(kms: KMSClient, new_key: NewKey) -> None:
    """KeyState and Enabled follow; doing it twice is no error."""
    key_id = new_key()["KeyId"]
    for change, state in ((kms.disable_key, "Disabled"), (kms.enable_key, "Enabled")) * 2:
        change(KeyId=key_id)
        change(KeyId=key_id)
        key = kms.describe_key(KeyId=key_id)["KeyMetadata"]
        assert (key.get("KeyState"), key.get("Enabled")) == (state, state == "Enabled")


@pytest.mark.parametrize("days", [7, 30, None])
def test_scheduling_says_when_the_key_will_be_gone(
    aws: Account, kms: KMSClient, new_key: NewKey, days: int | None
) -> None:
    """The waiting period is 30 days unless the request names another."""
    now = aws.clock.freeze(NOON)
    key = new_key()
    window = {} if days is None else {"PendingWindowInDays": days}
    answer = kms.schedule_key_deletion(KeyId=key["KeyId"], **window)
    assert {name: answer.get(name) for name in answer if name != "ResponseMetadata"} == {
        "KeyId": key.get("Arn"),
        "DeletionDate": now + timedelta(days=days or 30),
        "KeyState": "PendingDeletion",
        "PendingWindowInDays": days or 30,
    }


@pytest.mark.parametrize("days", [1, 6, 31, 365])
def test_the_waiting_period_is_7_to_30_days(kms: KMSClient, new_key: NewKey, days: int) -> None:
    """Anything else is refused, and the key stays."""
    key_id = new_key()["KeyId"]
    with refused("ValidationException", "PendingWindowInDays must be between 7 and 30"):
        kms.schedule_key_deletion(KeyId=key_id, PendingWindowInDays=days)
    assert kms.describe_key(KeyId=key_id)["KeyMetadata"].get("KeyState") == "Enabled"


def test_a_key_is_gone_when_its_deletion_date_comes(
    aws: Account, kms: KMSClient, new_key: NewKey
) -> None:
    """Until the last second it is there; then it, its aliases and its id are unknown."""
    aws.clock.freeze(NOON)
    key = new_key()
    kms.create_alias(AliasName="alias/doomed", TargetKeyId=key["KeyId"])
    kms.schedule_key_deletion(KeyId=key["KeyId"], PendingWindowInDays=7)
    aws.clock.advance(days=7, seconds=-1)
    assert kms.describe_key(KeyId="alias/doomed")["KeyMetadata"].get("KeyState") == (
        "PendingDeletion"
    )
    assert len(kms.list_keys()["Keys"]) == len(kms.list_aliases()["Aliases"]) == 1
    aws.clock.advance(seconds=1)
    with refused("NotFoundException", f"Key '{key.get('Arn')}' does not exist"):
        kms.describe_key(KeyId=key["KeyId"])
    with refused("NotFoundException"):
        kms.describe_key(KeyId="alias/doomed")
    assert kms.list_keys()["Keys"] == []
    assert kms.list_aliases()["Aliases"] == []


def test_a_cancelled_deletion_leaves_a_disabled_key(
    aws: Account, kms: KMSClient, new_key: NewKey
) -> None:
    """The key is there for good, and has to be enabled before it works again."""
    key = new_key()
    kms.schedule_key_deletion(KeyId=key["KeyId"], PendingWindowInDays=7)
    assert kms.cancel_key_deletion(KeyId=key["KeyId"])["KeyId"] == key.get("Arn")
    aws.clock.advance(days=30)
    assert kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"].get("KeyState") == "Disabled"
    kms.enable_key(KeyId=key["KeyId"])
    assert kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"] == key


def test_a_key_without_material_waits_for_it_again(kms: KMSClient, new_key: NewKey) -> None:
    """A cancelled deletion of an EXTERNAL key leads back to PendingImport."""
    key_id = new_key(Origin="EXTERNAL")["KeyId"]
    kms.schedule_key_deletion(KeyId=key_id)
    kms.cancel_key_deletion(KeyId=key_id)
    assert kms.describe_key(KeyId=key_id)["KeyMetadata"].get("KeyState") == "PendingImport"


def test_a_description_is_replaced(kms: KMSClient, new_key: NewKey) -> None:
    """UpdateKeyDescription changes the text, to nothing as well."""
    key_id = new_key(Description="before")["KeyId"]
    for text in ("after: größer & <besser>", ""):
        kms.update_key_description(KeyId=key_id, Description=text)
        assert kms.describe_key(KeyId=key_id)["KeyMetadata"].get("Description") == text


def test_a_description_has_at_most_8192_characters(kms: KMSClient, new_key: NewKey) -> None:
    """CreateKey and UpdateKeyDescription refuse a longer one."""
    new_key(Description="d" * 8192)
    with refused("ValidationException"):
        kms.create_key(Description="d" * 8193)
