"""Encrypt and Decrypt with one key, judged by ``cryptography`` where the key is RSA."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from hypothesis import given
from hypothesis import strategies as st

from mock_dnssec import MockUsageError, mock_dnssec

from ..support import refused
from .conftest import answer

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from ..conftest import NewKey

HASHES = {"RSAES_OAEP_SHA_1": hashes.SHA1(), "RSAES_OAEP_SHA_256": hashes.SHA256()}
LARGEST = [
    ("RSA_2048", "RSAES_OAEP_SHA_1", 214),
    ("RSA_2048", "RSAES_OAEP_SHA_256", 190),
    ("RSA_3072", "RSAES_OAEP_SHA_1", 342),
    ("RSA_3072", "RSAES_OAEP_SHA_256", 318),
    ("RSA_4096", "RSAES_OAEP_SHA_1", 470),
    ("RSA_4096", "RSAES_OAEP_SHA_256", 446),
]


def _oaep(algorithm: str) -> OAEP:
    return OAEP(MGF1(HASHES[algorithm]), HASHES[algorithm], label=None)


def test_symmetric_encryption_gives_exactly_what_aws_gives(kms: Any, new_key: NewKey) -> None:
    """Encrypt names the key and algorithm, Decrypt the key material too."""
    key = new_key()
    encrypted = kms.encrypt(KeyId=key["KeyId"], Plaintext=b"secret")
    decrypted = kms.decrypt(CiphertextBlob=encrypted["CiphertextBlob"])
    del encrypted["ResponseMetadata"], decrypted["ResponseMetadata"]
    assert encrypted == {
        "CiphertextBlob": encrypted["CiphertextBlob"],
        "KeyId": key.get("Arn"),
        "EncryptionAlgorithm": "SYMMETRIC_DEFAULT",
    }
    assert decrypted == answer(
        "Decrypt",
        KeyId=key.get("Arn"),
        Plaintext=b"secret",
        EncryptionAlgorithm="SYMMETRIC_DEFAULT",
        KeyMaterialId=key.get("CurrentKeyMaterialId"),
    )


def test_a_ciphertext_starts_as_those_of_aws(kms: KMSClient, key_id: str) -> None:
    """Code that recognizes KMS ciphertexts by their first characters does so here."""
    blob = kms.encrypt(KeyId=key_id, Plaintext=b"secret")["CiphertextBlob"]
    assert base64.b64encode(blob).startswith(b"AQICAHh")


def test_a_plaintext_does_not_show(kms: KMSClient, key_id: str) -> None:
    """Not in the ciphertext, and not by two ciphertexts of one plaintext being the same."""
    blobs = [kms.encrypt(KeyId=key_id, Plaintext=b"secret")["CiphertextBlob"] for _ in range(2)]
    assert blobs[0] != blobs[1]
    assert all(b"secret" not in blob for blob in blobs)


@given(
    plaintext=st.binary(min_size=1, max_size=4096),
    context=st.dictionaries(st.text(), st.text(), max_size=5),
)
def test_decrypt_undoes_encrypt(plaintext: bytes, context: dict[str, str]) -> None:
    """Whatever the bytes and the encryption context, in whatever order its pairs come."""
    with mock_dnssec() as account:
        operations = account.kms("us-east-1").operations
        operations["create_key"]()
        [key] = account.kms("us-east-1").keys
        encrypt: Any = operations["encrypt"](
            key_id=key.key_id, plaintext=plaintext, encryption_context=context
        )
        reordered = dict(reversed(context.items()))
        decrypt: Any = operations["decrypt"](
            ciphertext_blob=encrypt()["CiphertextBlob"], encryption_context=reordered
        )
        assert decrypt()["Plaintext"] == plaintext


def test_no_encryption_context_is_an_empty_one(kms: KMSClient, key_id: str) -> None:
    """Either decrypts what was encrypted with the other."""
    without = kms.encrypt(KeyId=key_id, Plaintext=b"a")["CiphertextBlob"]
    empty = kms.encrypt(KeyId=key_id, Plaintext=b"b", EncryptionContext={})["CiphertextBlob"]
    assert kms.decrypt(CiphertextBlob=without, EncryptionContext={})["Plaintext"] == b"a"
    assert kms.decrypt(CiphertextBlob=empty)["Plaintext"] == b"b"


@pytest.mark.parametrize("form", ["id", "arn", "alias", "alias arn"])
def test_each_form_of_a_key_identifier_serves(kms: Any, new_key: NewKey, form: str) -> None:
    """Encrypt and Decrypt take key id, key ARN, alias name and alias ARN, and answer the ARN."""
    key = new_key()
    kms.create_alias(AliasName="alias/mine", TargetKeyId=key["KeyId"])
    arn = str(key.get("Arn"))
    name = {
        "id": key["KeyId"],
        "arn": arn,
        "alias": "alias/mine",
        "alias arn": arn.partition("key/")[0] + "alias/mine",
    }[form]
    encrypted = kms.encrypt(KeyId=name, Plaintext=b"secret")
    decrypted = kms.decrypt(KeyId=name, CiphertextBlob=encrypted["CiphertextBlob"])
    assert (encrypted["KeyId"], decrypted["KeyId"]) == (arn, arn)
    assert decrypted["Plaintext"] == b"secret"


@pytest.mark.parametrize("algorithm", HASHES)
def test_rsa_ciphertexts_are_standard_ones(
    kms: Any, new_key: NewKey, public_key: Callable[[str], Any], algorithm: str
) -> None:
    """What the public key encrypts outside, Decrypt decrypts: OAEP, one hash, an empty label."""
    key = new_key("RSA_2048", "ENCRYPT_DECRYPT")
    blob = public_key(key["KeyId"]).encrypt(b"secret", _oaep(algorithm))
    decrypted = kms.decrypt(KeyId=key["KeyId"], CiphertextBlob=blob, EncryptionAlgorithm=algorithm)
    del decrypted["ResponseMetadata"]
    assert decrypted == {
        "KeyId": key.get("Arn"),
        "Plaintext": b"secret",
        "EncryptionAlgorithm": algorithm,
    }


@pytest.mark.parametrize(("spec", "algorithm", "largest"), LARGEST[1::2])
def test_rsa_keys_encrypt_up_to_their_limit(
    kms: Any, new_key: NewKey, spec: str, algorithm: str, largest: int
) -> None:
    """The ciphertext is as long as the modulus, and Decrypt undoes it."""
    key_id = new_key(spec, "ENCRYPT_DECRYPT")["KeyId"]
    plaintext = bytes(range(100, 200)) * 5
    encrypted = kms.encrypt(
        KeyId=key_id, Plaintext=plaintext[:largest], EncryptionAlgorithm=algorithm
    )
    assert len(encrypted["CiphertextBlob"]) * 8 == int(spec[4:])
    assert encrypted["EncryptionAlgorithm"] == algorithm
    decrypted = kms.decrypt(
        KeyId=key_id, CiphertextBlob=encrypted["CiphertextBlob"], EncryptionAlgorithm=algorithm
    )
    assert decrypted["Plaintext"] == plaintext[:largest]


@pytest.mark.parametrize(("spec", "algorithm", "largest"), LARGEST)
def test_more_than_an_rsa_key_can_encrypt_is_refused(
    kms: Any, new_key: NewKey, spec: str, algorithm: str, largest: int
) -> None:
    """AWS tells the limit of the key spec and the algorithm."""
    message = (
        f"Algorithm {algorithm} and key spec {spec} cannot encrypt data larger than {largest} "
        "bytes."
    )
    key_id = new_key(spec, "ENCRYPT_DECRYPT")["KeyId"]
    with refused("ValidationException", message):
        kms.encrypt(KeyId=key_id, Plaintext=bytes(largest + 1), EncryptionAlgorithm=algorithm)


@pytest.mark.parametrize(
    ("spec", "more", "algorithm"),
    [
        ("RSA_2048", {}, "SYMMETRIC_DEFAULT"),
        ("RSA_2048", {"EncryptionAlgorithm": "SM2PKE"}, "SM2PKE"),
        (
            "SYMMETRIC_DEFAULT",
            {"EncryptionAlgorithm": "RSAES_OAEP_SHA_256"},
            "RSAES_OAEP_SHA_256",
        ),
    ],
)
def test_an_algorithm_of_another_key_spec_does_not_encrypt(
    kms: Any, new_key: NewKey, spec: str, more: dict[str, str], algorithm: str
) -> None:
    """An RSA key has no default algorithm."""
    key_id = new_key(spec, "ENCRYPT_DECRYPT")["KeyId"]
    message = f"Algorithm {algorithm} is incompatible with key spec {spec}."
    with refused("InvalidKeyUsageException", message):
        kms.encrypt(KeyId=key_id, Plaintext=b"secret", **more)


def test_rsa_keys_take_no_encryption_context(kms: Any, new_key: NewKey) -> None:
    """Neither to encrypt nor to decrypt; an empty one is none."""
    key_id = new_key("RSA_2048", "ENCRYPT_DECRYPT")["KeyId"]
    by_rsa = {"KeyId": key_id, "EncryptionAlgorithm": "RSAES_OAEP_SHA_256"}
    message = "EncryptionContext is not supported when encrypting/decrypting with asymmetric CMKs."
    with refused("ValidationException", message):
        kms.encrypt(**by_rsa, Plaintext=bytes(4096), EncryptionContext={"a": "b"})
    with refused("ValidationException", message):
        kms.decrypt(**by_rsa, CiphertextBlob=b"x", EncryptionContext={"a": "b"})
    blob = kms.encrypt(**by_rsa, Plaintext=b"secret", EncryptionContext={})["CiphertextBlob"]
    assert kms.decrypt(**by_rsa, CiphertextBlob=blob)["Plaintext"] == b"secret"


@pytest.mark.parametrize("size", [0, 4097])
def test_a_plaintext_has_1_to_4096_bytes(kms: KMSClient, key_id: str, size: int) -> None:
    """KMS checks the length, since botocore does not."""
    bound = "greater than or equal to 1" if size == 0 else "less than or equal to 4096"
    message = (
        "1 validation error detected: Value at 'plaintext' failed to satisfy constraint: "
        f"Member must have length {bound}"
    )
    with refused("ValidationException", message):
        kms.encrypt(KeyId=key_id, Plaintext=bytes(size))


def test_sm2_is_said_to_be_unmodelled(client: Callable[..., Any]) -> None:
    """AWS's limit holds for SM2 keys; encrypting with one raises, and says what the mock lacks."""
    kms = client("kms", "cn-north-1")
    key = kms.create_key(KeySpec="SM2", KeyUsage="ENCRYPT_DECRYPT")["KeyMetadata"]
    request = {"KeyId": key["KeyId"], "EncryptionAlgorithm": "SM2PKE"}
    message = "Algorithm SM2PKE and key spec SM2 cannot encrypt data larger than 1024 bytes."
    with refused("ValidationException", message):
        kms.encrypt(**request, Plaintext=bytes(1025))
    with pytest.raises(MockUsageError, match="no SM2 cryptography"):
        kms.encrypt(**request, Plaintext=bytes(1024))


def test_the_seed_makes_ciphertexts_too() -> None:
    """The same calls in two accounts of one seed give the same symmetric ciphertext."""
    blobs = []
    for _ in range(2):
        with mock_dnssec(seed=7) as account:
            operations = account.kms("us-east-1").operations
            operations["create_key"]()
            [key] = account.kms("us-east-1").keys
            encrypt: Any = operations["encrypt"](key_id=key.key_id, plaintext=b"secret")
            blobs.append(encrypt()["CiphertextBlob"])
    assert blobs[0] == blobs[1]
