"""GenerateDataKeyPair and GenerateDataKeyPairWithoutPlaintext, judged by ``cryptography``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from botocore import xform_name
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    PublicFormat,
    load_der_private_key,
)

from mock_dnssec import MockUsageError, mock_dnssec

from ..support import refused
from .conftest import MODEL, answer

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from ..conftest import NewKey

CONTEXT = {"tenant": "a"}
PAIRS = [
    ("RSA_2048", 2048),
    ("RSA_3072", 3072),
    ("ECC_NIST_P256", "secp256r1"),
    ("ECC_NIST_P384", "secp384r1"),
    ("ECC_NIST_P521", "secp521r1"),
    ("ECC_SECG_P256K1", "secp256k1"),
    ("ECC_NIST_EDWARDS25519", "Ed25519PrivateKey"),
    ("ML_KEM_768", "MLKEM768PrivateKey"),
    ("ML_KEM_1024", "MLKEM1024PrivateKey"),
]
PAIRS = [pair for pair in PAIRS if pair[0] in MODEL["shapes"]["DataKeyPairSpec"]["enum"]]
both = pytest.mark.parametrize(
    "operation", ["GenerateDataKeyPair", "GenerateDataKeyPairWithoutPlaintext"]
)


def _type_of(key: Any) -> object:
    """Return what tells a key pair spec: modulus size, curve or class."""
    if hasattr(key, "key_size") and not hasattr(key, "curve"):
        return key.key_size
    return key.curve.name if hasattr(key, "curve") else type(key).__name__


@both
@pytest.mark.parametrize(("spec", "expected"), PAIRS)
def test_a_key_pair_is_one(
    kms: Any, new_key: NewKey, operation: str, spec: str, expected: object
) -> None:
    """PKCS #8 of the spec asked for, its public half, and a ciphertext of it for the context."""
    key = new_key()
    made = getattr(kms, xform_name(operation))(
        KeyId=key["KeyId"], KeyPairSpec=spec, EncryptionContext=CONTEXT
    )
    blob, public_key = made["PrivateKeyCiphertextBlob"], made["PublicKey"]
    with refused("InvalidCiphertextException", ""):
        kms.decrypt(CiphertextBlob=blob)
    plaintext = kms.decrypt(CiphertextBlob=blob, EncryptionContext=CONTEXT)["Plaintext"]
    private_key = load_der_private_key(plaintext, password=None)
    assert _type_of(private_key) == expected
    der = (Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    assert private_key.public_key().public_bytes(*der) == public_key
    del made["ResponseMetadata"]
    assert made == answer(
        operation,
        PrivateKeyPlaintext=None if "Without" in operation else plaintext,
        PrivateKeyCiphertextBlob=blob,
        PublicKey=public_key,
        KeyId=key.get("Arn"),
        KeyPairSpec=spec,
        KeyMaterialId=key.get("CurrentKeyMaterialId"),
    )


def test_the_largest_private_key_fits(kms: KMSClient, key_id: str) -> None:
    """RSA_4096 as PKCS #8 is within what KMS encrypts and decrypts."""
    made = kms.generate_data_key_pair_without_plaintext(KeyId=key_id, KeyPairSpec="RSA_4096")
    plaintext = kms.decrypt(CiphertextBlob=made["PrivateKeyCiphertextBlob"])["Plaintext"]
    assert _type_of(load_der_private_key(plaintext, password=None)) == 4096


def test_a_seed_gives_the_same_key_pairs_again() -> None:
    """One after the other they differ; run to run they are the same."""

    def pairs() -> list[object]:
        with mock_dnssec(seed=7) as account:
            operations = account.kms("us-east-1").operations
            operations["create_key"]()
            [key] = account.kms("us-east-1").keys
            make: Any = operations["generate_data_key_pair"]
            return [
                make(key_id=key.key_id, key_pair_spec="ECC_NIST_P256")()["PrivateKeyPlaintext"]
                for _ in range(2)
            ]

    first, second = pairs()
    assert first != second
    assert pairs() == [first, second]


@both
@pytest.mark.parametrize(("spec", "region"), [("SM2", "us-east-1"), ("ML_KEM_768", "cn-north-1")])
def test_some_key_pairs_are_of_some_regions(
    client: Callable[..., Any], operation: str, spec: str, region: str
) -> None:
    """SM2 is for China alone; ML-KEM is not for China."""
    if spec in MODEL["shapes"]["DataKeyPairSpec"]["enum"]:
        kms = client("kms", region)
        key_id = kms.create_key()["KeyMetadata"]["KeyId"]
        with refused("UnsupportedOperationException"):
            getattr(kms, xform_name(operation))(KeyId=key_id, KeyPairSpec=spec)


def test_sm2_key_pairs_are_said_to_be_unmodelled(client: Callable[..., Any]) -> None:
    """The mock has no SM2 cryptography, and says so."""
    kms = client("kms", "cn-north-1")
    key_id = kms.create_key()["KeyMetadata"]["KeyId"]
    with pytest.raises(MockUsageError, match="no SM2 cryptography"):
        kms.generate_data_key_pair(KeyId=key_id, KeyPairSpec="SM2")
