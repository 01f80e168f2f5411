"""A symmetric key may have several imported materials, one after the other.

https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-import-key-material.html
"""

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

    from ..conftest import NewKey

NEW: dict[str, Any] = {"ImportType": "NEW_KEY_MATERIAL"}
EXISTING: dict[str, Any] = {"ImportType": "EXISTING_KEY_MATERIAL"}


def _current(kms: KMSClient, key_id: str) -> str | None:
    return kms.describe_key(KeyId=key_id)["KeyMetadata"].get("CurrentKeyMaterialId")


def _rotated_key(kms: KMSClient, key_id: str) -> tuple[bytes, bytes]:
    """Import two materials into the key, rotate it, and return both."""
    first, second = os.urandom(32), os.urandom(32)
    import_material(kms, key_id, first)
    import_material(kms, key_id, second, **NEW)
    kms.rotate_key_on_demand(KeyId=key_id)
    return first, second


def test_new_material_is_used_from_the_rotation_on(kms: KMSClient, external_key: str) -> None:
    """Until then the first stays current; afterwards both decrypt what they encrypted."""
    first = import_material(kms, external_key, os.urandom(32))["KeyMaterialId"]
    old = kms.encrypt(KeyId=external_key, Plaintext=b"old")["CiphertextBlob"]
    second = import_material(kms, external_key, os.urandom(32), **NEW)["KeyMaterialId"]
    assert _current(kms, external_key) == first != second
    still_old = kms.encrypt(KeyId=external_key, Plaintext=b"old")["CiphertextBlob"]
    kms.rotate_key_on_demand(KeyId=external_key)
    assert _current(kms, external_key) == second
    new = kms.encrypt(KeyId=external_key, Plaintext=b"new")["CiphertextBlob"]
    for blob, plaintext, material_id in (
        (old, b"old", first),
        (still_old, b"old", first),
        (new, b"new", second),
    ):
        decrypted = kms.decrypt(CiphertextBlob=blob)
        assert decrypted["Plaintext"] == plaintext
        assert decrypted["KeyMaterialId"] == material_id


def test_a_rotation_needs_pending_material(
    kms: KMSClient, new_key: NewKey, external_key: str
) -> None:
    """Without any material the key is pending import; with one alone nothing is pending."""
    arn = kms.describe_key(KeyId=external_key)["KeyMetadata"].get("Arn")
    with refused("KMSInvalidStateException", f"{arn} is pending import."):
        kms.rotate_key_on_demand(KeyId=external_key)
    message = f"No available key material pending rotation for the key: {arn}."
    _rotated_key(kms, external_key)
    with refused("KMSInvalidStateException", message):
        kms.rotate_key_on_demand(KeyId=external_key)


def test_one_material_is_pending_at_a_time(kms: KMSClient, external_key: str) -> None:
    """AWS names both the new one and the one that is in its way."""
    import_material(kms, external_key, os.urandom(32))
    pending = import_material(kms, external_key, os.urandom(32), **NEW)["KeyMaterialId"]
    third = os.urandom(32)
    with pytest.raises(kms.exceptions.KMSInvalidStateException) as caught:
        import_material(kms, external_key, third, **NEW)
    kms.delete_imported_key_material(KeyId=external_key, KeyMaterialId=pending)
    new = import_material(kms, external_key, third, **NEW)["KeyMaterialId"]
    arn = kms.describe_key(KeyId=external_key)["KeyMetadata"].get("Arn")
    assert caught.value.response["Error"]["Message"] == (
        f"New key material (id: {new}) cannot be imported into KMS key {arn}, because another key "
        f"material (id: {pending}) is pending rotation."
    )


def test_a_key_stays_enabled_without_its_pending_material(
    kms: KMSClient, external_key: str
) -> None:
    """What is pending is not yet for good with the key: without it the key works on."""
    import_material(kms, external_key, os.urandom(32))
    pending = import_material(kms, external_key, os.urandom(32), **NEW)["KeyMaterialId"]
    kms.delete_imported_key_material(KeyId=external_key, KeyMaterialId=pending)
    assert kms.describe_key(KeyId=external_key)["KeyMetadata"]["KeyState"] == "Enabled"
    with refused("KMSInvalidStateException"):
        kms.rotate_key_on_demand(KeyId=external_key)


def test_pending_material_expires_too(aws: Account, kms: KMSClient, external_key: str) -> None:
    """Then there is room for other new material, and the key works on."""
    now = aws.clock.freeze(NOON)
    import_material(kms, external_key, os.urandom(32))
    expiring: Any = {"ExpirationModel": "KEY_MATERIAL_EXPIRES", "ValidTo": now + timedelta(days=1)}
    import_material(kms, external_key, os.urandom(32), **NEW, **expiring)
    aws.clock.advance(days=1)
    assert kms.describe_key(KeyId=external_key)["KeyMetadata"]["KeyState"] == "Enabled"
    new = import_material(kms, external_key, os.urandom(32), **NEW)["KeyMaterialId"]
    kms.rotate_key_on_demand(KeyId=external_key)
    assert _current(kms, external_key) == new


@pytest.mark.parametrize("lost", ["current", "first"])
def test_a_key_needs_all_of_its_materials(kms: KMSClient, external_key: str, lost: str) -> None:
    """Without one of them it waits for an import; without a name the current one is deleted."""
    first, second = _rotated_key(kms, external_key)
    current = _current(kms, external_key)
    oldest = kms.list_key_rotations(KeyId=external_key, IncludeKeyMaterial="ALL_KEY_MATERIAL")
    which: Any = {"KeyMaterialId": oldest["Rotations"][0].get("KeyMaterialId")}
    deleted = kms.delete_imported_key_material(
        KeyId=external_key, **(which if lost == "first" else {})
    )
    assert (deleted["KeyMaterialId"] == current) is (lost == "current")
    key = kms.describe_key(KeyId=external_key)["KeyMetadata"]
    assert (key["KeyState"], key.get("CurrentKeyMaterialId")) == ("PendingImport", current)
    import_material(kms, external_key, first if lost == "first" else second)
    assert kms.describe_key(KeyId=external_key)["KeyMetadata"]["KeyState"] == "Enabled"


def test_valid_to_is_the_earliest_of_all_materials(
    aws: Account, kms: KMSClient, external_key: str
) -> None:
    """DescribeKey shows when the key will first lack a material."""
    now = aws.clock.freeze(NOON)
    for days, more in ((3, {}), (2, NEW)):
        import_material(
            kms,
            external_key,
            os.urandom(32),
            ExpirationModel="KEY_MATERIAL_EXPIRES",
            ValidTo=now + timedelta(days=days),
            **more,
        )
        key = kms.describe_key(KeyId=external_key)["KeyMetadata"]
        assert key["ValidTo"] == now + timedelta(days=3)
    kms.rotate_key_on_demand(KeyId=external_key)
    key = kms.describe_key(KeyId=external_key)["KeyMetadata"]
    assert key["ValidTo"] == now + timedelta(days=2)


def test_the_import_type_must_be_true(kms: KMSClient, external_key: str) -> None:
    """New material must be new to the key, and existing material must not."""
    first = os.urandom(32)
    with refused("IncorrectKeyMaterialException"):
        import_material(kms, external_key, first, **EXISTING)
    import_material(kms, external_key, first, **NEW)
    with refused("IncorrectKeyMaterialException"):
        import_material(kms, external_key, first, **NEW)
    import_material(kms, external_key, first, **EXISTING)
    with refused("IncorrectKeyMaterialException"):
        import_material(kms, external_key, os.urandom(32), **EXISTING)


def test_the_key_material_id_must_be_true(kms: KMSClient, external_key: str) -> None:
    """KeyMaterialId names existing material, and the one in the request."""
    material = os.urandom(32)
    material_id = import_material(kms, external_key, material)["KeyMaterialId"]
    import_material(kms, external_key, material, KeyMaterialId=material_id)
    with refused("IncorrectKeyMaterialException"):
        import_material(kms, external_key, material, KeyMaterialId="0" * 64)
    with refused("ValidationException"):
        import_material(kms, external_key, material, KeyMaterialId=material_id, **NEW)
    with refused("NotFoundException"):
        kms.delete_imported_key_material(KeyId=external_key, KeyMaterialId="0" * 64)


@pytest.mark.parametrize(
    "more",
    [NEW, {"KeyMaterialDescription": "mine"}, {"KeyMaterialId": "0" * 64}],
    ids=lambda more: "".join(more),
)
def test_only_symmetric_keys_tell_their_materials_apart(
    kms: KMSClient, new_key: NewKey, more: dict[str, Any]
) -> None:
    """The members that do so do not go with other keys."""
    key_id = new_key("HMAC_256", "GENERATE_VERIFY_MAC", Origin="EXTERNAL")["KeyId"]
    with refused("UnsupportedOperationException"):
        import_material(kms, key_id, os.urandom(32), **more)


def test_a_description_stays_until_another_is_given(kms: KMSClient, external_key: str) -> None:
    """KeyMaterialDescription outlives the deletion of the material."""
    material = os.urandom(32)

    def description() -> str | None:
        listed = kms.list_key_rotations(KeyId=external_key, IncludeKeyMaterial="ALL_KEY_MATERIAL")
        return listed["Rotations"][0].get("KeyMaterialDescription")

    import_material(kms, external_key, material, KeyMaterialDescription="made in 2024")
    kms.delete_imported_key_material(KeyId=external_key)
    assert description() == "made in 2024"
    import_material(kms, external_key, material)
    assert description() == "made in 2024"
    import_material(kms, external_key, material, KeyMaterialDescription="in HSM 7")
    assert description() == "in HSM 7"
