"""GetParametersForImport: a wrapping public key and the import token that goes with it."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import load_der_public_key

from mock_dnssec import MockUsageError
from mock_dnssec.errors import AwsError

from ..support import NOON, refused
from ..wrapping import AES_ALGORITHMS, OAEP_ALGORITHMS, import_material, pkcs8, wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

    from ..conftest import NewKey

OAEP = {"WrappingAlgorithm": "RSAES_OAEP_SHA_256", "WrappingKeySpec": "RSA_2048"}


@pytest.fixture
def parameters(kms: Any, external_key: str) -> Callable[..., dict[str, Any]]:
    """Return a function that asks for import parameters, by default those of OAEP."""
    return lambda **more: kms.get_parameters_for_import(**({"KeyId": external_key} | OAEP | more))


def test_the_parameters_are_valid_for_a_day(
    aws: Account, kms: KMSClient, parameters: Any, external_key: str
) -> None:
    """KeyId is the ARN, and ParametersValidTo 24 hours from now on the account's clock."""
    now = aws.clock.freeze(NOON)
    answer = parameters()
    assert answer["KeyId"] == kms.describe_key(KeyId=external_key)["KeyMetadata"].get("Arn")
    assert answer["ParametersValidTo"] == now + timedelta(hours=24)


@pytest.mark.parametrize("bits", [2048, 3072, 4096])
def test_the_wrapping_key_has_the_size_that_was_asked_for(parameters: Any, bits: int) -> None:
    """PublicKey is an RSA key in DER."""
    key = load_der_public_key(parameters(WrappingKeySpec=f"RSA_{bits}")["PublicKey"])
    assert isinstance(key, rsa.RSAPublicKey)
    assert key.key_size == bits


def test_each_token_needs_the_public_key_that_came_with_it(
    kms: KMSClient, parameters: Any, external_key: str
) -> None:
    """Material that was wrapped for another token's key cannot be unwrapped."""
    first, second = parameters(), parameters()
    assert first["PublicKey"] != second["PublicKey"]
    material = os.urandom(32)
    with refused("InvalidCiphertextException", ""):
        kms.import_key_material(
            KeyId=external_key,
            ImportToken=first["ImportToken"],
            EncryptedKeyMaterial=wrap(second["PublicKey"], "RSAES_OAEP_SHA_256", material),
            ExpirationModel="KEY_MATERIAL_DOES_NOT_EXPIRE",
        )


@pytest.mark.parametrize(
    ("spec", "usage", "algorithms"),
    [
        ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", OAEP_ALGORITHMS),
        ("HMAC_512", "GENERATE_VERIFY_MAC", OAEP_ALGORITHMS),
        ("RSA_2048", "SIGN_VERIFY", AES_ALGORITHMS),
        ("ECC_NIST_P384", "SIGN_VERIFY", OAEP_ALGORITHMS + AES_ALGORITHMS),
        ("ECC_NIST_P521", "SIGN_VERIFY", AES_ALGORITHMS),
    ],
)
def test_the_wrapping_algorithms_of_each_type_of_material(
    kms: Any, new_key: NewKey, spec: str, usage: str, algorithms: tuple[str, ...]
) -> None:
    """RSA_2048 wraps what fits; RSA private keys need an AES key between; PKCS #1 v1.5 is over."""
    key_id = new_key(spec, usage, Origin="EXTERNAL")["KeyId"]
    for algorithm in (*OAEP_ALGORITHMS, *AES_ALGORITHMS, "RSAES_PKCS1_V1_5"):
        request = {"KeyId": key_id} | OAEP | {"WrappingAlgorithm": algorithm}
        if algorithm in algorithms:
            kms.get_parameters_for_import(**request)
        else:
            with refused("UnsupportedOperationException"):
                kms.get_parameters_for_import(**request)


def test_a_longer_wrapping_key_wraps_a_p521_key_directly(kms: KMSClient, new_key: NewKey) -> None:
    """RSA_3072 has the room for it that RSA_2048 lacks."""
    key_id = new_key("ECC_NIST_P521", "SIGN_VERIFY", Origin="EXTERNAL")["KeyId"]
    import_material(
        kms, key_id, pkcs8(ec.generate_private_key(ec.SECP521R1())), wrapping_key="RSA_3072"
    )
    assert kms.describe_key(KeyId=key_id)["KeyMetadata"].get("KeyState") == "Enabled"


@pytest.mark.parametrize(
    ("algorithm", "wrapping_key", "message"),
    [
        ("SM2PKE", "SM2", "KeySpec SM2 is not supported in this Region"),
        ("SM2PKE", "RSA_2048", None),
    ],
)
def test_sm2_wraps_nothing_outside_china(
    aws: Account, external_key: str, algorithm: str, wrapping_key: str, message: str | None
) -> None:
    """Neither the wrapping key nor the algorithm."""
    ask = aws.kms("us-east-1").operations["get_parameters_for_import"]
    with pytest.raises(AwsError) as caught:
        ask(key_id=external_key, wrapping_algorithm=algorithm, wrapping_key_spec=wrapping_key)
    assert caught.value.code == "UnsupportedOperationException"
    assert message in (None, caught.value.message)


def test_sm2_in_china_is_beyond_the_mock(aws: Account) -> None:
    """There the mock says that it has no SM2 cryptography."""
    china = aws.kms("cn-north-1").operations
    china["create_key"](origin="EXTERNAL")
    [key] = aws.kms("cn-north-1").keys
    later = china["get_parameters_for_import"](
        key_id=key.key_id, wrapping_algorithm="SM2PKE", wrapping_key_spec="SM2"
    )
    assert callable(later)
    with pytest.raises(MockUsageError, match="no SM2 cryptography"):
        later()


@pytest.mark.parametrize(
    "operation",
    ["get_parameters_for_import", "import_key_material", "delete_imported_key_material"],
)
def test_only_keys_of_external_origin_take_material(
    kms: Any, new_key: NewKey, operation: str
) -> None:
    """The origin is refused before anything else is looked at, the key's state included."""
    key = new_key()
    kms.schedule_key_deletion(KeyId=key["KeyId"])
    others: dict[str, dict[str, Any]] = {
        "get_parameters_for_import": OAEP,
        "import_key_material": {"ImportToken": b"t", "EncryptedKeyMaterial": b"m"},
        "delete_imported_key_material": {},
    }
    message = f"{key.get('Arn')} origin is AWS_KMS which is not valid for this operation."
    with refused("UnsupportedOperationException", message):
        getattr(kms, operation)(KeyId=key["KeyId"], **others[operation])


def test_no_wrapping_key_is_made_under_the_lock_of_the_account(
    aws: Account, external_key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """GetParametersForImport hands over what takes long."""
    made: list[int] = []
    generate = rsa.generate_private_key

    def counted(public_exponent: int, key_size: int) -> rsa.RSAPrivateKey:
        made.append(key_size)
        return generate(public_exponent, key_size)

    monkeypatch.setattr(rsa, "generate_private_key", counted)
    later = aws.kms("us-east-1").operations["get_parameters_for_import"](
        key_id=external_key,
        wrapping_algorithm="RSAES_OAEP_SHA_256",
        wrapping_key_spec="RSA_2048",
    )
    assert made == []
    assert callable(later)
    later()
    assert made == [2048]


def test_one_modulus_serves_all_wrapping_keys_of_a_size(
    parameters: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A suite that imports a lot does not pay for an RSA key each time."""
    first = parameters()

    def fail(public_exponent: int, key_size: int) -> rsa.RSAPrivateKey:
        pytest.fail(f"An RSA key of {key_size} bits was made.")

    monkeypatch.setattr(rsa, "generate_private_key", fail)
    second = parameters()
    exponents = []
    for answer in (first, second):
        key = load_der_public_key(answer["PublicKey"])
        assert isinstance(key, rsa.RSAPublicKey)
        exponents.append(key.public_numbers().e)
    assert exponents[0] == 65537 != exponents[1]
