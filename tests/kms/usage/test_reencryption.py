"""ReEncrypt: one ciphertext for another, and never the plaintext."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP

from ..support import UNKNOWN_ID, refused
from .conftest import answer

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from ..conftest import NewKey

SHA_256 = "RSAES_OAEP_SHA_256"
WOULD_SUCCEED = "The request would have succeeded, but the DryRun option is set."


def _asked(member: str, algorithm: str) -> dict[str, str]:
    return {member: algorithm} if algorithm != "SYMMETRIC_DEFAULT" else {}


@pytest.mark.parametrize("destination", ["SYMMETRIC_DEFAULT", SHA_256])
@pytest.mark.parametrize("source", ["SYMMETRIC_DEFAULT", SHA_256])
def test_each_kind_of_ciphertext_becomes_each_other(
    kms: Any, new_key: NewKey, source: str, destination: str
) -> None:
    """The answer has a material id where the key is symmetric, and Decrypt finds the plaintext."""
    specs = {"SYMMETRIC_DEFAULT": "SYMMETRIC_DEFAULT", SHA_256: "RSA_2048"}
    old, new = (new_key(specs[each], "ENCRYPT_DECRYPT") for each in (source, destination))
    encrypted = kms.encrypt(
        KeyId=old["KeyId"], Plaintext=b"secret", **_asked("EncryptionAlgorithm", source)
    )
    made = kms.re_encrypt(
        CiphertextBlob=encrypted["CiphertextBlob"],
        SourceKeyId=old["KeyId"],
        DestinationKeyId=new["KeyId"],
        **_asked("SourceEncryptionAlgorithm", source),
        **_asked("DestinationEncryptionAlgorithm", destination),
    )
    decrypted = kms.decrypt(
        KeyId=new["KeyId"],
        CiphertextBlob=made.pop("CiphertextBlob"),
        **_asked("EncryptionAlgorithm", destination),
    )
    assert decrypted["Plaintext"] == b"secret"
    del made["ResponseMetadata"]
    assert made == answer(
        "ReEncrypt",
        SourceKeyId=old.get("Arn"),
        KeyId=new.get("Arn"),
        SourceEncryptionAlgorithm=source,
        DestinationEncryptionAlgorithm=destination,
        SourceKeyMaterialId=old.get("CurrentKeyMaterialId"),
        DestinationKeyMaterialId=new.get("CurrentKeyMaterialId"),
    )


def test_a_ciphertext_made_outside_is_taken_in(
    kms: Any, new_key: NewKey, key_id: str, public_key: Callable[[str], Any]
) -> None:
    """ReEncrypt reads what the public key of an RSA key encrypted elsewhere."""
    rsa = new_key("RSA_2048", "ENCRYPT_DECRYPT")["KeyId"]
    oaep = OAEP(MGF1(hashes.SHA256()), hashes.SHA256(), label=None)
    made = kms.re_encrypt(
        CiphertextBlob=public_key(rsa).encrypt(b"secret", oaep),
        SourceKeyId=rsa,
        SourceEncryptionAlgorithm=SHA_256,
        DestinationKeyId=key_id,
    )
    assert kms.decrypt(CiphertextBlob=made["CiphertextBlob"])["Plaintext"] == b"secret"


def test_the_encryption_context_may_change(kms: KMSClient, key_id: str) -> None:
    """Under the same key too: the new ciphertext asks for the new context."""
    old, new = {"a": "old"}, {"a": "new"}
    blob = kms.encrypt(KeyId=key_id, Plaintext=b"secret", EncryptionContext=old)["CiphertextBlob"]
    with refused("InvalidCiphertextException", ""):
        kms.re_encrypt(CiphertextBlob=blob, DestinationKeyId=key_id, SourceEncryptionContext=new)
    blob = kms.re_encrypt(
        CiphertextBlob=blob,
        DestinationKeyId=key_id,
        SourceEncryptionContext=old,
        DestinationEncryptionContext=new,
    )["CiphertextBlob"]
    with refused("InvalidCiphertextException", ""):
        kms.decrypt(CiphertextBlob=blob, EncryptionContext=old)
    decrypted = kms.decrypt(CiphertextBlob=blob, EncryptionContext=new)
    assert decrypted["Plaintext"] == b"secret"


def test_the_source_key_must_be_the_one_of_the_ciphertext(
    kms: KMSClient, new_key: NewKey, key_id: str
) -> None:
    """As with Decrypt, whatever the other key is for."""
    blob = kms.encrypt(KeyId=key_id, Plaintext=b"secret")["CiphertextBlob"]
    other = new_key("HMAC_256", "GENERATE_VERIFY_MAC")["KeyId"]
    message = "The key ID in the request does not identify a CMK that can perform this operation."
    with refused("IncorrectKeyException", message):
        kms.re_encrypt(CiphertextBlob=blob, SourceKeyId=other, DestinationKeyId=key_id)


def test_the_destination_must_be_able_to_encrypt(kms: Any, new_key: NewKey, key_id: str) -> None:
    """Its existence, usage, state, algorithm and size limit are checked as Encrypt does."""
    blob = kms.encrypt(KeyId=key_id, Plaintext=bytes(200))["CiphertextBlob"]
    signing = new_key("RSA_2048", "SIGN_VERIFY")
    disabled, rsa = new_key(), new_key("RSA_2048", "ENCRYPT_DECRYPT")
    kms.disable_key(KeyId=disabled["KeyId"])
    arn = signing.get("Arn")
    usage = f"{arn} key usage is SIGN_VERIFY which is not valid for ReEncryptTo."
    algorithm = "Algorithm SYMMETRIC_DEFAULT is incompatible with key spec RSA_2048."
    too_large = (
        f"Algorithm {SHA_256} and key spec RSA_2048 cannot encrypt data larger than 190 bytes."
    )
    by_rsa = {"DestinationEncryptionAlgorithm": SHA_256}
    for code, message, destination, more in (
        ("NotFoundException", None, UNKNOWN_ID, {}),
        ("InvalidKeyUsageException", usage, signing["KeyId"], {}),
        ("DisabledException", f"{disabled.get('Arn')} is disabled.", disabled["KeyId"], {}),
        ("InvalidKeyUsageException", algorithm, rsa["KeyId"], {}),
        ("ValidationException", too_large, rsa["KeyId"], by_rsa),
    ):
        with refused(code, message):
            kms.re_encrypt(CiphertextBlob=blob, DestinationKeyId=destination, **more)


def test_the_source_must_be_able_to_decrypt(kms: Any, new_key: NewKey, key_id: str) -> None:
    """Its usage and its state are checked as Decrypt does."""
    blob = kms.encrypt(KeyId=key_id, Plaintext=b"secret")["CiphertextBlob"]
    signing = new_key("RSA_2048", "SIGN_VERIFY")
    usage = f"{signing.get('Arn')} key usage is SIGN_VERIFY which is not valid for ReEncryptFrom."
    with refused("InvalidKeyUsageException", usage):
        kms.re_encrypt(
            CiphertextBlob=bytes(256),
            SourceKeyId=signing["KeyId"],
            SourceEncryptionAlgorithm=SHA_256,
            DestinationKeyId=key_id,
        )
    kms.disable_key(KeyId=key_id)
    with refused("DisabledException"):
        kms.re_encrypt(CiphertextBlob=blob, DestinationKeyId=new_key()["KeyId"])


def test_a_dry_run_looks_at_the_ciphertext(kms: KMSClient, key_id: str) -> None:
    """It tells of success only for one that would decrypt."""
    blob = kms.encrypt(KeyId=key_id, Plaintext=b"secret")["CiphertextBlob"]
    with refused("DryRunOperationException", WOULD_SUCCEED):
        kms.re_encrypt(CiphertextBlob=blob, DestinationKeyId=key_id, DryRun=True)
    with refused("InvalidCiphertextException", ""):
        kms.re_encrypt(CiphertextBlob=blob + b"\0", DestinationKeyId=key_id, DryRun=True)
