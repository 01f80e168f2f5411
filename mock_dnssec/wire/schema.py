"""What AWS's own schema says beyond the model that it gives to botocore.

A service knows values that an older botocore does not, prints enums in an order of its own, and
leaves out what it does not have.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mock_dnssec.wire.mirror import Description

ENUMS: dict[str, dict[str, list[str]]] = {
    "kms": {
        "KeySpec": [
            "RSA_2048",
            "RSA_3072",
            "RSA_4096",
            "ECC_NIST_P256",
            "ECC_NIST_P384",
            "ECC_NIST_P521",
            "ECC_SECG_P256K1",
            "ECC_NIST_EDWARDS25519",
            "SYMMETRIC_DEFAULT",
            "HMAC_224",
            "HMAC_256",
            "HMAC_384",
            "HMAC_512",
            "SM2",
            "ML_DSA_44",
            "ML_DSA_65",
            "ML_DSA_87",
            "ML_KEM_512",
            "ML_KEM_768",
            "ML_KEM_1024",
        ],
        "KeyUsageType": [
            "SIGN_VERIFY",
            "ENCRYPT_DECRYPT",
            "GENERATE_VERIFY_MAC",
            "KEY_AGREEMENT",
            "ENCAPSULATE_DECAPSULATE",
        ],
        "SigningAlgorithmSpec": [
            "RSASSA_PSS_SHA_256",
            "RSASSA_PSS_SHA_384",
            "RSASSA_PSS_SHA_512",
            "RSASSA_PKCS1_V1_5_SHA_256",
            "RSASSA_PKCS1_V1_5_SHA_384",
            "RSASSA_PKCS1_V1_5_SHA_512",
            "ECDSA_SHA_256",
            "ECDSA_SHA_384",
            "ECDSA_SHA_512",
            "ED25519_SHA_512",
            "ED25519_PH_SHA_512",
            "SM2DSA",
            "ML_DSA_SHAKE_256",
            "SYMMETRIC_DEFAULT",
        ],
        "MessageType": ["RAW", "DIGEST", "EXTERNAL_MU"],
        "EncryptionAlgorithmSpec": [
            "RSAES_OAEP_SHA_1",
            "RSAES_OAEP_SHA_256",
            "SM2PKE",
            "SYMMETRIC_DEFAULT",
        ],
        "MacAlgorithmSpec": ["HMAC_SHA_384", "HMAC_SHA_256", "HMAC_SHA_224", "HMAC_SHA_512"],
    },
    "route53": {
        "RRType": [
            "SOA",
            "A",
            "TXT",
            "NS",
            "CNAME",
            "MX",
            "NAPTR",
            "PTR",
            "SRV",
            "SPF",
            "AAAA",
            "CAA",
            "DS",
            "TLSA",
            "SSHFP",
            "SVCB",
            "HTTPS",
        ],
    },
}
"""Values of an enum in the order in which the service prints them."""

PRINTED: dict[str, list[str]] = {
    "DataKeySpec": ENUMS["kms"]["KeySpec"],
    "SigningAlgorithmSpec": ENUMS["kms"]["SigningAlgorithmSpec"][:-1],
}
"""By shape: the enums that KMS prints otherwise than it has them."""

PATTERNS: dict[str, dict[str, str]] = {"kms": {"KeyIdType": r"^\p{ASCII}+$"}}
"""Patterns that the service checks and the model leaves out."""

OPTIONAL: dict[str, dict[str, str]] = {
    "route53": {
        "CreateHostedZoneResponse": "DelegationSet",
        "ListHealthChecksResponse": "Marker",
        "ListHostedZonesResponse": "Marker",
        "ListReusableDelegationSetsResponse": "Marker",
        "ListTrafficPoliciesResponse": "TrafficPolicyIdMarker",
        "ListTrafficPolicyVersionsResponse": "TrafficPolicyVersionMarker",
    }
}
"""Members that the model requires and a service leaves out: of a private zone, of a first page."""


def complete(service: str, description: Description) -> Description:
    """Return ``description`` with what only the service itself knows."""
    shapes = dict(description["shapes"])
    for name, values in ENUMS.get(service, {}).items():
        if name in shapes:
            newer = [value for value in shapes[name]["enum"] if value not in values]
            shapes[name] = {**shapes[name], "enum": [*values, *newer]}
    for name, pattern in PATTERNS.get(service, {}).items():
        shapes[name] = {**shapes[name], "pattern": pattern}
    for name, optional in OPTIONAL.get(service, {}).items():
        required = [member for member in shapes[name]["required"] if member != optional]
        shapes[name] = {**shapes[name], "required": required}
    for name, shape in shapes.items():
        if shape.get("fault"):  # botocore's shapes do not keep it
            shapes[name] = {**shape, "error": {"httpStatusCode": 500}}
    return {**description, "shapes": shapes}
