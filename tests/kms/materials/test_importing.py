"""Imported material works inside as it does outside, whatever its type and its wrapping.

https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys.html
"""

from __future__ import annotations

import hmac
import os
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, OAEP, PSS
from cryptography.hazmat.primitives.hashes import SHA256, SHA384, SHA512, HashAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mock_dnssec.kms.crypto import ciphertexts

from ..support import refused
from ..wrapping import AES_ALGORITHMS, OAEP_ALGORITHMS, import_material, pkcs8

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

    from ..conftest import NewKey

CURVES: dict[str, tuple[ec.EllipticCurve, HashAlgorithm]] = {
    "ECC_NIST_P256": (ec.SECP256R1(), SHA256()),
    "ECC_NIST_P384": (ec.SECP384R1(), SHA384()),
    "ECC_NIST_P521": (ec.SECP521R1(), SHA512()),
    "ECC_SECG_P256K1": (ec.SECP256K1(), SHA256()),
}
MACS = [(224, 28), (224, 64), (256, 32), (256, 64), (384, 48), (384, 128), (512, 64), (512, 128)]


def _described(kms: KMSClient, aws: Account, key_id: str) -> Any:
    """Return all of KeyMetadata: an older botocore may not show CurrentKeyMaterialId."""
    kms.describe_key(KeyId=key_id)
    result: Any = aws.calls[-1].result
    return result["KeyMetadata"]


@pytest.mark.parametrize("algorithm", OAEP_ALGORITHMS)
@pytest.mark.parametrize("wrapping_key", ["RSA_2048", "RSA_3072", "RSA_4096"])
def test_a_symmetric_key_encrypts_with_what_was_imported(
    kms: KMSClient, external_key: str, algorithm: str, wrapping_key: str
) -> None:
    """A ciphertext opens with the very bytes that went in, under any wrapping."""
    material = os.urandom(32)
    import_material(kms, external_key, material, algorithm=algorithm, wrapping_key=wrapping_key)
    blob = kms.encrypt(KeyId=external_key, Plaintext=b"secret")["CiphertextBlob"]
    assert ciphertexts.read(blob).open(material, {}) == b"secret"
    assert kms.decrypt(CiphertextBlob=blob)["Plaintext"] == b"secret"


@pytest.mark.parametrize(("bits", "size"), MACS)
def test_an_hmac_key_makes_the_macs_of_what_was_imported(
    kms: KMSClient, new_key: NewKey, bits: int, size: int
) -> None:
    """RFC 2104 with the bytes that went in, from the shortest to the longest that AWS takes."""
    key = new_key(f"HMAC_{bits}", "GENERATE_VERIFY_MAC", Origin="EXTERNAL")
    material = os.urandom(size)
    import_material(kms, key["KeyId"], material)
    made = kms.generate_mac(
        KeyId=key["KeyId"],
        Message=b"m",
        MacAlgorithm=f"HMAC_SHA_{bits}",  # type: ignore[arg-type]
    )
    assert made["Mac"] == hmac.digest(material, b"m", f"sha{bits}")
    assert made["KeyId"] == key.get("Arn")


@pytest.mark.parametrize("algorithm", [*OAEP_ALGORITHMS, *AES_ALGORITHMS])
@pytest.mark.parametrize("spec", CURVES)
def test_an_elliptic_curve_key_signs_with_what_was_imported(
    kms: KMSClient,
    new_key: NewKey,
    spec: str,
    algorithm: str,
) -> None:
    """A signature made inside verifies with the public key that the importer has."""
    key_id = new_key(spec, "SIGN_VERIFY", Origin="EXTERNAL")["KeyId"]
    curve, digest = CURVES[spec]
    private_key = ec.generate_private_key(curve)
    import_material(kms, key_id, pkcs8(private_key), algorithm=algorithm, wrapping_key="RSA_3072")
    signature = kms.sign(
        KeyId=key_id,
        Message=b"m",
        SigningAlgorithm=f"ECDSA_SHA_{digest.digest_size * 8}",  # type: ignore[arg-type]
    )["Signature"]
    private_key.public_key().verify(signature, b"m", ec.ECDSA(digest))


@pytest.mark.parametrize("algorithm", AES_ALGORITHMS)
@pytest.mark.parametrize("bits", [2048, 3072, 4096])
def test_an_rsa_key_decrypts_with_what_was_imported(
    kms: KMSClient, new_key: NewKey, bits: int, algorithm: str
) -> None:
    """What was encrypted outside for the importer's public key is decrypted inside."""
    key_id = new_key(f"RSA_{bits}", "ENCRYPT_DECRYPT", Origin="EXTERNAL")["KeyId"]
    private_key = rsa.generate_private_key(65537, bits)
    import_material(kms, key_id, pkcs8(private_key), algorithm=algorithm)
    padding = OAEP(MGF1(SHA256()), SHA256(), None)
    decrypted = kms.decrypt(
        KeyId=key_id,
        CiphertextBlob=private_key.public_key().encrypt(b"secret", padding),
        EncryptionAlgorithm="RSAES_OAEP_SHA_256",
    )
    assert decrypted["Plaintext"] == b"secret"


def test_an_rsa_key_signs_with_what_was_imported(kms: KMSClient, new_key: NewKey) -> None:
    """A PSS signature made inside verifies outside, and GetPublicKey gives the public key."""
    key_id = new_key("RSA_2048", "SIGN_VERIFY", Origin="EXTERNAL")["KeyId"]
    private_key = rsa.generate_private_key(65537, 2048)
    import_material(kms, key_id, pkcs8(private_key), algorithm="RSA_AES_KEY_WRAP_SHA_256")
    signature = kms.sign(KeyId=key_id, Message=b"m", SigningAlgorithm="RSASSA_PSS_SHA_256")
    public_key = private_key.public_key()
    public_key.verify(signature["Signature"], b"m", PSS(MGF1(SHA256()), 32), SHA256())
    assert kms.get_public_key(KeyId=key_id)["PublicKey"] == public_key.public_bytes(
        Encoding.DER, PublicFormat.SubjectPublicKeyInfo
    )


def test_the_life_of_imported_material(aws: Account, kms: KMSClient, external_key: str) -> None:
    """PendingImport, Enabled, and after the deletion of the material PendingImport again."""
    before = _described(kms, aws, external_key)
    assert (before["KeyState"], before["Enabled"]) == ("PendingImport", False)
    assert not {"ExpirationModel", "ValidTo", "CurrentKeyMaterialId"} & set(before)
    import_material(kms, external_key, os.urandom(32))
    during = _described(kms, aws, external_key)
    assert (during["KeyState"], during["Enabled"]) == ("Enabled", True)
    assert during["ExpirationModel"] == "KEY_MATERIAL_DOES_NOT_EXPIRE"
    assert "ValidTo" not in during
    kms.delete_imported_key_material(KeyId=external_key)
    after = _described(kms, aws, external_key)
    assert after == before | {"CurrentKeyMaterialId": during["CurrentKeyMaterialId"]}
    with refused("KMSInvalidStateException", f"{before['Arn']} is pending import."):
        kms.encrypt(KeyId=external_key, Plaintext=b"secret")


@pytest.mark.parametrize(
    ("spec", "usage", "named"),
    [
        ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", True),
        ("HMAC_256", "GENERATE_VERIFY_MAC", False),
    ],
)
def test_only_the_material_of_a_symmetric_key_has_a_name(
    aws: Account, kms: KMSClient, new_key: NewKey, spec: str, usage: str, named: bool
) -> None:
    """KeyMaterialId is in the answers and the metadata of symmetric encryption keys alone."""
    key = new_key(spec, usage, Origin="EXTERNAL")
    import_material(kms, key["KeyId"], os.urandom(32))
    imported: Any = aws.calls[-1].result
    assert imported["KeyId"] == key.get("Arn")
    assert ("KeyMaterialId" in imported) is named
    current = _described(kms, aws, key["KeyId"]).get("CurrentKeyMaterialId")
    assert current == imported.get("KeyMaterialId")
    kms.delete_imported_key_material(KeyId=key["KeyId"])
    assert aws.calls[-1].result == imported


def test_what_was_encrypted_before_a_deletion_decrypts_after_the_next_import(
    kms: KMSClient, external_key: str
) -> None:
    """The same material makes the key usable again; meanwhile nothing decrypts."""
    material = os.urandom(32)
    import_material(kms, external_key, material)
    blob = kms.encrypt(KeyId=external_key, Plaintext=b"secret")["CiphertextBlob"]
    kms.delete_imported_key_material(KeyId=external_key)
    with refused("KMSInvalidStateException"):
        kms.decrypt(CiphertextBlob=blob)
    import_material(kms, external_key, material)
    assert kms.decrypt(CiphertextBlob=blob)["Plaintext"] == b"secret"


def test_a_deletion_without_material_changes_nothing(
    aws: Account, kms: KMSClient, external_key: str
) -> None:
    """DeleteImportedKeyMaterial works on a key that waits for its import."""
    before = _described(kms, aws, external_key)
    kms.delete_imported_key_material(KeyId=external_key)
    assert aws.calls[-1].result == {"KeyId": before["Arn"]}
    assert _described(kms, aws, external_key) == before


def test_the_material_of_a_doomed_key_can_be_deleted(kms: KMSClient, external_key: str) -> None:
    """The key stays PendingDeletion, and is without material when the deletion is cancelled."""
    import_material(kms, external_key, os.urandom(32))
    kms.schedule_key_deletion(KeyId=external_key)
    kms.delete_imported_key_material(KeyId=external_key)
    states = [kms.describe_key(KeyId=external_key)["KeyMetadata"].get("KeyState")]
    kms.cancel_key_deletion(KeyId=external_key)
    states.append(kms.describe_key(KeyId=external_key)["KeyMetadata"].get("KeyState"))
    assert states == ["PendingDeletion", "PendingImport"]


def test_an_import_enables_a_key_that_waited_for_it(kms: KMSClient, external_key: str) -> None:
    """Even one that was disabled before; one that has its material stays disabled."""
    material = os.urandom(32)
    import_material(kms, external_key, material)
    kms.disable_key(KeyId=external_key)
    import_material(kms, external_key, material)
    states = [kms.describe_key(KeyId=external_key)["KeyMetadata"].get("KeyState")]
    kms.delete_imported_key_material(KeyId=external_key)
    import_material(kms, external_key, material)
    states.append(kms.describe_key(KeyId=external_key)["KeyMetadata"].get("KeyState"))
    assert states == ["Disabled", "Enabled"]


def test_the_name_of_a_material_follows_from_key_and_material(
    aws: Account, kms: KMSClient, new_key: NewKey
) -> None:
    """Importing the same bytes again gives the same id; in another key they have another."""
    material = os.urandom(32)
    first, other = (new_key(Origin="EXTERNAL")["KeyId"] for _ in range(2))
    ids = []
    for key_id in (first, first, other):
        import_material(kms, key_id, material)
        result: Any = aws.calls[-1].result
        ids.append(result["KeyMaterialId"])
    assert ids[0] == ids[1] != ids[2]
