"""ML-KEM (FIPS 203): a shared secret in a ciphertext that one private key opens."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey

    from mock_dnssec.kms.crypto.material import Secret


def encapsulate(secret: Secret) -> tuple[bytes, bytes]:
    """Return a new shared secret and its ciphertext. Chance is the system's, not the account's."""
    return cast("MLKEM768PrivateKey", secret).public_key().encapsulate()


def decapsulate(secret: Secret, ciphertext: bytes) -> bytes:
    """Return the shared secret, or one that depends on both if the ciphertext is not the key's."""
    return cast("MLKEM768PrivateKey", secret).decapsulate(ciphertext)
