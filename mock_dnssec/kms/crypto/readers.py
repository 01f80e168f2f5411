"""How the plaintext of imported key material becomes the secret of a key.

https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-conceptual.html
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.crypto import generators

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.types import PrivateKeyTypes

    from mock_dnssec.kms.crypto.material import Secret

Reader: TypeAlias = Callable[[bytes], "Secret"]

_WRONG_SIZE = "Invalid encrypted key size."
_NOT_EXPECTED = (
    "The request was rejected because the key material in the request is, expired, invalid, or "
    "does not meet expectations."
)


def octets(shortest: int, longest: int) -> Reader:
    """Read the bytes of a symmetric encryption or HMAC key."""

    def read(plaintext: bytes) -> Secret:
        if not shortest <= len(plaintext) <= longest:
            raise AwsError("ValidationException", _WRONG_SIZE)
        return plaintext

    return read


def rsa(bits: int) -> Reader:
    """Read an RSA private key with a modulus of ``bits``, as DER PKCS #8 (RFC 5208)."""

    def read(plaintext: bytes) -> Secret:
        from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

        key = _load(plaintext)
        if not isinstance(key, RSAPrivateKey) or key.key_size != bits:
            raise unexpected_material()
        return key

    return read


def elliptic_curve(name: str) -> Reader:
    """Read a private key on the curve of this name in SEC 2, as DER PKCS #8 (RFC 5208)."""

    def read(plaintext: bytes) -> Secret:
        from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

        key = _load(plaintext)
        if not isinstance(key, EllipticCurvePrivateKey) or key.curve.name != name:
            raise unexpected_material()
        return key

    return read


def sm2(_plaintext: bytes) -> Secret:
    """Refuse, as the generator of SM2 keys does."""
    return generators.sm2(lambda _size: b"")


def unexpected_material() -> AwsError:
    """Return the error for key material that is not what the key expects."""
    return AwsError("IncorrectKeyMaterialException", _NOT_EXPECTED)


def _load(plaintext: bytes) -> PrivateKeyTypes:
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.serialization import load_der_private_key

    try:
        # The primes of an RSA key are not proved: that takes as long as making the key, and the
        # account's lock is held.
        return load_der_private_key(plaintext, None, unsafe_skip_rsa_key_validation=True)
    except (TypeError, ValueError, UnsupportedAlgorithm):
        raise unexpected_material() from None
