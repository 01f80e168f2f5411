"""GenerateMac and VerifyMac."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.hmac import HMAC

from ..support import refused

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

    from ..conftest import NewKey

MESSAGE = b"example.com. IN DNSKEY"
ALGORITHMS = {
    "HMAC_224": ("HMAC_SHA_224", hashes.SHA224()),
    "HMAC_256": ("HMAC_SHA_256", hashes.SHA256()),
    "HMAC_384": ("HMAC_SHA_384", hashes.SHA384()),
    "HMAC_512": ("HMAC_SHA_512", hashes.SHA512()),
}


@pytest.fixture
def mac_key(new_key: NewKey) -> str:
    """The id of an HMAC_256 key."""
    return new_key("HMAC_256", "GENERATE_VERIFY_MAC")["KeyId"]


@pytest.mark.parametrize("spec", ALGORITHMS)
def test_a_mac_is_the_hmac_of_the_key_material(
    aws: Account, kms: Any, new_key: NewKey, spec: str
) -> None:
    """Computed again by ``cryptography`` from the material, which AWS would never show."""
    key = new_key(spec, "GENERATE_VERIFY_MAC")
    algorithm, digest = ALGORITHMS[spec]
    made = kms.generate_mac(KeyId=key["KeyId"], Message=MESSAGE, MacAlgorithm=algorithm)
    del made["ResponseMetadata"]
    [inside] = aws.kms("us-east-1").keys
    expected = HMAC(cast("bytes", inside.current_material.secret), digest)
    expected.update(MESSAGE)
    assert made == {
        "Mac": expected.finalize(),
        "MacAlgorithm": algorithm,
        "KeyId": key.get("Arn"),
    }
    verified = kms.verify_mac(
        KeyId=key["KeyId"], Message=MESSAGE, MacAlgorithm=algorithm, Mac=made["Mac"]
    )
    del verified["ResponseMetadata"]
    assert verified == {"KeyId": key.get("Arn"), "MacValid": True, "MacAlgorithm": algorithm}


def test_what_is_not_the_mac_is_refused(kms: Any, new_key: NewKey, mac_key: str) -> None:
    """Of another message or key, changed, cut or extended: KMSInvalidMacException, wordlessly."""
    request = {"KeyId": mac_key, "Message": MESSAGE, "MacAlgorithm": "HMAC_SHA_256"}
    mac = kms.generate_mac(**request)["Mac"]
    other_key = new_key("HMAC_256", "GENERATE_VERIFY_MAC")["KeyId"]
    for wrong in (
        {"Message": b"another"},
        {"KeyId": other_key},
        {"Mac": bytes([mac[0] ^ 1]) + mac[1:]},
        {"Mac": mac[:-1]},
        {"Mac": mac + b"\0"},
        {"Mac": bytes(6144)},
    ):
        with refused("KMSInvalidMacException", ""):
            kms.verify_mac(**{**request, "Mac": mac, **wrong})


def test_a_refused_mac_has_no_message_at_all(kms: KMSClient, mac_key: str) -> None:
    """KMS sends no ``message`` member with KMSInvalidMacException."""
    with pytest.raises(kms.exceptions.KMSInvalidMacException) as caught:
        kms.verify_mac(KeyId=mac_key, Message=MESSAGE, MacAlgorithm="HMAC_SHA_256", Mac=b"x")
    assert "message" not in caught.value.response


@pytest.mark.parametrize("spec", ALGORITHMS)
@pytest.mark.parametrize("algorithm", [name for name, _ in ALGORITHMS.values()])
def test_each_key_spec_has_one_algorithm(
    kms: Any, new_key: NewKey, spec: str, algorithm: str
) -> None:
    """The other algorithms are refused for making and for verifying."""
    request = {
        "KeyId": new_key(spec, "GENERATE_VERIFY_MAC")["KeyId"],
        "Message": MESSAGE,
        "MacAlgorithm": algorithm,
    }
    if algorithm == ALGORITHMS[spec][0]:
        assert len(kms.generate_mac(**request)["Mac"]) * 8 == int(spec[5:])
        return
    message = f"Algorithm {algorithm} is incompatible with key spec {spec}."
    with refused("InvalidKeyUsageException", message):
        kms.generate_mac(**request)
    with refused("InvalidKeyUsageException", message):
        kms.verify_mac(**request, Mac=b"x")


@pytest.mark.parametrize(("member", "size"), [("message", 0), ("message", 4097), ("mac", 6145)])
def test_lengths_are_checked_before_the_key(kms: Any, member: str, size: int) -> None:
    """botocore lets them pass."""
    given = {"message": MESSAGE, "mac": b"x", member: bytes(size)}
    bound = {0: "greater than or equal to 1"}.get(size, f"less than or equal to {size - 1}")
    message = (
        f"1 validation error detected: Value at '{member}' failed to satisfy constraint: "
        f"Member must have length {bound}"
    )
    with refused("ValidationException", message):
        kms.verify_mac(
            KeyId="no-such-key",
            MacAlgorithm="HMAC_SHA_256",
            Message=given["message"],
            Mac=given["mac"],
        )
