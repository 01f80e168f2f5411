"""How an importer wraps key material, with ``cryptography`` alone."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, HashAlgorithm
from cryptography.hazmat.primitives.keywrap import aes_key_wrap_with_padding
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_der_public_key,
)

OAEP_ALGORITHMS = ("RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256")
AES_ALGORITHMS = ("RSA_AES_KEY_WRAP_SHA_1", "RSA_AES_KEY_WRAP_SHA_256")
FOREVER = {"ExpirationModel": "KEY_MATERIAL_DOES_NOT_EXPIRE"}

Import = Callable[..., dict[str, Any]]


def wrap(public_key: bytes, algorithm: str, material: bytes) -> bytes:
    """Encrypt ``material`` for the wrapping key as ``algorithm`` asks."""
    digest: HashAlgorithm = SHA1() if algorithm.endswith("_1") else SHA256()
    padding = OAEP(MGF1(digest), digest, None)
    key = load_der_public_key(public_key)
    assert isinstance(key, rsa.RSAPublicKey)
    if algorithm in OAEP_ALGORITHMS:
        return key.encrypt(material, padding)
    aes_key = os.urandom(32)
    return key.encrypt(aes_key, padding) + aes_key_wrap_with_padding(aes_key, material)


def pkcs8(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> bytes:
    """Return a private key as DER PKCS #8."""
    return key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())


def import_material(
    kms: Any,
    key_id: str,
    material: bytes,
    *,
    algorithm: str = "RSAES_OAEP_SHA_256",
    wrapping_key: str = "RSA_2048",
    **more: Any,
) -> dict[str, Any]:
    """Go through the import of ``material``: it does not expire unless ``more`` says so."""
    parameters = kms.get_parameters_for_import(
        KeyId=key_id, WrappingAlgorithm=algorithm, WrappingKeySpec=wrapping_key
    )
    answer: dict[str, Any] = kms.import_key_material(
        KeyId=key_id,
        ImportToken=parameters["ImportToken"],
        EncryptedKeyMaterial=wrap(parameters["PublicKey"], algorithm, material),
        **(FOREVER | more),
    )
    return answer
