"""RotateKeyOnDemand."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from botocore.exceptions import ClientError

from mock_dnssec import mock_dnssec

from ..support import NOON, refused

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

    from ..conftest import NewKey


def test_a_rotation_changes_the_material_and_nothing_else(kms: KMSClient, new_key: NewKey) -> None:
    """What was encrypted before still decrypts, with the material that it was encrypted with."""
    before = new_key()
    key_id = before["KeyId"]
    blob = kms.encrypt(KeyId=key_id, Plaintext=b"secret")["CiphertextBlob"]
    assert kms.rotate_key_on_demand(KeyId=key_id)["KeyId"] == before.get("Arn")
    after = kms.describe_key(KeyId=key_id)["KeyMetadata"]
    assert after.get("CurrentKeyMaterialId") != before.get("CurrentKeyMaterialId")
    assert after == before | {"CurrentKeyMaterialId": after.get("CurrentKeyMaterialId")}
    decrypted = kms.decrypt(CiphertextBlob=blob)
    assert decrypted["Plaintext"] == b"secret"
    assert decrypted["KeyMaterialId"] == before.get("CurrentKeyMaterialId")


def test_a_rotation_shows_for_a_moment_as_in_progress(
    aws: Account, kms: KMSClient, new_key: NewKey
) -> None:
    """OnDemandRotationStartDate is in the status for a second of the account's clock."""
    now = aws.clock.freeze(NOON)
    key_id = new_key()["KeyId"]
    assert "OnDemandRotationStartDate" not in kms.get_key_rotation_status(KeyId=key_id)
    kms.rotate_key_on_demand(KeyId=key_id)
    assert kms.get_key_rotation_status(KeyId=key_id)["OnDemandRotationStartDate"] == now
    aws.clock.advance(seconds=1)
    assert "OnDemandRotationStartDate" not in kms.get_key_rotation_status(KeyId=key_id)


def test_a_rotation_on_demand_leaves_the_schedule_alone(
    aws: Account, kms: KMSClient, new_key: NewKey
) -> None:
    """The next automatic rotation comes when it would have come."""
    aws.clock.freeze(NOON)
    key_id = new_key()["KeyId"]
    kms.enable_key_rotation(KeyId=key_id, RotationPeriodInDays=100)
    aws.clock.advance(days=90)
    kms.rotate_key_on_demand(KeyId=key_id)
    status = kms.get_key_rotation_status(KeyId=key_id)
    assert status["NextRotationDate"] == NOON + timedelta(days=100)
    aws.clock.advance(days=10)
    assert [
        (rotation["RotationType"], (rotation["RotationDate"] - NOON).days)
        for rotation in kms.list_key_rotations(KeyId=key_id)["Rotations"]
    ] == [("ON_DEMAND", 90), ("AUTOMATIC", 100)]


@pytest.mark.parametrize(("minutes", "conflict"), [(20, True), (21, False)])
def test_an_automatic_rotation_that_is_near_is_in_the_way(
    aws: Account, kms: KMSClient, new_key: NewKey, minutes: int, conflict: bool
) -> None:
    """Within twenty minutes of it RotateKeyOnDemand is refused."""
    aws.clock.freeze(NOON)
    key_id = new_key()["KeyId"]
    kms.enable_key_rotation(KeyId=key_id, RotationPeriodInDays=100)
    aws.clock.advance(days=100, minutes=-minutes)
    if conflict:
        with refused("ConflictException"):
            kms.rotate_key_on_demand(KeyId=key_id)
    else:
        kms.rotate_key_on_demand(KeyId=key_id)
    assert len(kms.list_key_rotations(KeyId=key_id)["Rotations"]) == (0 if conflict else 1)


@pytest.mark.usefixtures("naps")
def test_a_key_can_be_rotated_25_times_on_demand(
    aws: Account, kms: KMSClient, new_key: NewKey
) -> None:
    """Automatic rotations do not count."""
    key = new_key()
    kms.enable_key_rotation(KeyId=key["KeyId"], RotationPeriodInDays=90)
    aws.clock.advance(days=91)
    for _ in range(25):
        kms.rotate_key_on_demand(KeyId=key["KeyId"])
    message = (
        "The on-demand rotations limit has been reached for the given keyId. No more on-demand "
        f"rotations can be performed for this key: {key.get('Arn')}"
    )
    with refused("LimitExceededException", message):
        kms.rotate_key_on_demand(KeyId=key["KeyId"])


@pytest.mark.usefixtures("naps")
def test_the_limit_can_be_lowered(aws: Account, kms: KMSClient, new_key: NewKey) -> None:
    """Three lines lead to LimitExceededException."""
    aws.quotas.on_demand_rotations = 0
    with pytest.raises(ClientError, match="LimitExceededException"):
        kms.rotate_key_on_demand(KeyId=new_key()["KeyId"])


def test_the_materials_of_a_key_follow_from_the_seed() -> None:
    """Rotated on demand and by schedule, a key gets the same materials from the same seed."""

    def materials() -> dict[str, object]:
        with mock_dnssec(seed=7) as account:
            kms = account.kms("us-east-1")
            kms.operations["create_key"]()
            [key] = kms.keys
            kms.operations["rotate_key_on_demand"](key_id=key.key_id)
            kms.operations["enable_key_rotation"](key_id=key.key_id)
            account.clock.advance(days=400)
            [key] = kms.keys
            return {name: material.secret for name, material in key.materials.items()}

    first = materials()
    assert len(set(first.values())) == 3
    assert materials() == first
