"""CreateKey: what it makes of every valid combination of its parameters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from botocore.loaders import Loader

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_kms import KMSClient

    from .conftest import NewKey

RSA_SIGNING = [
    "RSASSA_PKCS1_V1_5_SHA_256",
    "RSASSA_PKCS1_V1_5_SHA_384",
    "RSASSA_PKCS1_V1_5_SHA_512",
    "RSASSA_PSS_SHA_256",
    "RSASSA_PSS_SHA_384",
    "RSASSA_PSS_SHA_512",
]
RSA_ENCRYPTION = ["RSAES_OAEP_SHA_1", "RSAES_OAEP_SHA_256"]
ALGORITHM_MEMBERS = {
    "ENCRYPT_DECRYPT": "EncryptionAlgorithms",
    "SIGN_VERIFY": "SigningAlgorithms",
    "GENERATE_VERIFY_MAC": "MacAlgorithms",
    "KEY_AGREEMENT": "KeyAgreementAlgorithms",
    "ENCAPSULATE_DECAPSULATE": "EncapsulationAlgorithms",
}
# KeySpec, KeyUsage, algorithms, whether AWS imports material for it
TYPES: list[tuple[str, str, list[str], bool]] = [
    ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", ["SYMMETRIC_DEFAULT"], True),
    ("RSA_2048", "ENCRYPT_DECRYPT", RSA_ENCRYPTION, True),
    ("RSA_3072", "ENCRYPT_DECRYPT", RSA_ENCRYPTION, True),
    ("RSA_4096", "ENCRYPT_DECRYPT", RSA_ENCRYPTION, True),
    ("RSA_2048", "SIGN_VERIFY", RSA_SIGNING, True),
    ("RSA_3072", "SIGN_VERIFY", RSA_SIGNING, True),
    ("RSA_4096", "SIGN_VERIFY", RSA_SIGNING, True),
    ("ECC_NIST_P256", "SIGN_VERIFY", ["ECDSA_SHA_256"], True),
    ("ECC_NIST_P384", "SIGN_VERIFY", ["ECDSA_SHA_384"], True),
    ("ECC_NIST_P521", "SIGN_VERIFY", ["ECDSA_SHA_512"], True),
    ("ECC_SECG_P256K1", "SIGN_VERIFY", ["ECDSA_SHA_256"], True),
    ("ECC_NIST_P256", "KEY_AGREEMENT", ["ECDH"], True),
    ("ECC_NIST_P384", "KEY_AGREEMENT", ["ECDH"], True),
    ("ECC_NIST_P521", "KEY_AGREEMENT", ["ECDH"], True),
    ("ECC_NIST_EDWARDS25519", "SIGN_VERIFY", ["ED25519_SHA_512", "ED25519_PH_SHA_512"], False),
    ("ML_DSA_44", "SIGN_VERIFY", ["ML_DSA_SHAKE_256"], False),
    ("ML_DSA_65", "SIGN_VERIFY", ["ML_DSA_SHAKE_256"], False),
    ("ML_DSA_87", "SIGN_VERIFY", ["ML_DSA_SHAKE_256"], False),
    ("ML_KEM_512", "ENCAPSULATE_DECAPSULATE", ["ML_KEM"], False),
    ("ML_KEM_768", "ENCAPSULATE_DECAPSULATE", ["ML_KEM"], False),
    ("ML_KEM_1024", "ENCAPSULATE_DECAPSULATE", ["ML_KEM"], False),
    ("HMAC_224", "GENERATE_VERIFY_MAC", ["HMAC_SHA_224"], True),
    ("HMAC_256", "GENERATE_VERIFY_MAC", ["HMAC_SHA_256"], True),
    ("HMAC_384", "GENERATE_VERIFY_MAC", ["HMAC_SHA_384"], True),
    ("HMAC_512", "GENERATE_VERIFY_MAC", ["HMAC_SHA_512"], True),
    ("SM2", "ENCRYPT_DECRYPT", ["SM2PKE"], True),
    ("SM2", "SIGN_VERIFY", ["SM2DSA"], True),
    ("SM2", "KEY_AGREEMENT", ["ECDH"], True),
]
STATES = {"AWS_KMS": "Enabled", "EXTERNAL": "PendingImport"}
COMBINATIONS = [
    (spec, usage, origin, multi_region, algorithms)
    for spec, usage, algorithms, importable in TYPES
    for origin in STATES
    for multi_region in (False, True)
    if importable or origin == "AWS_KMS"
]


def _known_members() -> set[str]:
    """Return the members of KeyMetadata that the installed botocore can show."""
    model = Loader().load_service_model("kms", "service-2")
    return set(model["shapes"]["KeyMetadata"]["members"])


def _home(spec: str) -> str:
    return "cn-north-1" if spec == "SM2" else "eu-west-1"


@pytest.mark.parametrize(
    ("spec", "usage", "origin", "multi_region", "algorithms"),
    COMBINATIONS,
    ids=lambda value: str(value) if not isinstance(value, list) else "",
)
def test_every_valid_combination_makes_the_key_that_was_asked_for(
    client: Callable[..., Any],
    spec: str,
    usage: str,
    origin: str,
    multi_region: bool,
    algorithms: list[str],
) -> None:
    """KeySpec, KeyUsage, Origin and MultiRegion show in KeyMetadata with what follows from them."""
    key = client("kms", _home(spec)).create_key(
        KeySpec=spec, KeyUsage=usage, Origin=origin, MultiRegion=multi_region
    )["KeyMetadata"]
    expected = {
        "KeySpec": spec,
        "CustomerMasterKeySpec": spec,
        "KeyUsage": usage,
        "Origin": origin,
        "MultiRegion": multi_region,
        "KeyState": STATES[origin],
        "Enabled": origin == "AWS_KMS",
    }
    assert {name: key[name] for name in expected} == expected
    known = _known_members()
    assert {name: key[name] for name in ALGORITHM_MEMBERS.values() if name in key} == {
        name: algorithms for name in [ALGORITHM_MEMBERS[usage]] if name in known
    }


def test_a_key_that_nothing_is_said_about_is_symmetric(kms: KMSClient) -> None:
    """The defaults are SYMMETRIC_DEFAULT, ENCRYPT_DECRYPT, AWS_KMS and an empty description."""
    key = kms.create_key()["KeyMetadata"]
    expected = {
        "KeySpec": "SYMMETRIC_DEFAULT",
        "KeyUsage": "ENCRYPT_DECRYPT",
        "Origin": "AWS_KMS",
        "Description": "",
        "MultiRegion": False,
    }
    assert {name: key.get(name) for name in expected} == expected


def test_the_old_name_of_key_spec_works(kms: KMSClient) -> None:
    """CustomerMasterKeySpec does what KeySpec does."""
    key = kms.create_key(CustomerMasterKeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")
    assert key["KeyMetadata"].get("KeySpec") == "HMAC_256"


def test_a_single_region_key_id_is_a_uuid(new_key: NewKey) -> None:
    """The key id is a dashed UUID and ends the ARN."""
    key = new_key()
    assert re.fullmatch(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", key["KeyId"])
    assert key.get("Arn") == f"arn:aws:kms:us-east-1:123456789012:key/{key['KeyId']}"


def test_a_multi_region_key_id_says_so(new_key: NewKey) -> None:
    """The id of a multi-Region key is mrk- and 32 hexadecimal digits."""
    assert re.fullmatch(r"mrk-[0-9a-f]{32}", new_key(MultiRegion=True)["KeyId"])


@pytest.mark.parametrize(
    ("region", "partition"), [("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov")]
)
def test_arns_name_the_partition(client: Callable[..., Any], region: str, partition: str) -> None:
    """Keys in China and GovCloud have ARNs of their partition."""
    key = client("kms", region).create_key()["KeyMetadata"]
    assert key["Arn"] == f"arn:{partition}:kms:{region}:123456789012:key/{key['KeyId']}"


def test_tags_and_policy_are_kept_but_not_shown(kms: KMSClient, new_key: NewKey) -> None:
    """KeyMetadata carries neither tags nor policy; their own operations show them."""
    key = new_key(Tags=[{"TagKey": "Owner", "TagValue": "dns"}])
    assert not {"Tags", "Policy"} & set(key)
    assert kms.list_resource_tags(KeyId=key["KeyId"])["Tags"] == [
        {"TagKey": "Owner", "TagValue": "dns"}
    ]
