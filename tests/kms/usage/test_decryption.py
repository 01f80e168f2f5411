"""Decrypt: which key a ciphertext asks for, and what is refused.

Where AWS gives no message, there is none.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_dnssec import mock_dnssec
from mock_dnssec.errors import AwsError

from ..support import UNKNOWN_ID, refused

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from ..conftest import NewKey

OTHER_KEY = "The key ID in the request does not identify a CMK that can perform this operation."
NO_SUCH_KEY = (
    "The ciphertext refers to a customer master key that does not exist, does not exist in this "
    "region, or you are not allowed to access."
)
CONTEXT = {"tenant": "a", "purpose": "b"}
WRONG_CONTEXTS = [
    {},
    {"tenant": "a"},
    {"tenant": "A", "purpose": "b"},
    {"Tenant": "a", "purpose": "b"},
    {"tenant": "b", "purpose": "a"},
    {"tenant": "a", "purpose": "b", "more": "c"},
    {"tenanta": "", "purpose": "b"},
]
OAEP = {"EncryptionAlgorithm": "RSAES_OAEP_SHA_256"}


@pytest.fixture
def blob(kms: KMSClient, key_id: str) -> bytes:
    """A ciphertext of the symmetric key, with an encryption context."""
    encrypted = kms.encrypt(KeyId=key_id, Plaintext=b"secret", EncryptionContext=CONTEXT)
    return encrypted["CiphertextBlob"]


@pytest.mark.parametrize("context", WRONG_CONTEXTS)
def test_another_encryption_context_does_not_decrypt(
    kms: KMSClient, blob: bytes, context: dict[str, str]
) -> None:
    """The context is authenticated: each pair, to the letter, and no other."""
    with refused("InvalidCiphertextException", ""):
        kms.decrypt(CiphertextBlob=blob, EncryptionContext=context)


def test_an_invalid_ciphertext_has_no_message_at_all(kms: KMSClient, blob: bytes) -> None:
    """KMS sends no ``message`` member with InvalidCiphertextException."""
    with pytest.raises(kms.exceptions.InvalidCiphertextException) as caught:
        kms.decrypt(CiphertextBlob=blob)
    assert "message" not in caught.value.response


@given(data=st.data())
def test_a_changed_ciphertext_does_not_decrypt(data: st.DataObject) -> None:
    """Not with any byte changed, not cut at either end, not with anything added."""
    with mock_dnssec() as account:
        operations = account.kms("us-east-1").operations
        operations["create_key"]()
        [key] = account.kms("us-east-1").keys
        encrypt: Any = operations["encrypt"](key_id=key.key_id, plaintext=b"secret")
        blob = encrypt()["CiphertextBlob"]
        position = data.draw(st.integers(0, len(blob) - 1))
        flipped = blob[position] ^ data.draw(st.integers(1, 255))
        changed = [
            blob[:position] + bytes([flipped]) + blob[position + 1 :],
            blob[:position],
            blob[position + 1 :],
            blob + data.draw(st.binary(min_size=1, max_size=40)),
        ]
        for wrong in changed:
            with pytest.raises(AwsError) as caught:
                operations["decrypt"](ciphertext_blob=wrong)()  # type: ignore[operator]
            assert (caught.value.code, caught.value.message) == ("InvalidCiphertextException", "")


@pytest.mark.parametrize("garbage", [b"x", bytes(300), b"AQICAHh" * 40, bytes(6144)])
def test_garbage_does_not_decrypt(kms: KMSClient, key_id: str, garbage: bytes) -> None:
    """With or without a KeyId."""
    with refused("InvalidCiphertextException", ""):
        kms.decrypt(CiphertextBlob=garbage)
    with refused("InvalidCiphertextException", ""):
        kms.decrypt(CiphertextBlob=garbage, KeyId=key_id)


@pytest.mark.parametrize(
    ("spec", "usage", "origin"),
    [
        ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", "AWS_KMS"),
        ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", "EXTERNAL"),
        ("RSA_2048", "ENCRYPT_DECRYPT", "AWS_KMS"),
        ("ECC_NIST_P256", "SIGN_VERIFY", "AWS_KMS"),
        ("HMAC_256", "GENERATE_VERIFY_MAC", "AWS_KMS"),
    ],
)
def test_a_ciphertext_of_another_key_is_refused(
    kms: KMSClient, new_key: NewKey, blob: bytes, spec: str, usage: str, origin: str
) -> None:
    """Whatever the key that the request names is, and whatever its state."""
    other = new_key(spec, usage, Origin=origin)["KeyId"]
    with refused("IncorrectKeyException", OTHER_KEY):
        kms.decrypt(CiphertextBlob=blob, KeyId=other, EncryptionContext=CONTEXT)


def test_a_named_key_must_exist(kms: KMSClient, blob: bytes) -> None:
    """It is looked up even though the ciphertext says which key it needs."""
    with refused("NotFoundException"):
        kms.decrypt(CiphertextBlob=blob, KeyId=UNKNOWN_ID, EncryptionContext=CONTEXT)


def test_a_ciphertext_of_a_deleted_key_is_lost(
    kms: KMSClient, aws: Any, key_id: str, blob: bytes
) -> None:
    """Decrypt knows no such key any more: it says so as AWS does."""
    kms.schedule_key_deletion(KeyId=key_id, PendingWindowInDays=7)
    aws.clock.advance(days=8)
    with refused("AccessDeniedException", NO_SUCH_KEY):
        kms.decrypt(CiphertextBlob=blob, EncryptionContext=CONTEXT)


def test_a_single_region_key_decrypts_in_its_region(
    client: Callable[..., Any], blob: bytes
) -> None:
    """In another Region the key of the ciphertext does not exist."""
    with refused("AccessDeniedException", NO_SUCH_KEY):
        client("kms", "eu-west-1").decrypt(CiphertextBlob=blob, EncryptionContext=CONTEXT)


def test_the_state_of_the_key_is_checked_last(
    kms: KMSClient, new_key: NewKey, key_id: str, blob: bytes
) -> None:
    """A disabled key's ciphertext must be genuine, and the named key the right one, first."""
    kms.disable_key(KeyId=key_id)
    with refused("InvalidCiphertextException", ""):
        kms.decrypt(CiphertextBlob=blob)
    with refused("IncorrectKeyException"):
        kms.decrypt(CiphertextBlob=blob, KeyId=new_key()["KeyId"], EncryptionContext=CONTEXT)
    with refused("DisabledException"):
        kms.decrypt(CiphertextBlob=blob, EncryptionContext=CONTEXT)


def test_rsa_ciphertexts_need_their_key_and_algorithm(kms: Any, new_key: NewKey) -> None:
    """Without the algorithm it is no ciphertext; without the key there is none to try."""
    key_id = new_key("RSA_2048", "ENCRYPT_DECRYPT")["KeyId"]
    blob = kms.encrypt(KeyId=key_id, Plaintext=b"secret", **OAEP)["CiphertextBlob"]
    with refused("InvalidCiphertextException", ""):
        kms.decrypt(CiphertextBlob=blob, KeyId=key_id)
    with refused("ValidationException"):
        kms.decrypt(CiphertextBlob=blob, **OAEP)


def test_what_is_not_a_ciphertext_of_the_rsa_key_is_refused(kms: Any, new_key: NewKey) -> None:
    """Another key's, another algorithm's, a changed one, one of another length."""
    key_id, other_id = (new_key("RSA_2048", "ENCRYPT_DECRYPT")["KeyId"] for _ in range(2))
    blob = kms.encrypt(KeyId=key_id, Plaintext=b"secret", **OAEP)["CiphertextBlob"]
    changed = blob[:-1] + bytes([blob[-1] ^ 1])
    for request in (
        {"KeyId": other_id, "CiphertextBlob": blob, **OAEP},
        {"KeyId": key_id, "CiphertextBlob": blob, "EncryptionAlgorithm": "RSAES_OAEP_SHA_1"},
        {"KeyId": key_id, "CiphertextBlob": changed, **OAEP},
        {"KeyId": key_id, "CiphertextBlob": blob + b"\0", **OAEP},
        {"KeyId": key_id, "CiphertextBlob": b"x", **OAEP},
    ):
        with refused("InvalidCiphertextException", ""):
            kms.decrypt(**request)


def test_a_symmetric_key_does_not_decrypt_by_rsa(kms: Any, key_id: str, blob: bytes) -> None:
    """The algorithm must be one of the key that is named."""
    message = "Algorithm RSAES_OAEP_SHA_256 is incompatible with key spec SYMMETRIC_DEFAULT."
    with refused("InvalidKeyUsageException", message):
        kms.decrypt(CiphertextBlob=blob, KeyId=key_id, **OAEP)


def test_a_dry_run_looks_at_the_ciphertext(kms: KMSClient, key_id: str, blob: bytes) -> None:
    """It tells of success only for one that would decrypt."""
    message = "The request would have succeeded, but the DryRun option is set."
    with refused("DryRunOperationException", message):
        kms.decrypt(CiphertextBlob=blob, EncryptionContext=CONTEXT, DryRun=True)
    with refused("InvalidCiphertextException", ""):
        kms.decrypt(CiphertextBlob=blob, DryRun=True)
    kms.disable_key(KeyId=key_id)
    with refused("DisabledException"):
        kms.decrypt(CiphertextBlob=blob, EncryptionContext=CONTEXT, DryRun=True)
