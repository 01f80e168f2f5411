"""Grants: what AWS refuses."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, Any

import pytest

from mock_dnssec.errors import AwsError

from .support import UNKNOWN_ID, refused

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

    from .conftest import NewKey

ROLE = "arn:aws:iam::111122223333:role/ExampleRole"
GRANT: dict[str, Any] = {"GranteePrincipal": ROLE, "Operations": ["DescribeKey"]}
ALIAS = "Key Aliases are not supported for this operation."
ALWAYS = {"CreateGrant", "DescribeKey", "RetireGrant"}
RSA_ENCRYPTION = {"Decrypt", "Encrypt", "GetPublicKey", "ReEncryptFrom", "ReEncryptTo"}
DATA_KEYS = {
    "GenerateDataKey",
    "GenerateDataKeyPair",
    "GenerateDataKeyPairWithoutPlaintext",
    "GenerateDataKeyWithoutPlaintext",
}
# Key spec, usage, the operations that a grant may hold beside those of every key
TABLE = [
    ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT", RSA_ENCRYPTION - {"GetPublicKey"} | DATA_KEYS),
    ("RSA_2048", "ENCRYPT_DECRYPT", RSA_ENCRYPTION),
    ("RSA_2048", "SIGN_VERIFY", {"GetPublicKey", "Sign", "Verify"}),
    ("ECC_NIST_P256", "KEY_AGREEMENT", {"DeriveSharedSecret", "GetPublicKey"}),
    ("HMAC_256", "GENERATE_VERIFY_MAC", {"GenerateMac", "VerifyMac"}),
    ("ML_KEM_768", "ENCAPSULATE_DECAPSULATE", {"Decapsulate", "Encapsulate", "GetPublicKey"}),
]
EVERY = sorted(ALWAYS.union(*(operations for _, _, operations in TABLE)))


def _name(value: object) -> str:
    return value if isinstance(value, str) else ""


@pytest.mark.parametrize(("spec", "usage", "operations"), TABLE, ids=_name)
def test_a_grant_holds_what_its_key_can_do(
    aws: Account, spec: str, usage: str, operations: set[str]
) -> None:
    """Each kind of key has its own operations; all others are ValidationException."""
    backend = aws.kms("us-east-1").operations
    created: Any = backend["create_key"](key_spec=spec, key_usage=usage)
    for operation in EVERY:
        request = {
            "key_id": created["KeyMetadata"]["KeyId"],
            "grantee_principal": ROLE,
            "operations": [operation, "DescribeKey"],
        }
        if operation in operations | ALWAYS:
            backend["create_grant"](**request)
        else:
            with pytest.raises(AwsError) as caught:
                backend["create_grant"](**request)
            assert caught.value.code == "ValidationException"


CONTEXT = {"EncryptionContextEquals": {"a": "b"}}
INVALID: list[tuple[dict[str, Any], str, str | None]] = [
    (
        {"Operations": ["CreateGrant"]},
        "ValidationException",
        "Grants must not contain only the CreateGrant operation.",
    ),
    ({"Operations": []}, "ValidationException", None),
    ({"Operations": ["ScheduleKeyDeletion"]}, "ValidationException", None),
    (
        {"GranteePrincipal": "arn:aws:iam::111122223333:group/people"},
        "InvalidArnException",
        "ARN does not refer to a valid principal: arn:aws:iam::111122223333:group/people",
    ),
    ({"GranteePrincipal": "111122223333"}, "InvalidArnException", None),
    ({"RetiringPrincipal": "arn:aws:s3:::bucket"}, "InvalidArnException", None),
    ({"KeyId": "alias/name"}, "InvalidArnException", ALIAS),
    ({"KeyId": "unknown"}, "NotFoundException", "Invalid keyId 'unknown'"),
    ({"Name": "a name"}, "ValidationException", None),
    (
        {"Constraints": {"EncryptionContextEquals": {f"k{n}": "" for n in range(9)}}},
        "ValidationException",
        None,
    ),
    (
        {"Constraints": {"EncryptionContextSubset": {"k": "v" * 385}}},
        "ValidationException",
        None,
    ),
]


@pytest.mark.parametrize(
    ("change", "code", "message"), INVALID, ids=lambda value: str(value)[:40].replace("::", ":")
)
def test_a_bad_grant_is_not_created(
    kms: KMSClient, new_key: NewKey, change: dict[str, Any], code: str, message: str | None
) -> None:
    """A refusal leaves no grant behind."""
    key_id = new_key()["KeyId"]
    request: Any = {"KeyId": key_id, **GRANT, **change}
    with refused(code, message):
        kms.create_grant(**request)
    assert kms.list_grants(KeyId=key_id)["Grants"] == []


@pytest.mark.parametrize(
    ("spec", "usage"), [("HMAC_256", "GENERATE_VERIFY_MAC"), ("RSA_2048", "ENCRYPT_DECRYPT")]
)
def test_an_encryption_context_needs_a_symmetric_key(
    kms: KMSClient, new_key: NewKey, spec: str, usage: str
) -> None:
    """The algorithms of other keys have no encryption context."""
    request: Any = {"KeyId": new_key(spec, usage)["KeyId"], **GRANT, "Constraints": CONTEXT}
    with refused("ValidationException"):
        kms.create_grant(**request)


SERVICE = {"grantee_service_principal": "service.us-east-1.amazonaws.com"}
SOURCE = {"constraints": {"SourceArn": "arn:aws:s3:us-east-1:123456789012:bucket"}}
RETIREE = {"retiring_service_principal": "service.us-east-1.amazonaws.com"}


@pytest.mark.parametrize(
    "request_",
    [
        {},
        SERVICE,
        {**SERVICE, **SOURCE},
        {**SERVICE, **RETIREE},
        {**SERVICE, **SOURCE, **RETIREE, "grantee_principal": ROLE},
        {**SERVICE, **SOURCE, **RETIREE, "retiring_principal": ROLE},
    ],
    ids=lambda request: "-".join(request) or "nobody",
)
def test_a_service_gets_a_grant_for_one_source(aws: Account, request_: dict[str, Any]) -> None:
    """It needs a source and somebody to retire it, and no second grantee or retiree.

    Older versions of botocore cannot send this, so that the operation is asked itself.
    """
    backend = aws.kms("us-east-1").operations
    created: Any = backend["create_key"]()
    key_id = created["KeyMetadata"]["KeyId"]
    with pytest.raises(AwsError, match="ValidationException"):
        backend["create_grant"](key_id=key_id, operations=["Decrypt"], **request_)
    good = {**SERVICE, **SOURCE, **RETIREE}
    backend["create_grant"](key_id=key_id, operations=["Decrypt"], **good)
    listed: Any = backend["list_grants"](key_id=key_id, **SERVICE)
    (grant,) = listed["Grants"]
    assert grant["GranteeServicePrincipal"] == SERVICE["grantee_service_principal"]
    assert grant["RetiringServicePrincipal"] == RETIREE["retiring_service_principal"]
    assert grant["Constraints"] == SOURCE["constraints"]
    retirable: Any = backend["list_retirable_grants"](**RETIREE)
    assert retirable["Grants"] == [grant]
    with pytest.raises(AwsError, match="ValidationException"):
        backend["list_grants"](key_id=key_id, grantee_principal=ROLE, **SERVICE)


STATES = [
    ("disable_key", "DisabledException", "{arn} is disabled."),
    ("schedule_key_deletion", "KMSInvalidStateException", "{arn} is pending deletion."),
]


@pytest.mark.parametrize(("operation", "code", "message"), STATES)
def test_grants_are_created_for_enabled_keys_and_end_in_every_state(
    kms: Any, new_key: NewKey, operation: str, code: str, message: str
) -> None:
    """CreateGrant asks for an enabled key; ListGrants, RetireGrant and RevokeGrant do not."""
    key = new_key()
    key_id = key["KeyId"]
    grants = [kms.create_grant(KeyId=key_id, **GRANT)["GrantId"] for _ in range(2)]
    getattr(kms, operation)(KeyId=key_id)
    with refused(code, message.format(arn=key.get("Arn"))):
        kms.create_grant(KeyId=key_id, **GRANT)
    assert len(kms.list_grants(KeyId=key_id)["Grants"]) == 2
    kms.retire_grant(KeyId=key_id, GrantId=grants[0])
    kms.revoke_grant(KeyId=key_id, GrantId=grants[1])
    assert kms.list_grants(KeyId=key_id)["Grants"] == []


def test_a_key_that_waits_for_its_material_takes_no_grant(kms: KMSClient, new_key: NewKey) -> None:
    """CreateGrant is refused in PendingImport too."""
    key = new_key(Origin="EXTERNAL")
    with refused("KMSInvalidStateException", f"{key.get('Arn')} is pending import."):
        kms.create_grant(KeyId=key["KeyId"], **GRANT)


@pytest.mark.parametrize("operation", ["list_grants", "revoke_grant", "retire_grant"])
@pytest.mark.parametrize("grant_id", ["0" * 63, "G" * 64])
def test_a_grant_id_has_64_digits(kms: Any, new_key: NewKey, operation: str, grant_id: str) -> None:
    """Anything else is InvalidGrantIdException."""
    with refused("InvalidGrantIdException"):
        getattr(kms, operation)(KeyId=new_key()["KeyId"], GrantId=grant_id)


@pytest.mark.parametrize("operation", ["list_grants", "revoke_grant", "retire_grant"])
@pytest.mark.parametrize(
    ("key_id", "code", "message"),
    [
        ("alias/name", "InvalidArnException", ALIAS),
        (
            UNKNOWN_ID,
            "NotFoundException",
            f"Key 'arn:aws:kms:us-east-1:123456789012:key/{UNKNOWN_ID}' does not exist",
        ),
    ],
    ids=["alias", "unknown"],
)
def test_grants_are_looked_for_by_key(
    kms: Any, operation: str, key_id: str, code: str, message: str
) -> None:
    """Aliases are not taken, and the key has to exist."""
    with refused(code, message):
        getattr(kms, operation)(KeyId=key_id, GrantId="0" * 64)


def _forged(token: str) -> str:
    return token[:-4] + ("AAAA" if not token.endswith("AAAA") else "BBBB")


@pytest.mark.parametrize(
    "forge",
    [
        lambda token: "token",
        lambda token: "ÿ" * 12,
        lambda token: base64.urlsafe_b64encode(b"\x01\x0a\x40" + b"\xff" * 64).decode(),
        _forged,
        lambda token: token + "A",
    ],
    ids=["word", "no base64", "no id", "changed", "longer"],
)
def test_a_token_comes_from_create_grant(kms: KMSClient, new_key: NewKey, forge: Any) -> None:
    """Any other text is InvalidGrantTokenException, and ends no grant."""
    key_id = new_key()["KeyId"]
    token = kms.create_grant(KeyId=key_id, **GRANT)["GrantToken"]
    with refused("InvalidGrantTokenException"):
        kms.retire_grant(GrantToken=forge(token))
    assert len(kms.list_grants(KeyId=key_id)["Grants"]) == 1


def test_a_grant_is_retired_by_a_token_or_by_its_id(kms: KMSClient, new_key: NewKey) -> None:
    """Not by both, by half of one, or by nothing."""
    key_id = new_key()["KeyId"]
    grant = kms.create_grant(KeyId=key_id, **GRANT)
    whole: dict[str, Any] = {"KeyId": key_id, "GrantId": grant["GrantId"]}
    for request in (
        {},
        {"KeyId": key_id},
        {"GrantId": grant["GrantId"]},
        {**whole, "GrantToken": grant["GrantToken"]},
    ):
        with refused("ValidationException"):
            kms.retire_grant(**request)
    assert len(kms.list_grants(KeyId=key_id)["Grants"]) == 1


def test_retirable_grants_are_those_of_a_principal(aws: Account, kms: KMSClient) -> None:
    """One has to be named, by its ARN."""
    with pytest.raises(AwsError, match="ValidationException"):
        aws.kms("us-east-1").operations["list_retirable_grants"]()
    with refused("InvalidArnException"):
        kms.list_retirable_grants(
            RetiringPrincipal=f"arn:aws:kms:us-east-1:123456789012:key/{UNKNOWN_ID}"
        )
