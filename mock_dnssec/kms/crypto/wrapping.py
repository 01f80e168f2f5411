"""RSA key pairs that wrap imported key material, and the algorithms that unwrap it.

https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-get-public-key-and-token.html
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count, islice
from math import gcd
from typing import TYPE_CHECKING, TypeAlias, cast

from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP
from cryptography.hazmat.primitives.asymmetric.rsa import (
    RSAPrivateKey,
    RSAPrivateNumbers,
    RSAPublicNumbers,
    rsa_crt_dmp1,
    rsa_crt_dmq1,
)
from cryptography.hazmat.primitives.hashes import SHA1, SHA256, HashAlgorithm
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap_with_padding

from mock_dnssec.errors import AwsError

if TYPE_CHECKING:
    from mock_dnssec.kms.crypto.material import Material

Unwrap: TypeAlias = Callable[[RSAPrivateKey, bytes], bytes]

_FIRST_EXPONENT = 65537


def with_own_exponent(key: RSAPrivateKey, number: int) -> RSAPrivateKey:
    """Return a key pair with the modulus of ``key`` and public exponent number ``number``.

    An import token needs the public key that came with it. Making a modulus for each would take
    long; another exponent makes another key pair at no cost, and no attacker shares a test.
    """
    numbers = key.private_numbers()
    p, q = numbers.p, numbers.q
    order = (p - 1) * (q - 1)
    invertible = (e for e in count(_FIRST_EXPONENT, 2) if gcd(e, order) == 1)
    exponent = next(islice(invertible, number, None))
    d = pow(exponent, -1, order)
    return RSAPrivateNumbers(
        p=p,
        q=q,
        d=d,
        dmp1=rsa_crt_dmp1(d, p),
        dmq1=rsa_crt_dmq1(d, q),
        iqmp=numbers.iqmp,
        public_numbers=RSAPublicNumbers(exponent, p * q),
    ).private_key(unsafe_skip_rsa_key_validation=True)


def unwrap(algorithm: str, wrapping_key: Material, wrapped: bytes) -> bytes:
    """Return the plaintext of ``wrapped`` key material.

    Raises InvalidCiphertextException for what was not wrapped so for this key.
    """
    try:
        return _ALGORITHMS[algorithm](cast("RSAPrivateKey", wrapping_key.secret), wrapped)
    except (ValueError, InvalidUnwrap):
        raise AwsError("InvalidCiphertextException") from None


def _rsaes_oaep(digest: HashAlgorithm) -> Unwrap:
    """RSAES-OAEP (RFC 8017, section 7.1)."""
    padding = OAEP(MGF1(digest), digest, label=None)
    return lambda key, wrapped: key.decrypt(wrapped, padding)


def _rsa_aes_key_wrap(digest: HashAlgorithm) -> Unwrap:
    """An AES key under RSAES-OAEP, then the material under that key (RFC 5649)."""
    unwrap_aes_key = _rsaes_oaep(digest)

    def unwrap(key: RSAPrivateKey, wrapped: bytes) -> bytes:
        size = key.key_size // 8
        aes_key = unwrap_aes_key(key, wrapped[:size])
        return aes_key_unwrap_with_padding(aes_key, wrapped[size:])

    return unwrap


_ALGORITHMS: Mapping[str, Unwrap] = {
    "RSAES_OAEP_SHA_1": _rsaes_oaep(SHA1()),  # noqa: S303 - AWS offers it
    "RSAES_OAEP_SHA_256": _rsaes_oaep(SHA256()),
    "RSA_AES_KEY_WRAP_SHA_1": _rsa_aes_key_wrap(SHA1()),  # noqa: S303 - AWS offers it
    "RSA_AES_KEY_WRAP_SHA_256": _rsa_aes_key_wrap(SHA256()),
}
