"""The words in which KMS refuses what its model does not allow."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from mock_dnssec.errors import AwsError
from mock_dnssec.wire.http import Request
from mock_dnssec.wire.protocol import protocol_of

from .client_side import sent

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

KEY_ID = "0987dcba-09fe-47dc-a5ba-ab0987654321"

SIGNING_ALGORITHMS = (
    "RSASSA_PSS_SHA_256, RSASSA_PSS_SHA_384, RSASSA_PSS_SHA_512, RSASSA_PKCS1_V1_5_SHA_256, "
    "RSASSA_PKCS1_V1_5_SHA_384, RSASSA_PKCS1_V1_5_SHA_512, ECDSA_SHA_256, ECDSA_SHA_384, "
    "ECDSA_SHA_512, ED25519_SHA_512, ED25519_PH_SHA_512, SM2DSA, ML_DSA_SHAKE_256"
)
KEY_SPECS = (
    "RSA_2048, RSA_3072, RSA_4096, ECC_NIST_P256, ECC_NIST_P384, ECC_NIST_P521, ECC_SECG_P256K1, "
    "ECC_NIST_EDWARDS25519, SYMMETRIC_DEFAULT, HMAC_224, HMAC_256, HMAC_384, HMAC_512, SM2, "
    "ML_DSA_44, ML_DSA_65, ML_DSA_87, ML_KEM_512, ML_KEM_768, ML_KEM_1024"
)


def said(*violations: str) -> str:
    """Return the message that lists these violations."""
    count = "1 validation error" if len(violations) == 1 else f"{len(violations)} validation errors"
    return f"{count} detected: {'; '.join(violations)}"


def failed(shown: str, path: str, requirement: str) -> str:
    """Return one violation."""
    return f"{shown} at '{path}' failed to satisfy constraint: Member must {requirement}"


FROM_CLIENTS = [
    pytest.param(
        "CreateKey",
        {"KeySpec": "HMAC_random", "KeyUsage": "GENERATE_VERIFY_MAC"},
        failed("Value 'HMAC_random'", "keySpec", f"satisfy enum value set: [{KEY_SPECS}]"),
        id="key spec",
    ),
    pytest.param(
        "CreateKey",
        {"Tags": [{"TagKey": "k" * 129, "TagValue": ""}]},
        failed(
            f"Value '{'k' * 129}'",
            "tags.1.member.tagKey",
            "have length less than or equal to 128",
        ),
        id="tag key",
    ),
    pytest.param(
        "CreateKey",
        {"Tags": [{"TagKey": "a", "TagValue": ""}, {"TagKey": "b", "TagValue": "v" * 257}]},
        failed(
            f"Value '{'v' * 257}'",
            "tags.2.member.tagValue",
            "have length less than or equal to 256",
        ),
        id="tag value",
    ),
    pytest.param(
        "CreateKey",
        {"Description": "d" * 8193},
        failed(f"Value '{'d' * 8193}'", "description", "have length less than or equal to 8192"),
        id="description",
    ),
    pytest.param(
        "DescribeKey",
        {"KeyId": "schlüssel"},
        failed("Value 'schlüssel'", "keyId", r"satisfy regular expression pattern: ^\p{ASCII}+$"),
        id="key id",
    ),
    pytest.param(
        "GenerateRandom",
        {"NumberOfBytes": 1025},
        failed("Value '1025'", "numberOfBytes", "have value less than or equal to 1024"),
        id="number",
    ),
    pytest.param(
        "Encrypt",
        {"KeyId": KEY_ID, "Plaintext": b"p" * 4400},
        failed("Value", "plaintext", "have length less than or equal to 4096"),
        id="long blob",
    ),
    pytest.param(
        "Sign",
        {"KeyId": KEY_ID, "Message": b"", "SigningAlgorithm": "ECDSA_SHA_256"},
        failed("Value", "message", "have length greater than or equal to 1"),
        id="empty blob",
    ),
    pytest.param(
        "Sign",
        {"KeyId": KEY_ID, "Message": b"m", "SigningAlgorithm": "ecdsa_sha_256"},
        failed(
            "Value 'ecdsa_sha_256'",
            "signingAlgorithm",
            f"satisfy enum value set: [{SIGNING_ALGORITHMS}]",
        ),
        id="signing algorithm",
    ),
    pytest.param(
        "GenerateMac",
        {"KeyId": KEY_ID, "Message": b"m", "MacAlgorithm": "MD5"},
        failed(
            "Value 'MD5'",
            "macAlgorithm",
            "satisfy enum value set: [HMAC_SHA_384, HMAC_SHA_256, HMAC_SHA_224, HMAC_SHA_512]",
        ),
        id="mac algorithm",
    ),
    pytest.param(
        "Encrypt",
        {"KeyId": KEY_ID, "Plaintext": b"p", "EncryptionAlgorithm": "AES"},
        failed(
            "Value 'AES'",
            "encryptionAlgorithm",
            "satisfy enum value set: "
            "[RSAES_OAEP_SHA_1, RSAES_OAEP_SHA_256, SM2PKE, SYMMETRIC_DEFAULT]",
        ),
        id="encryption algorithm",
    ),
    pytest.param(
        "ReEncrypt",
        {"CiphertextBlob": b"c", "DestinationKeyId": KEY_ID, "GrantTokens": ["t"] * 11},
        failed(
            f"Value '[{', '.join('t' * 11)}]'",
            "grantTokens",
            "have length less than or equal to 10",
        ),
        id="list",
    ),
]

RAW = [
    pytest.param(
        "DescribeKey",
        {"KeyId": ""},
        [
            failed("Value ''", "keyId", "have length greater than or equal to 1"),
            failed("Value ''", "keyId", r"satisfy regular expression pattern: ^\p{ASCII}+$"),
        ],
        id="empty key id",
    ),
    pytest.param("DescribeKey", {}, [failed("Value null", "keyId", "not be null")], id="missing"),
    pytest.param(
        "DescribeKey", {"KeyId": None}, [failed("Value null", "keyId", "not be null")], id="null"
    ),
    pytest.param(
        "Encrypt",
        {"KeyId": KEY_ID},
        [failed("Value", "plaintext", "not be null")],
        id="missing sensitive blob",
    ),
    pytest.param(
        "Verify",
        {"KeyId": KEY_ID, "Message": "bQ==", "SigningAlgorithm": "ECDSA_SHA_256"},
        [failed("Value null", "signature", "not be null")],
        id="missing blob",
    ),
    pytest.param(
        "GenerateRandom",
        {"NumberOfBytes": 0},
        [failed("Value '0'", "numberOfBytes", "have value greater than or equal to 1")],
        id="small number",
    ),
    pytest.param(
        "DescribeKey",
        {"KeyId": KEY_ID, "GrantTokens": [None]},
        [failed("Value null", "grantTokens.1.member", "not be null")],
        id="null in a list",
    ),
]


def refusal(operation: str, request: Request) -> AwsError:
    """Return what KMS says of a request."""
    with pytest.raises(AwsError) as caught:
        protocol_of("kms").read(operation, request)
    return caught.value


@pytest.mark.parametrize(("operation", "parameters", "violation"), FROM_CLIENTS)
def test_limits_that_botocore_leaves_to_the_service(
    operation: str, parameters: dict[str, Any], violation: str
) -> None:
    """KMS names value, member and limit; it shows no blobs, and lists enums in its own order."""
    error = refusal(operation, sent("kms", operation, parameters))
    assert (error.code, error.message) == ("ValidationException", said(violation))


@pytest.mark.parametrize(("operation", "document", "violations"), RAW)
def test_limits_that_only_raw_clients_break(
    operation: str, document: dict[str, Any], violations: list[str]
) -> None:
    """KMS checks what botocore checks too, and lists all violations in one message."""
    request = Request("POST", "/", "", json.dumps(document).encode())
    error = refusal(operation, request)
    assert (error.code, error.message) == ("ValidationException", said(*violations))


def test_a_client_gets_the_words_unchanged(kms: KMSClient) -> None:
    """The refusal reaches boto3 as a ClientError with status 400 and no member of an exception."""
    with pytest.raises(ClientError) as caught:
        kms.create_key(Description="ü" * 8193)
    response: Any = caught.value.response
    violation = failed(
        f"Value '{'ü' * 8193}'", "description", "have length less than or equal to 8192"
    )
    assert response["Error"] == {"Code": "ValidationException", "Message": said(violation)}
    assert response["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert "message" not in response
