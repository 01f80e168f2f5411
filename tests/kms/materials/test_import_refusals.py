"""What ImportKeyMaterial refuses; the key stays as it was, and the token serves again."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from ..support import NOON, refused
from ..wrapping import FOREVER, import_material, pkcs8, wrap

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

    from ..conftest import NewKey

OAEP = "RSAES_OAEP_SHA_256"
BY_AES_KEY = "RSA_AES_KEY_WRAP_SHA_256"

UNEXPECTED: dict[str, Callable[[], bytes]] = {
    "garbage": lambda: b"garbage",
    "P-384": lambda: pkcs8(ec.generate_private_key(ec.SECP384R1())),
    "RSA 3072": lambda: pkcs8(rsa.generate_private_key(65537, 3072)),
}


@pytest.fixture
def request_for(kms: KMSClient) -> Callable[..., dict[str, Any]]:
    """Return a function that prepares an ImportKeyMaterial request for a key."""

    def prepare(key_id: str, material: bytes, algorithm: Any = OAEP) -> dict[str, Any]:
        parameters = kms.get_parameters_for_import(
            KeyId=key_id, WrappingAlgorithm=algorithm, WrappingKeySpec="RSA_2048"
        )
        return {
            "KeyId": key_id,
            "ImportToken": parameters["ImportToken"],
            "EncryptedKeyMaterial": wrap(parameters["PublicKey"], algorithm, material),
            **FOREVER,
        }

    return prepare


def test_a_refused_import_can_be_tried_again_with_its_token(
    kms: KMSClient, external_key: str, request_for: Any
) -> None:
    """The token is spent by the import that succeeds; it does not serve a second one."""
    request = request_for(external_key, os.urandom(32))
    before = kms.describe_key(KeyId=external_key)["KeyMetadata"]
    without_model = {name: value for name, value in request.items() if name not in FOREVER}
    message = "A validTo date must be set if the ExpirationModel is KEY_MATERIAL_EXPIRES"
    with refused("ValidationException", message):
        kms.import_key_material(**without_model)
    assert kms.describe_key(KeyId=external_key)["KeyMetadata"] == before
    kms.import_key_material(**request)
    with refused("InvalidImportTokenException"):
        kms.import_key_material(**request)


@pytest.mark.parametrize("hours", [24, 25])
def test_a_token_expires_after_a_day(
    aws: Account, kms: KMSClient, external_key: str, request_for: Any, hours: int
) -> None:
    """ParametersValidTo is the first moment at which it is too late."""
    aws.clock.freeze(NOON)
    request = request_for(external_key, os.urandom(32))
    aws.clock.advance(hours=hours)
    with refused("ExpiredImportTokenException"):
        kms.import_key_material(**request)


def test_a_token_serves_to_its_last_second(
    aws: Account, kms: KMSClient, external_key: str, request_for: Any
) -> None:
    """One second before ParametersValidTo the import succeeds."""
    aws.clock.freeze(NOON)
    request = request_for(external_key, os.urandom(32))
    aws.clock.advance(hours=24, seconds=-1)
    kms.import_key_material(**request)


def test_a_token_serves_for_its_own_key(
    kms: KMSClient, new_key: NewKey, external_key: str, request_for: Any
) -> None:
    """Neither a token of another key nor one that KMS never gave is taken."""
    request = request_for(new_key(Origin="EXTERNAL")["KeyId"], os.urandom(32))
    for token in (request["ImportToken"], b"not a token"):
        with refused("InvalidImportTokenException"):
            kms.import_key_material(**request | {"KeyId": external_key, "ImportToken": token})


def test_material_wrapped_otherwise_than_asked_for_is_not_understood(
    kms: KMSClient, external_key: str
) -> None:
    """The wrapping algorithm is that of GetParametersForImport."""
    parameters = kms.get_parameters_for_import(
        KeyId=external_key, WrappingAlgorithm="RSAES_OAEP_SHA_1", WrappingKeySpec="RSA_2048"
    )
    with refused("InvalidCiphertextException", ""):
        kms.import_key_material(
            KeyId=external_key,
            ImportToken=parameters["ImportToken"],
            EncryptedKeyMaterial=wrap(parameters["PublicKey"], OAEP, os.urandom(32)),
            ExpirationModel="KEY_MATERIAL_DOES_NOT_EXPIRE",
        )


def _cut(wrapped: bytes) -> bytes:
    return wrapped[:-8]


def _changed(wrapped: bytes) -> bytes:
    return wrapped[:-1] + bytes([wrapped[-1] ^ 1])


def _only_the_aes_key(wrapped: bytes) -> bytes:
    return wrapped[:256]


@pytest.mark.parametrize("spoil", [_cut, _changed, _only_the_aes_key])
def test_spoilt_material_is_not_understood(
    kms: KMSClient, new_key: NewKey, request_for: Any, spoil: Any
) -> None:
    """Cut, changed, or without what the AES key should wrap."""
    key_id = new_key("ECC_NIST_P256", "SIGN_VERIFY", Origin="EXTERNAL")["KeyId"]
    material = pkcs8(ec.generate_private_key(ec.SECP256R1()))
    request = request_for(key_id, material, BY_AES_KEY)
    request["EncryptedKeyMaterial"] = spoil(request["EncryptedKeyMaterial"])
    with refused("InvalidCiphertextException", ""):
        kms.import_key_material(**request)


@pytest.mark.parametrize(
    ("spec", "usage", "size"),
    [
        ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", 31),
        ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", 33),
        ("HMAC_224", "GENERATE_VERIFY_MAC", 27),
        ("HMAC_224", "GENERATE_VERIFY_MAC", 65),
        ("HMAC_384", "GENERATE_VERIFY_MAC", 47),
        ("HMAC_512", "GENERATE_VERIFY_MAC", 63),
        ("HMAC_512", "GENERATE_VERIFY_MAC", 129),
    ],
)
def test_secret_bytes_have_a_size(
    kms: KMSClient, new_key: NewKey, spec: str, usage: str, size: int
) -> None:
    """32 bytes for encryption; for HMAC from the digest's size to its block's."""
    key_id = new_key(spec, usage, Origin="EXTERNAL")["KeyId"]
    with refused("ValidationException"):
        import_material(kms, key_id, os.urandom(size))
    assert kms.describe_key(KeyId=key_id)["KeyMetadata"].get("KeyState") == "PendingImport"


@pytest.mark.parametrize(
    ("spec", "material"),
    [
        ("ECC_NIST_P256", "garbage"),
        ("ECC_NIST_P256", "P-384"),
        ("ECC_NIST_P256", "RSA 3072"),
        ("RSA_2048", "P-384"),
        ("RSA_2048", "RSA 3072"),
    ],
)
def test_a_private_key_has_the_type_of_its_spec(
    kms: KMSClient, new_key: NewKey, spec: str, material: str
) -> None:
    """Another curve, another size, another kind of key or no key at all is not expected."""
    key_id = new_key(spec, "SIGN_VERIFY", Origin="EXTERNAL")["KeyId"]
    with refused("IncorrectKeyMaterialException"):
        import_material(kms, key_id, UNEXPECTED[material](), algorithm=BY_AES_KEY)


@pytest.mark.parametrize(
    ("spec", "usage"),
    [("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"), ("HMAC_256", "GENERATE_VERIFY_MAC")],
)
def test_a_key_takes_its_own_material_again_and_no_other(
    kms: KMSClient, new_key: NewKey, spec: str, usage: str
) -> None:
    """While it has it, and after it was deleted."""
    key_id = new_key(spec, usage, Origin="EXTERNAL")["KeyId"]
    material = os.urandom(32)
    import_material(kms, key_id, material)
    for _ in range(2):
        with refused("IncorrectKeyMaterialException"):
            import_material(kms, key_id, os.urandom(32))
        import_material(kms, key_id, material)
        kms.delete_imported_key_material(KeyId=key_id)


def test_a_doomed_key_takes_no_material(
    kms: KMSClient, external_key: str, request_for: Any
) -> None:
    """GetParametersForImport and ImportKeyMaterial refuse a key that is pending deletion."""
    request = request_for(external_key, os.urandom(32))
    arn = kms.schedule_key_deletion(KeyId=external_key)["KeyId"]
    with refused("KMSInvalidStateException", f"{arn} is pending deletion."):
        kms.import_key_material(**request)
    with refused("KMSInvalidStateException", f"{arn} is pending deletion."):
        request_for(external_key, os.urandom(32))
