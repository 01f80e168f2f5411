"""Imported material expires on the account's clock."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from ..support import NOON, refused
from ..wrapping import import_material

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account


def test_material_expires_when_it_was_said_to(
    aws: Account, kms: KMSClient, external_key: str
) -> None:
    """To the last second it works; then the key waits for an import again."""
    valid_to = aws.clock.freeze(NOON) + timedelta(days=30)
    material = os.urandom(32)
    expiring: dict[str, Any] = {"ExpirationModel": "KEY_MATERIAL_EXPIRES", "ValidTo": valid_to}
    import_material(kms, external_key, material, **expiring)
    key = kms.describe_key(KeyId=external_key)["KeyMetadata"]
    assert key.get("ExpirationModel") == "KEY_MATERIAL_EXPIRES"
    assert key.get("ValidTo") == valid_to
    aws.clock.advance(days=30, seconds=-1)
    blob = kms.encrypt(KeyId=external_key, Plaintext=b"secret")["CiphertextBlob"]
    aws.clock.advance(seconds=1)
    with refused("KMSInvalidStateException", f"{key.get('Arn')} is pending import."):
        kms.decrypt(CiphertextBlob=blob)
    expired = kms.describe_key(KeyId=external_key)["KeyMetadata"]
    assert (expired.get("KeyState"), expired.get("Enabled")) == ("PendingImport", False)
    assert not {"ExpirationModel", "ValidTo"} & set(expired)
    import_material(kms, external_key, material)
    assert kms.decrypt(CiphertextBlob=blob)["Plaintext"] == b"secret"


def test_the_next_import_sets_the_expiration_anew(
    aws: Account, kms: KMSClient, external_key: str
) -> None:
    """Material that expires may stay for good, and the other way round."""
    now = aws.clock.freeze(NOON)
    material = os.urandom(32)
    expiring: dict[str, Any] = {
        "ExpirationModel": "KEY_MATERIAL_EXPIRES",
        "ValidTo": now + timedelta(days=1),
    }
    for more, model in (
        (expiring, "KEY_MATERIAL_EXPIRES"),
        ({}, "KEY_MATERIAL_DOES_NOT_EXPIRE"),
        (expiring, "KEY_MATERIAL_EXPIRES"),
    ):
        import_material(kms, external_key, material, **more)
        key = kms.describe_key(KeyId=external_key)["KeyMetadata"]
        assert key.get("ExpirationModel") == model
        assert ("ValidTo" in key) is bool(more)


@pytest.mark.parametrize(
    ("model", "days"),
    [
        ("KEY_MATERIAL_EXPIRES", None),
        ("KEY_MATERIAL_EXPIRES", -1),
        ("KEY_MATERIAL_EXPIRES", 0),
        ("KEY_MATERIAL_EXPIRES", 366),
        ("KEY_MATERIAL_DOES_NOT_EXPIRE", 1),
    ],
)
def test_valid_to_goes_with_the_model_and_lies_within_a_year(
    aws: Account, kms: KMSClient, external_key: str, model: str, days: int | None
) -> None:
    """Anything else is refused, and nothing is imported."""
    now = aws.clock.freeze(NOON)
    more: dict[str, Any] = {} if days is None else {"ValidTo": now + timedelta(days=days)}
    with refused("ValidationException"):
        import_material(kms, external_key, os.urandom(32), ExpirationModel=model, **more)
    assert kms.describe_key(KeyId=external_key)["KeyMetadata"].get("KeyState") == "PendingImport"


def test_material_may_last_a_whole_year(aws: Account, kms: KMSClient, external_key: str) -> None:
    """365 days are the most that AWS allows; the default model is that material expires."""
    now = aws.clock.freeze(NOON)
    year: Any = {"ExpirationModel": "KEY_MATERIAL_EXPIRES", "ValidTo": now + timedelta(days=365)}
    import_material(kms, external_key, os.urandom(32), **year)
    aws.clock.advance(days=364)
    assert kms.describe_key(KeyId=external_key)["KeyMetadata"].get("KeyState") == "Enabled"
