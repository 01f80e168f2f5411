"""GetPublicKey."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, mldsa, mlkem, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

from mock_dnssec import MockUsageError

from .support import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

    from .conftest import NewKey

# KeySpec, KeyUsage, length of the SubjectPublicKeyInfo in bytes, what cryptography reads in it
PUBLIC_KEYS: list[tuple[str, str, int, type]] = [
    ("RSA_2048", "SIGN_VERIFY", 294, rsa.RSAPublicKey),
    ("RSA_3072", "ENCRYPT_DECRYPT", 422, rsa.RSAPublicKey),
    ("RSA_4096", "SIGN_VERIFY", 550, rsa.RSAPublicKey),
    ("ECC_NIST_P256", "SIGN_VERIFY", 91, ec.EllipticCurvePublicKey),
    ("ECC_NIST_P256", "KEY_AGREEMENT", 91, ec.EllipticCurvePublicKey),
    ("ECC_NIST_P384", "SIGN_VERIFY", 120, ec.EllipticCurvePublicKey),
    ("ECC_NIST_P521", "KEY_AGREEMENT", 158, ec.EllipticCurvePublicKey),
    ("ECC_SECG_P256K1", "SIGN_VERIFY", 88, ec.EllipticCurvePublicKey),
    ("ECC_NIST_EDWARDS25519", "SIGN_VERIFY", 44, ed25519.Ed25519PublicKey),
    ("ML_DSA_44", "SIGN_VERIFY", 1334, mldsa.MLDSA44PublicKey),
    ("ML_DSA_65", "SIGN_VERIFY", 1974, mldsa.MLDSA65PublicKey),
    ("ML_DSA_87", "SIGN_VERIFY", 2614, mldsa.MLDSA87PublicKey),
    ("ML_KEM_768", "ENCAPSULATE_DECAPSULATE", 1206, mlkem.MLKEM768PublicKey),
    ("ML_KEM_1024", "ENCAPSULATE_DECAPSULATE", 1590, mlkem.MLKEM1024PublicKey),
]
CURVES = {
    "ECC_NIST_P256": "secp256r1",
    "ECC_NIST_P384": "secp384r1",
    "ECC_NIST_P521": "secp521r1",
    "ECC_SECG_P256K1": "secp256k1",
}
ALGORITHM_MEMBERS = {
    "ENCRYPT_DECRYPT": "EncryptionAlgorithms",
    "SIGN_VERIFY": "SigningAlgorithms",
    "KEY_AGREEMENT": "KeyAgreementAlgorithms",
    "ENCAPSULATE_DECAPSULATE": "EncapsulationAlgorithms",
}


@pytest.mark.parametrize(("spec", "usage", "size", "kind"), PUBLIC_KEYS)
def test_a_public_key_is_der_that_cryptography_reads(
    kms: Any, new_key: NewKey, spec: str, usage: str, size: int, kind: type
) -> None:
    """PublicKey is a SubjectPublicKeyInfo of the key's own type, the same at each call."""
    key_id = new_key(spec, usage)["KeyId"]
    der = kms.get_public_key(KeyId=key_id)["PublicKey"]
    assert len(der) == size
    assert isinstance(load_der_public_key(der), kind)
    assert kms.get_public_key(KeyId=key_id)["PublicKey"] == der


@pytest.mark.parametrize(("spec", "curve"), CURVES.items())
def test_a_key_is_on_the_curve_of_its_spec(
    kms: Any, new_key: NewKey, spec: str, curve: str
) -> None:
    """ECC_NIST_P256 is secp256r1, and so on."""
    der = kms.get_public_key(KeyId=new_key(spec, "SIGN_VERIFY")["KeyId"])["PublicKey"]
    key = load_der_public_key(der)
    assert isinstance(key, ec.EllipticCurvePublicKey)
    assert key.curve.name == curve


def test_an_ml_kem_512_key_is_a_subject_public_key_info(kms: Any, new_key: NewKey) -> None:
    """The DER names id-alg-ml-kem-512 (RFC 9935) and holds 800 octets of key."""
    key_id = new_key("ML_KEM_512", "ENCAPSULATE_DECAPSULATE")["KeyId"]
    small = kms.get_public_key(KeyId=key_id)["PublicKey"]
    key_id = new_key("ML_KEM_768", "ENCAPSULATE_DECAPSULATE")["KeyId"]
    large = kms.get_public_key(KeyId=key_id)["PublicKey"]
    assert len(small) == 22 + 800
    # DER differs from that of ML-KEM-768 in the lengths and in the last arc of the OID only.
    shrunk = bytearray(large[:22])
    for at in (2, 19):
        length = int.from_bytes(shrunk[at : at + 2], "big") - (1184 - 800)
        shrunk[at : at + 2] = length.to_bytes(2, "big")
    shrunk[16] = 1
    assert small[:22] == bytes(shrunk)


@pytest.mark.parametrize(
    ("spec", "usage"),
    [
        ("RSA_2048", "ENCRYPT_DECRYPT"),
        ("ECC_NIST_P256", "SIGN_VERIFY"),
        ("ECC_NIST_P256", "KEY_AGREEMENT"),
        ("ML_KEM_768", "ENCAPSULATE_DECAPSULATE"),
    ],
)
def test_the_answer_says_what_the_key_is_for(
    aws: Account, kms: Any, new_key: NewKey, spec: str, usage: str
) -> None:
    """Beside the key there are its ARN, its spec, its usage and that usage's algorithms."""
    key = new_key(spec, usage)
    kms.get_public_key(KeyId=key["KeyId"])
    answer = dict(aws.calls[-1].result or {})
    assert {name: answer[name] for name in ("KeyId", "KeySpec", "KeyUsage")} == {
        "KeyId": key.get("Arn"),
        "KeySpec": spec,
        "KeyUsage": usage,
    }
    listed = set(answer) & set(ALGORITHM_MEMBERS.values())
    assert listed == {ALGORITHM_MEMBERS[usage]}


@pytest.mark.parametrize(
    ("spec", "usage"),
    [("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"), ("HMAC_512", "GENERATE_VERIFY_MAC")],
)
def test_a_symmetric_key_has_no_public_key(
    kms: KMSClient, new_key: NewKey, spec: str, usage: str
) -> None:
    """The refusal has no message, and comes after the key's state."""
    key_id = new_key(spec, usage)["KeyId"]
    with refused("UnsupportedOperationException", ""):
        kms.get_public_key(KeyId=key_id)
    kms.schedule_key_deletion(KeyId=key_id)
    with refused("KMSInvalidStateException"):
        kms.get_public_key(KeyId=key_id)


def test_the_account_gives_the_public_key_too(
    aws: Account, kms: KMSClient, signing_key: dict[str, Any]
) -> None:
    """What Route 53 reads from the key is what GetPublicKey answers."""
    key = aws.kms("us-east-1").keys.find(signing_key["KeyId"])
    assert key is not None
    assert key.public_key() == kms.get_public_key(KeyId=signing_key["KeyId"])["PublicKey"]


def test_a_key_without_material_says_so(aws: Account, new_key: NewKey) -> None:
    """Reading the public key of a key that waits for its import is a mistake of the caller."""
    key = aws.kms("us-east-1").keys.find(
        new_key("ECC_NIST_P256", "SIGN_VERIFY", Origin="EXTERNAL")["KeyId"]
    )
    assert key is not None
    with pytest.raises(MockUsageError, match="PendingImport"):
        key.public_key()


def test_sm2_is_said_to_be_unmodelled(client: Callable[..., Any]) -> None:
    """The public key of an SM2 key raises, and says what the mock lacks."""
    kms = client("kms", "cn-northwest-1")
    key_id = kms.create_key(KeySpec="SM2", KeyUsage="KEY_AGREEMENT")["KeyMetadata"]["KeyId"]
    with pytest.raises(MockUsageError, match="no SM2 cryptography"):
        kms.get_public_key(KeyId=key_id)
