"""GenerateDataKey and GenerateDataKeyWithoutPlaintext."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from ..support import UNKNOWN_ID, refused
from .conftest import answer

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from ..conftest import NewKey

CONTEXT = {"tenant": "a"}
SIZES: list[tuple[dict[str, Any], int]] = [
    ({"KeySpec": "AES_128"}, 16),
    ({"KeySpec": "AES_256"}, 32),
    ({"NumberOfBytes": 1}, 1),
    ({"NumberOfBytes": 1024}, 1024),
]
OPERATIONS = ["generate_data_key", "generate_data_key_without_plaintext"]
both = pytest.mark.parametrize("operation", OPERATIONS)


@pytest.mark.parametrize(("size", "expected"), SIZES)
def test_a_data_key_comes_plain_and_encrypted(
    kms: Any, new_key: NewKey, size: dict[str, Any], expected: int
) -> None:
    """Decrypt gives the same bytes, for the same encryption context only."""
    key = new_key()
    made = kms.generate_data_key(KeyId=key["KeyId"], EncryptionContext=CONTEXT, **size)
    blob, plaintext = made["CiphertextBlob"], made["Plaintext"]
    assert len(plaintext) == expected
    decrypted = kms.decrypt(CiphertextBlob=blob, EncryptionContext=CONTEXT)
    assert decrypted["Plaintext"] == plaintext
    with refused("InvalidCiphertextException", ""):
        kms.decrypt(CiphertextBlob=blob)
    del made["ResponseMetadata"]
    assert made == answer(
        "GenerateDataKey",
        CiphertextBlob=blob,
        Plaintext=plaintext,
        KeyId=key.get("Arn"),
        KeyMaterialId=key.get("CurrentKeyMaterialId"),
    )


@pytest.mark.parametrize(("size", "expected"), SIZES)
def test_a_data_key_may_come_encrypted_only(
    kms: Any, new_key: NewKey, size: dict[str, Any], expected: int
) -> None:
    """The answer is the same but for the plaintext."""
    key = new_key()
    made = kms.generate_data_key_without_plaintext(
        KeyId=key["KeyId"], EncryptionContext=CONTEXT, **size
    )
    blob = made["CiphertextBlob"]
    decrypted = kms.decrypt(CiphertextBlob=blob, EncryptionContext=CONTEXT)
    assert len(decrypted["Plaintext"]) == expected
    with refused("InvalidCiphertextException", ""):
        kms.decrypt(CiphertextBlob=blob)
    del made["ResponseMetadata"]
    assert made == answer(
        "GenerateDataKeyWithoutPlaintext",
        CiphertextBlob=blob,
        KeyId=key.get("Arn"),
        KeyMaterialId=key.get("CurrentKeyMaterialId"),
    )


def test_data_keys_differ(kms: KMSClient, key_id: str) -> None:
    """Each call makes a new one."""
    keys = {kms.generate_data_key(KeyId=key_id, KeySpec="AES_256")["Plaintext"] for _ in range(9)}
    assert len(keys) == 9


@both
@pytest.mark.parametrize("size", [{}, {"KeySpec": "AES_256", "NumberOfBytes": 32}])
def test_the_size_is_given_in_one_way(
    kms: Any, new_key: NewKey, operation: str, size: dict[str, Any]
) -> None:
    """Neither and both are refused, once the key is found and before it is looked at."""
    generate = getattr(kms, operation)
    with refused("NotFoundException"):
        generate(KeyId=UNKNOWN_ID, **size)
    signing = new_key("ECC_NIST_P256", "SIGN_VERIFY")["KeyId"]
    with refused("ValidationException", "Please specify either number of bytes or key spec."):
        generate(KeyId=signing, **size)


@both
def test_a_size_has_its_limit(kms: Any, key_id: str, operation: str) -> None:
    """botocore stops less than one byte, KMS more than 1024."""
    message = (
        "1 validation error detected: Value '1025' at 'numberOfBytes' failed to satisfy "
        "constraint: Member must have value less than or equal to 1024"
    )
    with refused("ValidationException", message):
        getattr(kms, operation)(KeyId=key_id, NumberOfBytes=1025)


@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        *((operation, {"KeySpec": "AES_256"}) for operation in OPERATIONS),
        ("generate_data_key_pair", {"KeyPairSpec": "ECC_NIST_P256"}),
        ("generate_data_key_pair_without_plaintext", {"KeyPairSpec": "ECC_NIST_P256"}),
    ],
)
def test_an_rsa_key_wraps_no_data_key(
    kms: Any, new_key: NewKey, operation: str, parameters: dict[str, str]
) -> None:
    """Though it encrypts; and its state is looked at before."""
    key_id = new_key("RSA_2048", "ENCRYPT_DECRYPT")["KeyId"]
    message = "You cannot generate a data key with an asymmetric CMK"
    with refused("InvalidKeyUsageException", message):
        getattr(kms, operation)(KeyId=key_id, **parameters)
    kms.disable_key(KeyId=key_id)
    with refused("DisabledException"):
        getattr(kms, operation)(KeyId=key_id, **parameters)


def test_a_wrong_size_is_told_the_specs_of_kms_keys(kms: Any, new_key: Any) -> None:
    """GenerateDataKey refuses an unknown KeySpec with the enum of key specs, not with its own."""
    with pytest.raises(ClientError, match=r"at 'keySpec' .* set: \[RSA_2048, .*ML_KEM_1024\]"):
        kms.generate_data_key(KeyId=new_key()["KeyId"], KeySpec="AES_512")
