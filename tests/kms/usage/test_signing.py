"""Sign and Verify, judged by ``cryptography`` with the public key that GetPublicKey gives."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, cast

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.serialization import load_der_public_key

from ..support import refused

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PublicKey
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from mypy_boto3_kms import KMSClient

    from ..conftest import NewKey

MESSAGE = b"example.com. IN DNSKEY"
HASHES: Mapping[str, tuple[hashes.HashAlgorithm, Callable[[bytes], Any]]] = {
    "SHA_256": (hashes.SHA256(), hashlib.sha256),
    "SHA_384": (hashes.SHA384(), hashlib.sha384),
    "SHA_512": (hashes.SHA512(), hashlib.sha512),
}
HASHED = [
    ("RSA_2048", "RSASSA_PKCS1_V1_5_SHA_256"),
    ("RSA_2048", "RSASSA_PKCS1_V1_5_SHA_384"),
    ("RSA_2048", "RSASSA_PKCS1_V1_5_SHA_512"),
    ("RSA_2048", "RSASSA_PSS_SHA_256"),
    ("RSA_2048", "RSASSA_PSS_SHA_384"),
    ("RSA_2048", "RSASSA_PSS_SHA_512"),
    ("RSA_3072", "RSASSA_PSS_SHA_256"),
    ("RSA_4096", "RSASSA_PKCS1_V1_5_SHA_512"),
    ("ECC_NIST_P256", "ECDSA_SHA_256"),
    ("ECC_NIST_P384", "ECDSA_SHA_384"),
    ("ECC_NIST_P521", "ECDSA_SHA_512"),
    ("ECC_SECG_P256K1", "ECDSA_SHA_256"),
]
ML_DSA_SIGNATURES = {"ML_DSA_44": 2420, "ML_DSA_65": 3309, "ML_DSA_87": 4627}
EVERY_SCHEME: list[tuple[str, str, str, bytes]] = [
    *((spec, algorithm, "RAW", MESSAGE) for spec, algorithm in HASHED),
    *((spec, "ML_DSA_SHAKE_256", "RAW", MESSAGE) for spec in ML_DSA_SIGNATURES),
    *((spec, "ML_DSA_SHAKE_256", "EXTERNAL_MU", bytes(64)) for spec in ML_DSA_SIGNATURES),
    ("ECC_NIST_EDWARDS25519", "ED25519_SHA_512", "RAW", MESSAGE),
    ("ECC_NIST_EDWARDS25519", "ED25519_PH_SHA_512", "DIGEST", bytes(64)),
]


def _digest(algorithm: str, message: bytes) -> bytes:
    return cast("bytes", HASHES[algorithm[-7:]][1](message).digest())


def _check_from_outside(public_key: bytes, algorithm: str, signature: bytes) -> None:
    """Raise InvalidSignature unless ``cryptography`` accepts the signature of MESSAGE."""
    key = load_der_public_key(public_key)
    digest = HASHES[algorithm[-7:]][0]
    if isinstance(key, ec.EllipticCurvePublicKey):
        key.verify(signature, MESSAGE, ec.ECDSA(digest))
    elif "PSS" in algorithm:
        pss = padding.PSS(padding.MGF1(digest), digest.digest_size)
        cast("RSAPublicKey", key).verify(signature, MESSAGE, pss, digest)
    else:
        cast("RSAPublicKey", key).verify(signature, MESSAGE, padding.PKCS1v15(), digest)


@pytest.mark.parametrize(("spec", "algorithm"), HASHED)
def test_signatures_over_a_hash_verify_outside(
    kms: Any, new_key: NewKey, spec: str, algorithm: str
) -> None:
    """RSA and ECDSA signatures are standard ones; PSS has a salt as long as the digest."""
    key = new_key(spec, "SIGN_VERIFY")
    public_key = kms.get_public_key(KeyId=key["KeyId"])["PublicKey"]
    signed = kms.sign(KeyId=key["KeyId"], Message=MESSAGE, SigningAlgorithm=algorithm)
    assert (signed["KeyId"], signed["SigningAlgorithm"]) == (key.get("Arn"), algorithm)
    _check_from_outside(public_key, algorithm, signed["Signature"])


@pytest.mark.parametrize(("spec", "algorithm"), HASHED)
def test_a_digest_is_not_hashed_again(kms: Any, new_key: NewKey, spec: str, algorithm: str) -> None:
    """Signing the digest as DIGEST is signing the message as RAW, and so is verifying."""
    key_id = new_key(spec, "SIGN_VERIFY")["KeyId"]
    raw = {"KeyId": key_id, "SigningAlgorithm": algorithm, "Message": MESSAGE}
    digest = {**raw, "Message": _digest(algorithm, MESSAGE), "MessageType": "DIGEST"}
    of_digest = kms.sign(**digest)["Signature"]
    _check_from_outside(kms.get_public_key(KeyId=key_id)["PublicKey"], algorithm, of_digest)
    assert kms.verify(**raw, Signature=of_digest)["SignatureValid"] is True
    of_message = kms.sign(**raw)["Signature"]
    assert kms.verify(**digest, Signature=of_message)["SignatureValid"] is True


def test_ed25519_signatures_verify_outside(kms: KMSClient, new_key: NewKey) -> None:
    """ED25519_SHA_512 is pure Ed25519."""
    key_id = new_key("ECC_NIST_EDWARDS25519", "SIGN_VERIFY")["KeyId"]
    signature = kms.sign(KeyId=key_id, Message=MESSAGE, SigningAlgorithm="ED25519_SHA_512")
    key = load_der_public_key(kms.get_public_key(KeyId=key_id)["PublicKey"])
    cast("Ed25519PublicKey", key).verify(signature["Signature"], MESSAGE)


def test_ed25519ph_is_another_signature_than_ed25519(kms: KMSClient, new_key: NewKey) -> None:
    """The prehashed form has its own domain: neither kind passes for the other."""
    key_id = new_key("ECC_NIST_EDWARDS25519", "SIGN_VERIFY")["KeyId"]
    digest = hashlib.sha512(MESSAGE).digest()
    signature = kms.sign(
        KeyId=key_id, Message=digest, MessageType="DIGEST", SigningAlgorithm="ED25519_PH_SHA_512"
    )["Signature"]
    assert len(signature) == 64
    key = cast(
        "Ed25519PublicKey", load_der_public_key(kms.get_public_key(KeyId=key_id)["PublicKey"])
    )
    for message in (MESSAGE, digest, hashlib.sha512(digest).digest()):
        with pytest.raises(InvalidSignature):
            key.verify(signature, message)


@pytest.mark.parametrize(("spec", "size"), ML_DSA_SIGNATURES.items())
def test_ml_dsa_signatures_verify_outside(kms: Any, new_key: NewKey, spec: str, size: int) -> None:
    """ML_DSA_SHAKE_256 is pure ML-DSA with an empty context."""
    key_id = new_key(spec, "SIGN_VERIFY")["KeyId"]
    signature = kms.sign(KeyId=key_id, Message=MESSAGE, SigningAlgorithm="ML_DSA_SHAKE_256")
    key = load_der_public_key(kms.get_public_key(KeyId=key_id)["PublicKey"])
    cast("MLDSA44PublicKey", key).verify(signature["Signature"], MESSAGE)
    assert len(signature["Signature"]) == size


@pytest.mark.parametrize("spec", ML_DSA_SIGNATURES)
def test_an_external_mu_stands_for_the_message(kms: Any, new_key: NewKey, spec: str) -> None:
    """EXTERNAL_MU takes FIPS 204's message representative, hashed by the caller."""
    key_id = new_key(spec, "SIGN_VERIFY")["KeyId"]
    spki = kms.get_public_key(KeyId=key_id)["PublicKey"]
    key = cast("MLDSA44PublicKey", load_der_public_key(spki))
    hashed_key = hashlib.shake_256(key.public_bytes_raw()).digest(64)
    mu = hashlib.shake_256(hashed_key + b"\0\0" + MESSAGE).digest(64)
    signature = kms.sign(
        KeyId=key_id, Message=mu, MessageType="EXTERNAL_MU", SigningAlgorithm="ML_DSA_SHAKE_256"
    )["Signature"]
    key.verify(signature, MESSAGE)
    verified = kms.verify(
        KeyId=key_id, Message=MESSAGE, Signature=signature, SigningAlgorithm="ML_DSA_SHAKE_256"
    )
    assert verified["SignatureValid"] is True


@pytest.mark.parametrize(("spec", "algorithm", "message_type", "message"), EVERY_SCHEME)
def test_verify_accepts_the_keys_own_signature_only(
    kms: Any, new_key: NewKey, spec: str, algorithm: str, message_type: str, message: bytes
) -> None:
    """A changed message, a changed signature, garbage and another's are all refused, wordlessly."""
    key = new_key(spec, "SIGN_VERIFY")
    request = {
        "KeyId": key["KeyId"],
        "SigningAlgorithm": algorithm,
        "MessageType": message_type,
        "Message": message,
    }
    signature = kms.sign(**request)["Signature"]
    verified = kms.verify(**request, Signature=signature)
    assert (verified["KeyId"], verified["SignatureValid"]) == (key.get("Arn"), True)
    changed = bytes([signature[0] ^ 1]) + signature[1:]
    for wrong in (changed, b"x", signature + b"\0", bytes(6144)):
        with refused("KMSInvalidSignatureException", ""):
            kms.verify(**request, Signature=wrong)
    other = {**request, "Message": bytes([message[0] ^ 1]) + message[1:]}
    with refused("KMSInvalidSignatureException", ""):
        kms.verify(**other, Signature=signature)


def test_a_refused_signature_has_no_message_at_all(
    kms: KMSClient, signing_key: dict[str, Any]
) -> None:
    """KMS sends no ``message`` member with KMSInvalidSignatureException."""
    with pytest.raises(kms.exceptions.KMSInvalidSignatureException) as caught:
        kms.verify(
            KeyId=signing_key["KeyId"],
            Message=MESSAGE,
            Signature=b"x",
            SigningAlgorithm="ECDSA_SHA_256",
        )
    assert "message" not in caught.value.response
