"""Dry runs of Decrypt and ReEncrypt that ignore the ciphertext: IGNORE_CIPHERTEXT.

https://docs.aws.amazon.com/kms/latest/developerguide/testing-permissions.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from ..support import UNKNOWN_ID, refused

if TYPE_CHECKING:
    from ..conftest import NewKey

WOULD_SUCCEED = "The request would have succeeded, but the DryRun option is set."
WITHOUT_CIPHERTEXT: dict[str, Any] = {"DryRun": True, "DryRunModifiers": ["IGNORE_CIPHERTEXT"]}
OAEP = "RSAES_OAEP_SHA_256"

both = pytest.mark.parametrize("operation", ["decrypt", "re_encrypt"])


@pytest.fixture
def call(kms: Any, key_id: str, operation: str) -> Callable[..., Any]:
    """Return a function that decrypts, or re-encrypts under the symmetric key."""

    def perform(key: str | None, *, algorithm: str | None = None, **more: Any) -> Any:
        prefix = "" if operation == "decrypt" else "Source"
        if key is not None:
            more[f"{prefix}KeyId"] = key
        if algorithm is not None:
            more[f"{prefix}EncryptionAlgorithm"] = algorithm
        if operation == "re_encrypt":
            more["DestinationKeyId"] = key_id
        return getattr(kms, operation)(**more)

    return perform


@both
def test_a_dry_run_may_ignore_the_ciphertext(key_id: str, call: Callable[..., Any]) -> None:
    """There may be none then, or any."""
    for more in ({}, {"CiphertextBlob": b"x"}):
        with refused("DryRunOperationException", WOULD_SUCCEED):
            call(key_id, **WITHOUT_CIPHERTEXT, **more)


@both
def test_a_dry_run_without_ciphertext_checks_the_key(
    kms: Any, new_key: NewKey, key_id: str, call: Callable[..., Any]
) -> None:
    """The key must be named, exist, be for encryption, be enabled, and have the algorithm."""
    with refused("ValidationException"):
        call(None, **WITHOUT_CIPHERTEXT)
    with refused("NotFoundException"):
        call(UNKNOWN_ID, **WITHOUT_CIPHERTEXT)
    with refused("InvalidKeyUsageException"):
        signing = new_key("ECC_NIST_P256", "SIGN_VERIFY")["KeyId"]
        call(signing, **WITHOUT_CIPHERTEXT)
    with refused("InvalidKeyUsageException"):
        call(key_id, algorithm=OAEP, **WITHOUT_CIPHERTEXT)
    kms.disable_key(KeyId=key_id)
    with refused("DisabledException"):
        call(key_id, **WITHOUT_CIPHERTEXT)


@both
@pytest.mark.parametrize("more", [{}, {"DryRun": True}, {"DryRunModifiers": ["IGNORE_CIPHERTEXT"]}])
def test_only_such_a_dry_run_may_leave_out_the_ciphertext(
    key_id: str, call: Callable[..., Any], more: dict[str, Any]
) -> None:
    """AWS's model does not require it, so KMS does."""
    message = (
        "1 validation error detected: Value null at 'ciphertextBlob' failed to satisfy "
        "constraint: Member must not be null"
    )
    with refused("ValidationException", message):
        call(key_id, **more)
