"""Encapsulate and Decapsulate, against ``cryptography`` and ``kyber-py`` on the other side."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from kyber_py.ml_kem import ML_KEM_512  # type: ignore[import-untyped]

from ..support import refused

if TYPE_CHECKING:
    from ..conftest import NewKey

CIPHERTEXT_BYTES = {"ML_KEM_512": 768, "ML_KEM_768": 1088, "ML_KEM_1024": 1568}
BY_CRYPTOGRAPHY = ["ML_KEM_768", "ML_KEM_1024"]
USAGE = "ENCAPSULATE_DECAPSULATE"
every_spec = pytest.mark.parametrize("spec", CIPHERTEXT_BYTES)


def _decapsulate(kms: Any, key_id: str, blob: bytes) -> Any:
    return kms.decapsulate(
        KeyId=key_id, EncapsulationAlgorithm="ML_KEM", SharedSecretCiphertextBlob=blob
    )


@every_spec
def test_decapsulate_undoes_encapsulate(kms: Any, new_key: NewKey, spec: str) -> None:
    """Both answer with the shared secret of 32 bytes; the ciphertext has its spec's length."""
    key = new_key(spec, USAGE)
    made = kms.encapsulate(KeyId=key["KeyId"], EncapsulationAlgorithm="ML_KEM")
    blob, secret = made["SharedSecretCiphertextBlob"], made["SharedSecret"]
    assert (len(blob), len(secret)) == (CIPHERTEXT_BYTES[spec], 32)
    opened = _decapsulate(kms, key["KeyId"], blob)
    del made["ResponseMetadata"], opened["ResponseMetadata"]
    common = {
        "KeyId": key.get("Arn"),
        "SharedSecret": secret,
        "EncapsulationAlgorithm": "ML_KEM",
    }
    assert opened == common
    assert made == {**common, "SharedSecretCiphertextBlob": blob}


@pytest.mark.parametrize("spec", BY_CRYPTOGRAPHY)
def test_a_secret_encapsulated_outside_is_found_inside(
    kms: Any, new_key: NewKey, public_key: Callable[[str], Any], spec: str
) -> None:
    """``cryptography`` encapsulates with the public key that GetPublicKey gives."""
    key_id = new_key(spec, USAGE)["KeyId"]
    secret, blob = public_key(key_id).encapsulate()
    assert _decapsulate(kms, key_id, blob)["SharedSecret"] == secret


def test_ml_kem_512_is_that_of_its_package(kms: Any, new_key: NewKey) -> None:
    """``kyber-py`` encapsulates with the last 800 octets of the public key."""
    key_id = new_key("ML_KEM_512", USAGE)["KeyId"]
    public_key = kms.get_public_key(KeyId=key_id)["PublicKey"]
    secret, blob = ML_KEM_512.encaps(public_key[-800:])
    assert _decapsulate(kms, key_id, blob)["SharedSecret"] == secret


@every_spec
def test_a_wrong_ciphertext_gives_another_secret(kms: Any, new_key: NewKey, spec: str) -> None:
    """FIPS 203's implicit rejection: no error, always the same 32 bytes, never the right ones."""
    key_id = new_key(spec, USAGE)["KeyId"]
    made = kms.encapsulate(KeyId=key_id, EncapsulationAlgorithm="ML_KEM")
    blob = made["SharedSecretCiphertextBlob"]
    changed = bytes([blob[0] ^ 1]) + blob[1:]
    secrets = {_decapsulate(kms, key_id, changed)["SharedSecret"] for _ in range(2)}
    assert len(secrets) == 1
    assert made["SharedSecret"] not in secrets
    other = new_key(spec, USAGE)["KeyId"]
    assert _decapsulate(kms, other, blob)["SharedSecret"] != made["SharedSecret"]


@every_spec
def test_a_ciphertext_of_another_length_is_refused(kms: Any, new_key: NewKey, spec: str) -> None:
    """The one thing about a ciphertext that Decapsulate checks, in a dry run too."""
    key_id = new_key(spec, USAGE)["KeyId"]
    size = CIPHERTEXT_BYTES[spec]
    for wrong in (1, size - 1, size + 1):
        with refused("InvalidCiphertextException", ""):
            _decapsulate(kms, key_id, bytes(wrong))
    with refused("InvalidCiphertextException", ""):
        kms.decapsulate(
            KeyId=key_id,
            EncapsulationAlgorithm="ML_KEM",
            SharedSecretCiphertextBlob=b"x",
            DryRun=True,
        )


def test_the_algorithm_is_ml_kem(kms: Any, new_key: NewKey) -> None:
    """There is no other."""
    with refused("ValidationException"):
        kms.encapsulate(KeyId=new_key("ML_KEM_768", USAGE)["KeyId"], EncapsulationAlgorithm="RSA")
