"""ML-KEM-512 in the shape of the ML-KEM keys of ``cryptography``, which lacks this size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mock_dnssec.errors import MockUsageError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.serialization import (
        Encoding,
        KeySerializationEncryption,
        PrivateFormat,
        PublicFormat,
    )

_SPKI_PREFIX = bytes.fromhex("30820332 300b 0609608648016503040401 0382032100")
_PKCS8_PREFIX = bytes.fromhex("3054 020100 300b 0609608648016503040401 0442 8040")
_MISSING = "ML_KEM_512 keys need the kyber-py package: pip install 'mock-dnssec[all-algorithms]'"


class MLKEM512PublicKey:
    """An encapsulation key of 800 octets (FIPS 203, table 3)."""

    def __init__(self, octets: bytes) -> None:
        self._octets = octets

    def public_bytes(self, encoding: Encoding, format: PublicFormat) -> bytes:  # noqa: A002, ARG002 - as in cryptography
        """Return DER SubjectPublicKeyInfo (RFC 9935, section 4), the one form that KMS gives."""
        return _SPKI_PREFIX + self._octets

    def encapsulate(self) -> tuple[bytes, bytes]:
        """Return a new shared secret and its ciphertext."""
        shared_secret, ciphertext = _ml_kem_512().encaps(self._octets)
        return shared_secret, ciphertext


class MLKEM512PrivateKey:
    """A key pair made by the ``kyber-py`` package.

    Raises MockUsageError where that optional package is not installed.
    """

    def __init__(self, seed: bytes) -> None:
        self._seed = seed
        self._encapsulation_key, self._decapsulation_key = _ml_kem_512().key_derive(seed)

    def public_key(self) -> MLKEM512PublicKey:
        """Return the encapsulation key."""
        return MLKEM512PublicKey(self._encapsulation_key)

    def private_bytes(
        self,
        encoding: Encoding,  # noqa: ARG002 - these are as in cryptography
        format: PrivateFormat,  # noqa: A002, ARG002
        encryption_algorithm: KeySerializationEncryption,  # noqa: ARG002
    ) -> bytes:
        """Return the seed in DER PKCS #8 (RFC 9935, section 6), the one form that KMS gives."""
        return _PKCS8_PREFIX + self._seed

    def decapsulate(self, ciphertext: bytes) -> bytes:
        """Return the shared secret, or one that depends on both if the ciphertext is another's."""
        shared_secret: bytes = _ml_kem_512().decaps(self._decapsulation_key, ciphertext)
        return shared_secret


def _ml_kem_512() -> Any:
    try:
        from kyber_py.ml_kem import ML_KEM_512  # type: ignore[import-untyped]  # it has no types
    except ImportError as error:
        raise MockUsageError(_MISSING) from error
    return ML_KEM_512
