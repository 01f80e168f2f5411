"""How the secret of each kind of key spec is made from the account's entropy.

RSA excepted, which ``cryptography`` generates from the system's entropy only, the same bytes make
the same key.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from mock_dnssec.errors import MockUsageError

if TYPE_CHECKING:
    from mock_dnssec.kms.crypto.material import Secret

Draw: TypeAlias = Callable[[int], bytes]
"""Gives the asked number of bytes: always the same ones for one key material."""

Generator: TypeAlias = Callable[[Draw], "Secret"]

_ED25519_SEED_BYTES = 32
_ML_DSA_SEED_BYTES = 32  # FIPS 204, section 3.6.3: the seed xi
_ML_KEM_SEED_BYTES = 64  # FIPS 203, section 7.1: the seed d || z
_SPARE_BITS = 64  # reduces the bias of a number taken modulo a group order to nothing


def octets(size: int) -> Generator:
    """Make ``size`` bytes, for symmetric encryption and HMAC keys."""
    return lambda draw: draw(size)


def rsa(bits: int) -> Generator:
    """Make an RSA key pair with a modulus of ``bits`` and the public exponent 65537."""

    def generate(_draw: Draw) -> Secret:
        from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

        return generate_private_key(public_exponent=65537, key_size=bits)

    return generate


def elliptic_curve(name: str) -> Generator:
    """Make a key pair on the curve that ``cryptography`` calls ``name``."""

    def generate(draw: Draw) -> Secret:
        from cryptography.hazmat.primitives.asymmetric import ec

        curve: ec.EllipticCurve = getattr(ec, name)()
        number = int.from_bytes(
            draw((curve.group_order.bit_length() + _SPARE_BITS) // 8 + 1), "big"
        )
        return ec.derive_private_key(number % (curve.group_order - 1) + 1, curve)

    return generate


def ed25519(draw: Draw) -> Secret:
    """Make an Ed25519 key pair (RFC 8032)."""
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(draw(_ED25519_SEED_BYTES))


def ml_dsa(name: str) -> Generator:
    """Make an ML-DSA key pair (FIPS 204): ``name`` is ``MLDSA44``, ``MLDSA65`` or ``MLDSA87``."""

    def generate(draw: Draw) -> Secret:
        from cryptography.hazmat.primitives.asymmetric import mldsa

        secret: Secret = getattr(mldsa, f"{name}PrivateKey").from_seed_bytes(
            draw(_ML_DSA_SEED_BYTES)
        )
        return secret

    return generate


def ml_kem(name: str) -> Generator:
    """Make an ML-KEM key pair (FIPS 203): ``name`` is ``MLKEM768`` or ``MLKEM1024``."""

    def generate(draw: Draw) -> Secret:
        from cryptography.hazmat.primitives.asymmetric import mlkem

        secret: Secret = getattr(mlkem, f"{name}PrivateKey").from_seed_bytes(
            draw(_ML_KEM_SEED_BYTES)
        )
        return secret

    return generate


def ml_kem_512(draw: Draw) -> Secret:
    """Make an ML-KEM-512 key pair, which ``cryptography`` does not know."""
    from mock_dnssec.kms.crypto.ml_kem_512 import MLKEM512PrivateKey

    return MLKEM512PrivateKey(draw(_ML_KEM_SEED_BYTES))


def sm2(_draw: Draw) -> Secret:
    """Refuse: the rules of SM2 keys are modelled, their cryptography is not."""
    raise MockUsageError(
        "The mock creates SM2 keys and applies AWS's rules to them, but has no SM2 cryptography: "
        "use a key of another spec where the test signs, encrypts or reads the public key."
    )
