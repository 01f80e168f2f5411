"""Which keys rotate and import, in which states, and in which order AWS checks."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from ..support import refused
from ..wrapping import import_material

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from ..conftest import NewKey

NOT_ROTATED = [
    ("ECC_NIST_P256", "SIGN_VERIFY"),
    ("RSA_2048", "ENCRYPT_DECRYPT"),
    ("HMAC_256", "GENERATE_VERIFY_MAC"),
]
ROTATION = ["enable_key_rotation", "disable_key_rotation", "rotate_key_on_demand"]


@pytest.mark.parametrize(("spec", "usage"), NOT_ROTATED)
def test_only_symmetric_keys_rotate(kms: KMSClient, new_key: NewKey, spec: str, usage: str) -> None:
    """Others are refused without a word, but rotation can be disabled and its status be asked."""
    key = new_key(spec, usage)
    for refuse in (kms.enable_key_rotation, kms.rotate_key_on_demand):
        with refused("UnsupportedOperationException", ""):
            refuse(KeyId=key["KeyId"])
    kms.disable_key_rotation(KeyId=key["KeyId"])
    status = kms.get_key_rotation_status(KeyId=key["KeyId"])
    assert (status["KeyRotationEnabled"], status["KeyId"]) == (False, key.get("Arn"))


@pytest.mark.parametrize(
    "operation", ["enable_key_rotation", "disable_key_rotation", "get_key_rotation_status"]
)
def test_imported_material_is_not_rotated_automatically(
    kms: Any, external_key: str, operation: str
) -> None:
    """The origin comes first, whatever the state of the key."""
    arn = kms.describe_key(KeyId=external_key)["KeyMetadata"]["Arn"]
    message = f"{arn} origin is EXTERNAL which is not valid for this operation."
    for change in (
        lambda: None,
        lambda: import_material(kms, external_key, os.urandom(32)),
        lambda: kms.disable_key(KeyId=external_key),
        lambda: kms.schedule_key_deletion(KeyId=external_key),
    ):
        change()
        with refused("UnsupportedOperationException", message):
            getattr(kms, operation)(KeyId=external_key)


@pytest.mark.parametrize("operation", ROTATION)
@pytest.mark.parametrize(("spec", "usage"), [("SYMMETRIC_DEFAULT", None), NOT_ROTATED[0]])
def test_the_state_comes_before_the_spec(
    kms: Any, new_key: NewKey, operation: str, spec: str, usage: str | None
) -> None:
    """A disabled key or a doomed one is refused for that, whatever its spec."""
    key = new_key(spec, usage)
    kms.disable_key(KeyId=key["KeyId"])
    with refused("DisabledException", f"{key.get('Arn')} is disabled."):
        getattr(kms, operation)(KeyId=key["KeyId"])
    kms.schedule_key_deletion(KeyId=key["KeyId"])
    with refused("KMSInvalidStateException", f"{key.get('Arn')} is pending deletion."):
        getattr(kms, operation)(KeyId=key["KeyId"])


@pytest.mark.parametrize("operation", [*ROTATION, "get_key_rotation_status", "list_key_rotations"])
def test_aliases_do_not_name_keys_here(kms: Any, new_key: NewKey, operation: str) -> None:
    """The operations on rotation take a key id or a key ARN."""
    kms.create_alias(AliasName="alias/key", TargetKeyId=new_key()["KeyId"])
    message = "Key Aliases are not supported for this operation."
    with refused("InvalidArnException", message):
        getattr(kms, operation)(KeyId="alias/key")
