"""ECDH: a secret that two key pairs on one curve share."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import ECDH, EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from mock_dnssec.errors import AwsError

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

    from mock_dnssec.kms.crypto.material import Secret


def shared_secret(secret: Secret, peer: bytes) -> bytes:
    """Return the x coordinate shared with ``peer`` (NIST SP 800-56A, section 5.7.1.2).

    Raises ValidationException unless ``peer`` is DER SubjectPublicKeyInfo of the same curve.
    """
    key = cast("EllipticCurvePrivateKey", secret)
    try:
        public_key = load_der_public_key(peer)
    except (UnsupportedAlgorithm, ValueError):
        raise AwsError("ValidationException") from None
    if (
        not isinstance(public_key, EllipticCurvePublicKey)
        or public_key.curve.name != key.curve.name
    ):
        raise AwsError("ValidationException")
    return key.exchange(ECDH(), public_key)
