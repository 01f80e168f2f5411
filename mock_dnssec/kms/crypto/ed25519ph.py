"""Ed25519ph (RFC 8032, section 5.1), which ``cryptography`` lacks, by pycryptodome."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidSignature

from mock_dnssec.errors import MockUsageError

if TYPE_CHECKING:
    from Crypto.Hash.SHA512 import SHA512Hash
    from Crypto.Signature.eddsa import EdDSASigScheme
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

_MISSING = (
    "The signing algorithm ED25519_PH_SHA_512 needs the pycryptodome package: "
    "pip install 'mock-dnssec[all-algorithms]'"
)


def sign(key: Ed25519PrivateKey, message: bytes) -> bytes:
    """Sign the SHA-512 digest of ``message``. Raises MockUsageError without pycryptodome."""
    scheme, digest = _prepare(key, message)
    return scheme.sign(digest)


def verify(key: Ed25519PrivateKey, signature: bytes, message: bytes) -> None:
    """Raise InvalidSignature unless ``key`` signed the SHA-512 digest of ``message``."""
    scheme, digest = _prepare(key, message)
    try:
        scheme.verify(digest, signature)
    except ValueError:
        raise InvalidSignature from None


def _prepare(key: Ed25519PrivateKey, message: bytes) -> tuple[EdDSASigScheme, SHA512Hash]:
    try:
        from Crypto.Hash import SHA512
        from Crypto.PublicKey import ECC
        from Crypto.Signature import eddsa
    except ImportError as error:
        raise MockUsageError(_MISSING) from error
    curve_key = ECC.construct(curve="Ed25519", seed=key.private_bytes_raw())
    return eddsa.new(curve_key, "rfc8032"), SHA512.new(message)
