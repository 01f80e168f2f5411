"""CreateKey: what AWS refuses."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .support import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

USAGE_MISSING = (
    "You must specify a KeyUsage value for all KMS keys except for symmetric encryption keys."
)
CONFIRMED: list[tuple[dict[str, Any], str, str]] = [
    ({"KeySpec": "HMAC_256"}, "ValidationException", USAGE_MISSING),
    ({"KeySpec": "ECC_NIST_P256"}, "ValidationException", USAGE_MISSING),
    ({"CustomerMasterKeySpec": "RSA_2048"}, "ValidationException", USAGE_MISSING),
    (
        {"KeySpec": "RSA_2048", "KeyUsage": "KEY_AGREEMENT"},
        "ValidationException",
        "KeyUsage KEY_AGREEMENT is not compatible with KeySpec RSA_2048",
    ),
    (
        {"KeySpec": "ECC_SECG_P256K1", "KeyUsage": "KEY_AGREEMENT"},
        "ValidationException",
        "KeyUsage KEY_AGREEMENT is not compatible with KeySpec ECC_SECG_P256K1",
    ),
    (
        {"KeyUsage": "SIGN_VERIFY"},
        "ValidationException",
        "KeyUsage SIGN_VERIFY is not compatible with KeySpec SYMMETRIC_DEFAULT",
    ),
    (
        {"KeySpec": "SM2", "KeyUsage": "SIGN_VERIFY"},
        "UnsupportedOperationException",
        "KeySpec SM2 is not supported in this Region",
    ),
    (
        {"KeySpec": "ML_DSA_44", "KeyUsage": "SIGN_VERIFY", "Origin": "EXTERNAL"},
        "ValidationException",
        "KeySpec ML_DSA_44 is not supported for Origin EXTERNAL",
    ),
    (
        {"Tags": [{"TagKey": "a", "TagValue": "1"}, {"TagKey": "a", "TagValue": "2"}]},
        "TagException",
        "Duplicate tag keys",
    ),
    (
        {"Tags": [{"TagKey": f"tag{n}", "TagValue": ""} for n in range(51)]},
        "TagException",
        "Too many tags",
    ),
    (
        {"Tags": [{"TagKey": "AWS:cloudformation", "TagValue": ""}]},
        "TagException",
        "Tags beginning with aws: are reserved",
    ),
]
INFERRED: list[tuple[dict[str, Any], str]] = [
    ({"KeySpec": "RSA_2048", "CustomerMasterKeySpec": "RSA_2048"}, "ValidationException"),
    ({"Origin": "AWS_CLOUDHSM"}, "ValidationException"),
    ({"Origin": "EXTERNAL_KEY_STORE", "XksKeyId": "key-1"}, "ValidationException"),
    ({"Origin": "EXTERNAL_KEY_STORE", "CustomKeyStoreId": "cks-1"}, "ValidationException"),
    ({"CustomKeyStoreId": "cks-1"}, "ValidationException"),
    ({"Origin": "EXTERNAL", "CustomKeyStoreId": "cks-1"}, "ValidationException"),
    ({"XksKeyId": "key-1"}, "ValidationException"),
    (
        {"Origin": "AWS_CLOUDHSM", "CustomKeyStoreId": "cks-1", "XksKeyId": "key-1"},
        "ValidationException",
    ),
    (
        {"Origin": "AWS_CLOUDHSM", "CustomKeyStoreId": "cks-1", "MultiRegion": True},
        "UnsupportedOperationException",
    ),
    (
        {
            "Origin": "AWS_CLOUDHSM",
            "CustomKeyStoreId": "cks-1",
            "KeySpec": "HMAC_256",
            "KeyUsage": "GENERATE_VERIFY_MAC",
        },
        "UnsupportedOperationException",
    ),
    ({"Origin": "AWS_CLOUDHSM", "CustomKeyStoreId": "cks-1"}, "CustomKeyStoreNotFoundException"),
    (
        {"Origin": "EXTERNAL_KEY_STORE", "CustomKeyStoreId": "cks-1", "XksKeyId": "key-1"},
        "CustomKeyStoreNotFoundException",
    ),
]


def _name(value: object) -> str:
    return ",".join(value) if isinstance(value, dict) else str(value)


@pytest.mark.parametrize(("request_", "code", "message"), CONFIRMED, ids=_name)
def test_aws_refuses_with_these_words(
    kms: KMSClient, request_: dict[str, Any], code: str, message: str
) -> None:
    """Confirmed refusals have AWS's code and AWS's message, and leave no key behind."""
    with refused(code, message):
        kms.create_key(**request_)
    assert kms.list_keys()["Keys"] == []


@pytest.mark.parametrize(("request_", "code"), INFERRED, ids=_name)
def test_members_that_contradict_each_other_are_refused(
    kms: KMSClient, request_: dict[str, Any], code: str
) -> None:
    """Documented rules whose words are not known are refused, and leave no key behind."""
    with refused(code):
        kms.create_key(**request_)
    assert kms.list_keys()["Keys"] == []


def test_ml_kem_is_not_offered_in_china(client: Callable[..., Any]) -> None:
    """The China Regions have SM2 keys but no ML-KEM keys."""
    message = "KeySpec ML_KEM_768 is not supported in this Region"
    with refused("UnsupportedOperationException", message):
        client("kms", "cn-north-1").create_key(
            KeySpec="ML_KEM_768", KeyUsage="ENCAPSULATE_DECAPSULATE"
        )


def test_a_policy_that_locks_everybody_out_is_refused_before_a_key_exists(kms: KMSClient) -> None:
    """CreateKey checks the policy first, unless the check is bypassed."""
    policy = (
        '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, '
        '"Action": "kms:Sign", "Resource": "*"}]}'
    )
    with refused("MalformedPolicyDocumentException"):
        kms.create_key(Policy=policy)
    assert kms.list_keys()["Keys"] == []
    kms.create_key(Policy=policy, BypassPolicyLockoutSafetyCheck=True)
    assert len(kms.list_keys()["Keys"]) == 1


@pytest.mark.usefixtures("naps")
def test_the_number_of_keys_is_limited(aws: Account, kms: KMSClient) -> None:
    """The quota counts keys that wait for their deletion, and not those that are gone."""
    aws.quotas.kms_keys = 2
    doomed = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.create_key()
    kms.schedule_key_deletion(KeyId=doomed, PendingWindowInDays=7)
    with refused("LimitExceededException"):
        kms.create_key()
    aws.clock.advance(days=7)
    kms.create_key()
    assert len(kms.list_keys()["Keys"]) == 2


def test_each_region_has_its_own_quota(aws: Account, client: Callable[..., Any]) -> None:
    """A full Region does not keep another one from having keys."""
    aws.quotas.kms_keys = 1
    client("kms", "us-east-1").create_key()
    assert client("kms", "eu-west-1").create_key()["KeyMetadata"]["KeyState"] == "Enabled"
