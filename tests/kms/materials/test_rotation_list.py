"""ListKeyRotations."""

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


def _all(kms: KMSClient, key_id: str) -> list[Any]:
    answer = kms.list_key_rotations(KeyId=key_id, IncludeKeyMaterial="ALL_KEY_MATERIAL")
    assert answer["Truncated"] is False
    return list(answer["Rotations"])


def test_rotations_are_listed_without_the_first_material(
    aws: Account, kms: KMSClient, new_key: NewKey
) -> None:
    """A fresh key has no rotations; ALL_KEY_MATERIAL shows what it was made with."""
    now = aws.clock.freeze(NOON)
    key = new_key()
    key_id = key["KeyId"]
    assert kms.list_key_rotations(KeyId=key_id)["Rotations"] == []
    first = {"KeyId": key_id, "KeyMaterialId": key.get("CurrentKeyMaterialId")}
    assert _all(kms, key_id) == [first | {"KeyMaterialState": "CURRENT"}]
    kms.rotate_key_on_demand(KeyId=key_id)
    second = {
        "KeyId": key_id,
        "KeyMaterialId": kms.describe_key(KeyId=key_id)["KeyMetadata"]["CurrentKeyMaterialId"],
        "KeyMaterialState": "CURRENT",
        "RotationDate": now,
        "RotationType": "ON_DEMAND",
    }
    assert _all(kms, key_id) == [first | {"KeyMaterialState": "NON_CURRENT"}, second]
    for more in ({}, {"IncludeKeyMaterial": "ROTATIONS_ONLY"}):
        answer: Any = kms.list_key_rotations(KeyId=key_id, **more)  # type: ignore[arg-type]
        assert answer["Rotations"] == [second]


def test_the_list_tells_of_imports(aws: Account, kms: KMSClient, external_key: str) -> None:
    """What each material is to the key, whether it is there, until when, and its description."""
    now = aws.clock.freeze(NOON)
    assert _all(kms, external_key) == []
    first = import_material(kms, external_key, os.urandom(32), KeyMaterialDescription="one")
    second = import_material(
        kms,
        external_key,
        os.urandom(32),
        ImportType="NEW_KEY_MATERIAL",
        ExpirationModel="KEY_MATERIAL_EXPIRES",
        ValidTo=now + timedelta(days=1),
    )
    one = {
        "KeyId": external_key,
        "KeyMaterialId": first["KeyMaterialId"],
        "KeyMaterialDescription": "one",
        "KeyMaterialState": "CURRENT",
        "ImportState": "IMPORTED",
        "ExpirationModel": "KEY_MATERIAL_DOES_NOT_EXPIRE",
    }
    two = {
        "KeyId": external_key,
        "KeyMaterialId": second["KeyMaterialId"],
        "KeyMaterialState": "PENDING_ROTATION",
        "ImportState": "IMPORTED",
        "ExpirationModel": "KEY_MATERIAL_EXPIRES",
        "ValidTo": now + timedelta(days=1),
    }
    assert _all(kms, external_key) == [one, two]
    assert kms.list_key_rotations(KeyId=external_key)["Rotations"] == []
    kms.rotate_key_on_demand(KeyId=external_key)
    one["KeyMaterialState"] = "NON_CURRENT"
    two |= {"KeyMaterialState": "CURRENT", "RotationDate": now, "RotationType": "ON_DEMAND"}
    assert _all(kms, external_key) == [one, two]
    aws.clock.advance(days=1)
    del two["ExpirationModel"], two["ValidTo"]
    two["ImportState"] = "PENDING_IMPORT"
    assert _all(kms, external_key) == [one, two]


def test_botocores_paginator_sees_every_rotation_once(kms: KMSClient, new_key: NewKey) -> None:
    """In order, whatever the size of the pages."""
    key_id = new_key()["KeyId"]
    for _ in range(5):
        kms.rotate_key_on_demand(KeyId=key_id)
    whole = kms.list_key_rotations(KeyId=key_id)["Rotations"]
    assert len(whole) == 5
    for size in (1, 2, 5):
        pages = kms.get_paginator("list_key_rotations").paginate(
            KeyId=key_id, PaginationConfig={"PageSize": size}
        )
        assert [rotation for page in pages for rotation in page["Rotations"]] == whole


@pytest.mark.parametrize(
    ("spec", "usage"),
    [("ECC_NIST_P256", "SIGN_VERIFY"), ("HMAC_256", "GENERATE_VERIFY_MAC")],
)
def test_a_key_that_is_never_rotated_has_an_empty_list(
    kms: KMSClient, new_key: NewKey, spec: str, usage: str
) -> None:
    """IncludeKeyMaterial is for keys that can be rotated."""
    key_id = new_key(spec, usage)["KeyId"]
    assert kms.list_key_rotations(KeyId=key_id)["Rotations"] == []
    with refused("UnsupportedOperationException"):
        kms.list_key_rotations(KeyId=key_id, IncludeKeyMaterial="ALL_KEY_MATERIAL")
