"""Sign and Verify: what AWS refuses, and in which order it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mock_dnssec import MockUsageError

from ..support import UNKNOWN_ID, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..conftest import NewKey

OPERATIONS: dict[str, dict[str, Any]] = {"Sign": {}, "Verify": {"Signature": b"signature"}}
both = pytest.mark.parametrize("operation", OPERATIONS)


def _call(kms: Any, operation: str, key_id: str, algorithm: str, **more: Any) -> Any:
    request = {"Message": b"message", **OPERATIONS[operation], **more}
    method = getattr(kms, operation.lower())
    return method(KeyId=key_id, SigningAlgorithm=algorithm, **request)


@both
@pytest.mark.parametrize(
    ("spec", "usage"),
    [
        ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"),
        ("HMAC_256", "GENERATE_VERIFY_MAC"),
        ("RSA_2048", "ENCRYPT_DECRYPT"),
        ("ECC_NIST_P256", "KEY_AGREEMENT"),
    ],
)
def test_a_key_for_something_else_does_not_sign(
    kms: Any, new_key: NewKey, operation: str, spec: str, usage: str
) -> None:
    """The message names the key, its usage and the operation."""
    key = new_key(spec, usage)
    message = f"{key.get('Arn')} key usage is {usage} which is not valid for {operation}."
    with refused("InvalidKeyUsageException", message):
        _call(kms, operation, key["KeyId"], "ECDSA_SHA_256")


@both
@pytest.mark.parametrize(
    ("spec", "algorithm"),
    [
        ("ECC_NIST_P256", "ECDSA_SHA_384"),
        ("ECC_SECG_P256K1", "ECDSA_SHA_512"),
        ("RSA_2048", "ECDSA_SHA_256"),
        ("ML_DSA_44", "RSASSA_PSS_SHA_256"),
        ("ECC_NIST_P384", "SM2DSA"),
        ("ECC_NIST_P256", "SYMMETRIC_DEFAULT"),
    ],
)
def test_an_algorithm_of_another_key_spec_is_refused(
    kms: Any, new_key: NewKey, operation: str, spec: str, algorithm: str
) -> None:
    """Each curve has its one hash, and no key takes another family's algorithm."""
    message = f"Algorithm {algorithm} is incompatible with key spec {spec}."
    with refused("InvalidKeyUsageException", message):
        _call(kms, operation, new_key(spec, "SIGN_VERIFY")["KeyId"], algorithm)


@both
@pytest.mark.parametrize(
    ("spec", "algorithm", "size"),
    [
        ("RSA_2048", "RSASSA_PKCS1_V1_5_SHA_256", 31),
        ("RSA_2048", "RSASSA_PSS_SHA_384", 64),
        ("ECC_NIST_P256", "ECDSA_SHA_256", 33),
        ("ECC_NIST_P384", "ECDSA_SHA_384", 32),
        ("ECC_NIST_P521", "ECDSA_SHA_512", 66),
        ("ECC_NIST_EDWARDS25519", "ED25519_PH_SHA_512", 32),
    ],
)
def test_a_digest_has_the_length_of_its_hash(
    kms: Any, new_key: NewKey, operation: str, spec: str, algorithm: str, size: int
) -> None:
    """A DIGEST of another length is refused before anything is signed or verified."""
    key_id = new_key(spec, "SIGN_VERIFY")["KeyId"]
    with refused("ValidationException", f"Digest is invalid length for algorithm {algorithm}."):
        _call(kms, operation, key_id, algorithm, Message=bytes(size), MessageType="DIGEST")


@both
@pytest.mark.parametrize(
    ("spec", "algorithm", "message_type", "at_fault"),
    [
        ("ECC_NIST_EDWARDS25519", "ED25519_SHA_512", "DIGEST", "algorithm ED25519_SHA_512"),
        ("ECC_NIST_EDWARDS25519", "ED25519_PH_SHA_512", "RAW", "algorithm ED25519_PH_SHA_512"),
        ("ML_DSA_44", "ML_DSA_SHAKE_256", "DIGEST", "key spec ML_DSA_44"),
        ("ECC_NIST_P256", "ECDSA_SHA_256", "EXTERNAL_MU", "key spec ECC_NIST_P256"),
        ("RSA_2048", "RSASSA_PSS_SHA_256", "EXTERNAL_MU", "key spec RSA_2048"),
    ],
)
def test_a_message_type_must_suit_the_key(
    kms: Any,
    new_key: NewKey,
    operation: str,
    spec: str,
    algorithm: str,
    message_type: str,
    at_fault: str,
) -> None:
    """AWS names the algorithm, or the key spec if none of its algorithms takes the type."""
    key_id = new_key(spec, "SIGN_VERIFY")["KeyId"]
    message = f"Message type {message_type} is incompatible with {at_fault}."
    with refused("ValidationException", message):
        _call(kms, operation, key_id, algorithm, MessageType=message_type, Message=bytes(64))


@both
def test_an_external_mu_is_64_bytes(kms: Any, new_key: NewKey, operation: str) -> None:
    """FIPS 204's message representative has one length."""
    key_id = new_key("ML_DSA_65", "SIGN_VERIFY")["KeyId"]
    with refused("ValidationException"):
        _call(
            kms,
            operation,
            key_id,
            "ML_DSA_SHAKE_256",
            Message=bytes(63),
            MessageType="EXTERNAL_MU",
        )


@both
def test_checks_come_in_the_order_of_aws(kms: Any, new_key: NewKey, operation: str) -> None:
    """Request, key, usage, state, algorithm, message: the first that fails is told."""
    wrong: dict[str, Any] = {"Message": bytes(31), "MessageType": "DIGEST"}
    with refused("ValidationException"):
        _call(kms, operation, UNKNOWN_ID, "NO_SUCH_ALGORITHM")
    with refused("NotFoundException"):
        _call(kms, operation, UNKNOWN_ID, "ECDSA_SHA_512", **wrong)
    for_secrets = new_key("ECC_NIST_P256", "KEY_AGREEMENT")["KeyId"]
    signing = new_key("ECC_NIST_P256", "SIGN_VERIFY")["KeyId"]
    for key_id in (for_secrets, signing):
        kms.disable_key(KeyId=key_id)
    with refused("InvalidKeyUsageException"):
        _call(kms, operation, for_secrets, "ECDSA_SHA_512", **wrong)
    with refused("DisabledException"):
        _call(kms, operation, signing, "ECDSA_SHA_512", **wrong)
    kms.enable_key(KeyId=signing)
    with refused("InvalidKeyUsageException"):
        _call(kms, operation, signing, "ECDSA_SHA_512", **wrong)
    with refused("ValidationException", "Digest is invalid length for algorithm ECDSA_SHA_256."):
        _call(kms, operation, signing, "ECDSA_SHA_256", **wrong, DryRun=True)


@both
def test_a_dry_run_ends_before_the_key_is_used(kms: Any, new_key: NewKey, operation: str) -> None:
    """DryRun tells that the request would succeed; Verify does not look at the signature."""
    key = new_key("RSA_2048", "SIGN_VERIFY")
    message = "The request would have succeeded, but the DryRun option is set."
    with refused("DryRunOperationException", message):
        _call(kms, operation, key["KeyId"], "RSASSA_PSS_SHA_256", DryRun=True)


@pytest.mark.parametrize("size", [0, 4097])
@both
def test_a_message_has_1_to_4096_bytes(
    kms: Any, signing_key: dict[str, Any], operation: str, size: int
) -> None:
    """KMS checks the length, since botocore does not."""
    bound = "greater than or equal to 1" if size == 0 else "less than or equal to 4096"
    message = (
        "1 validation error detected: Value at 'message' failed to satisfy constraint: "
        f"Member must have length {bound}"
    )
    with refused("ValidationException", message):
        _call(kms, operation, signing_key["KeyId"], "ECDSA_SHA_256", Message=bytes(size))


@both
def test_sm2_is_said_to_be_unmodelled(client: Callable[..., Any], operation: str) -> None:
    """AWS's rules hold for SM2 keys; using one raises, and says what the mock lacks."""
    kms = client("kms", "cn-north-1")
    key_id = kms.create_key(KeySpec="SM2", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    with refused("ValidationException", "Digest is invalid length for algorithm SM2DSA."):
        _call(kms, operation, key_id, "SM2DSA", MessageType="DIGEST", Message=bytes(31))
    with pytest.raises(MockUsageError, match="no SM2 cryptography"):
        _call(kms, operation, key_id, "SM2DSA")
