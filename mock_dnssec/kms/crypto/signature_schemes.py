"""The signing algorithms, a row each.

https://docs.aws.amazon.com/kms/latest/developerguide/asymmetric-key-specs.html
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Protocol, cast

from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS, AsymmetricPadding, PKCS1v15
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, SM3, HashAlgorithm

from mock_dnssec.kms.crypto import ed25519ph

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from mock_dnssec.kms.crypto.material import Material, Secret


class Scheme(Protocol):
    """A signing algorithm.

    ``lengths`` maps each MessageType that it takes to the length in bytes that the Message must
    have, or to None.
    """

    lengths: Mapping[str, int | None]

    def sign(self, secret: Secret, message: bytes, message_type: str) -> bytes:
        """Return the signature in the form that KMS gives."""

    def verify(self, secret: Secret, signature: bytes, message: bytes, message_type: str) -> None:
        """Raise ``cryptography.exceptions.InvalidSignature`` for another's signature."""


class _Hashed:
    """What RSA and ECDSA have in common: they sign the digest of the message."""

    def __init__(self, digest: HashAlgorithm) -> None:
        self.lengths: Mapping[str, int | None] = {"RAW": None, "DIGEST": digest.digest_size}
        self._digest = digest

    def _hash(self, message_type: str) -> HashAlgorithm | Prehashed:
        return Prehashed(self._digest) if message_type == "DIGEST" else self._digest


class _Rsa(_Hashed):
    """RSASSA-PKCS1-v1_5 and RSASSA-PSS (RFC 8017, section 8)."""

    def __init__(self, digest: HashAlgorithm, padding: AsymmetricPadding) -> None:
        super().__init__(digest)
        self._padding = padding

    def sign(self, secret: Secret, message: bytes, message_type: str) -> bytes:
        key = cast("RSAPrivateKey", secret)
        return key.sign(message, self._padding, self._hash(message_type))

    def verify(self, secret: Secret, signature: bytes, message: bytes, message_type: str) -> None:
        key = cast("RSAPrivateKey", secret).public_key()
        key.verify(signature, message, self._padding, self._hash(message_type))


class _Ecdsa(_Hashed):
    """ECDSA with signatures in DER (RFC 3279, section 2.2.3)."""

    def sign(self, secret: Secret, message: bytes, message_type: str) -> bytes:
        key = cast("EllipticCurvePrivateKey", secret)
        return key.sign(message, ECDSA(self._hash(message_type)))

    def verify(self, secret: Secret, signature: bytes, message: bytes, message_type: str) -> None:
        key = cast("EllipticCurvePrivateKey", secret).public_key()
        key.verify(signature, message, ECDSA(self._hash(message_type)))


class _Ed25519:
    """Ed25519 (RFC 8032, section 5.1)."""

    lengths: Mapping[str, int | None] = {"RAW": None}

    def sign(self, secret: Secret, message: bytes, _message_type: str) -> bytes:
        return cast("Ed25519PrivateKey", secret).sign(message)

    def verify(self, secret: Secret, signature: bytes, message: bytes, _message_type: str) -> None:
        cast("Ed25519PrivateKey", secret).public_key().verify(signature, message)


class _Ed25519ph:
    """Ed25519ph (RFC 8032, section 5.1): the digest that KMS is given is the message."""

    lengths: Mapping[str, int | None] = {"DIGEST": 64}

    def sign(self, secret: Secret, message: bytes, _message_type: str) -> bytes:
        return ed25519ph.sign(cast("Ed25519PrivateKey", secret), message)

    def verify(self, secret: Secret, signature: bytes, message: bytes, _message_type: str) -> None:
        ed25519ph.verify(cast("Ed25519PrivateKey", secret), signature, message)


class _MlDsa:
    """Pure ML-DSA with an empty context; EXTERNAL_MU is its hash of all that (FIPS 204)."""

    lengths: Mapping[str, int | None] = {"RAW": None, "EXTERNAL_MU": 64}

    def sign(self, secret: Secret, message: bytes, message_type: str) -> bytes:
        key = cast("MLDSA44PrivateKey", secret)
        return key.sign(message) if message_type == "RAW" else key.sign_mu(message)

    def verify(self, secret: Secret, signature: bytes, message: bytes, message_type: str) -> None:
        key = cast("MLDSA44PrivateKey", secret).public_key()
        (key.verify if message_type == "RAW" else key.verify_mu)(signature, message)


def sign_reproducibly(material: Material, message: bytes) -> bytes:
    """Sign as ECDSA_SHA_256 does, but the same bytes for the same message (RFC 6979)."""
    key = cast("EllipticCurvePrivateKey", material.secret)
    return key.sign(message, ECDSA(SHA256(), deterministic_signing=True))


def _pss(digest: HashAlgorithm) -> _Rsa:
    return _Rsa(digest, PSS(MGF1(digest), PSS.DIGEST_LENGTH))


SCHEMES: Mapping[str, Scheme] = {
    "RSASSA_PKCS1_V1_5_SHA_256": _Rsa(SHA256(), PKCS1v15()),
    "RSASSA_PKCS1_V1_5_SHA_384": _Rsa(SHA384(), PKCS1v15()),
    "RSASSA_PKCS1_V1_5_SHA_512": _Rsa(SHA512(), PKCS1v15()),
    "RSASSA_PSS_SHA_256": _pss(SHA256()),
    "RSASSA_PSS_SHA_384": _pss(SHA384()),
    "RSASSA_PSS_SHA_512": _pss(SHA512()),
    "ECDSA_SHA_256": _Ecdsa(SHA256()),
    "ECDSA_SHA_384": _Ecdsa(SHA384()),
    "ECDSA_SHA_512": _Ecdsa(SHA512()),
    "ED25519_SHA_512": _Ed25519(),
    "ED25519_PH_SHA_512": _Ed25519ph(),
    "ML_DSA_SHAKE_256": _MlDsa(),
    # SM2 keys refuse to be made, so that only the length of an SM3 digest counts here.
    "SM2DSA": _Ecdsa(SM3()),
}
