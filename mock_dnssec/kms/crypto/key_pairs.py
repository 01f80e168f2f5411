"""A key pair in the encodings in which GenerateDataKeyPair gives it away."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
)

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

    from mock_dnssec.kms.crypto.material import Secret


def encode(secret: Secret) -> tuple[bytes, bytes]:
    """Return the private key in DER PKCS #8 (RFC 5958) and the public key in DER (RFC 5280)."""
    key = cast("PrivateKeyTypes", secret)
    return (
        key.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption()),
        key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
    )
