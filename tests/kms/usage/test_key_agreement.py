"""DeriveSharedSecret, against ``cryptography`` on the other side."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from mock_dnssec import mock_dnssec
from mock_dnssec.errors import AwsError

from ..support import refused

if TYPE_CHECKING:
    from ..conftest import NewKey

CURVES: dict[str, tuple[ec.EllipticCurve, int]] = {
    "ECC_NIST_P256": (ec.SECP256R1(), 32),
    "ECC_NIST_P384": (ec.SECP384R1(), 48),
    "ECC_NIST_P521": (ec.SECP521R1(), 66),
}


def _der(key: Any) -> bytes:
    encoded: bytes = key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    return encoded


@pytest.mark.parametrize("spec", CURVES)
def test_both_sides_derive_one_secret(
    kms: Any, new_key: NewKey, public_key: Callable[[str], Any], spec: str
) -> None:
    """The raw x coordinate, as long as the field."""
    key = new_key(spec, "KEY_AGREEMENT")
    curve, size = CURVES[spec]
    peer = ec.generate_private_key(curve)
    answer = kms.derive_shared_secret(
        KeyId=key["KeyId"], KeyAgreementAlgorithm="ECDH", PublicKey=_der(peer)
    )
    secret = peer.exchange(ec.ECDH(), public_key(key["KeyId"]))
    assert len(secret) == size
    del answer["ResponseMetadata"]
    assert answer == {
        "KeyId": key.get("Arn"),
        "SharedSecret": secret,
        "KeyAgreementAlgorithm": "ECDH",
        "KeyOrigin": "AWS_KMS",
    }


def test_two_kms_keys_agree(kms: Any, new_key: NewKey) -> None:
    """Alice and Bob may both have their keys in KMS."""
    alice, bob = (new_key("ECC_NIST_P384", "KEY_AGREEMENT")["KeyId"] for _ in range(2))
    secrets = {
        kms.derive_shared_secret(
            KeyId=own,
            KeyAgreementAlgorithm="ECDH",
            PublicKey=kms.get_public_key(KeyId=other)["PublicKey"],
        )["SharedSecret"]
        for own, other in ((alice, bob), (bob, alice))
    }
    assert len(secrets) == 1


PEERS = {
    "another curve": _der(ec.derive_private_key(7, ec.SECP384R1())),
    "a curve of the same size": _der(ec.derive_private_key(7, ec.SECP256K1())),
    "Ed25519": _der(ed25519.Ed25519PrivateKey.from_private_bytes(bytes(32))),
    "RSA": _der(rsa.generate_private_key(65537, 2048)),
    "garbage": b"InvalidKey",
    "a bare point": bytes([4]) + bytes(64),
}


@pytest.mark.parametrize("dry_run", [False, True])
@pytest.mark.parametrize("peer", PEERS)
def test_a_peer_of_another_kind_is_refused_wordlessly(
    kms: Any, new_key: NewKey, peer: str, dry_run: bool
) -> None:
    """AWS gives ValidationException, and no message."""
    key_id = new_key("ECC_NIST_P256", "KEY_AGREEMENT")["KeyId"]
    with refused("ValidationException", ""):
        kms.derive_shared_secret(
            KeyId=key_id,
            KeyAgreementAlgorithm="ECDH",
            PublicKey=PEERS[peer],
            DryRun=dry_run,
        )


def _outcome(derive: Callable[[], Any]) -> object:
    """Return the length of the secret, or the code of the refusal."""
    try:
        return len(derive()["SharedSecret"])
    except AwsError as error:
        return error.code


@given(data=st.data())
def test_a_damaged_peer_is_refused_or_another_point(data: st.DataObject) -> None:
    """No public key whatsoever makes anything but an answer or that refusal."""
    good = _der(ec.derive_private_key(7, ec.SECP256R1()))
    position = data.draw(st.integers(0, len(good) - 1))
    flipped = good[position] ^ data.draw(st.integers(1, 255))
    with mock_dnssec() as account:
        operations = account.kms("us-east-1").operations
        operations["create_key"](key_spec="ECC_NIST_P256", key_usage="KEY_AGREEMENT")
        [key] = account.kms("us-east-1").keys
        derive: Any = operations["derive_shared_secret"](
            key_id=key.key_id,
            key_agreement_algorithm="ECDH",
            public_key=good[:position] + bytes([flipped]) + good[position + 1 :],
        )
        assert _outcome(derive) in (32, "ValidationException")


def test_the_algorithm_is_ecdh(kms: Any, new_key: NewKey) -> None:
    """AWS prints the one value that there is."""
    message = (
        "1 validation error detected: Value 'DH' at 'keyAgreementAlgorithm' failed to satisfy "
        "constraint: Member must satisfy enum value set: [ECDH]"
    )
    key_id = new_key("ECC_NIST_P256", "KEY_AGREEMENT")["KeyId"]
    with refused("ValidationException", message):
        kms.derive_shared_secret(KeyId=key_id, KeyAgreementAlgorithm="DH", PublicKey=b"x")
