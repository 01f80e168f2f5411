"""Aliases."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .support import NOON, UNKNOWN_ID, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

    from .conftest import NewKey

HERE = "arn:aws:kms:us-east-1:123456789012"
NO_PREFIX = (
    'Alias must start with the prefix "alias/". Please see '
    "https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html"
)
NOT_A_KEY = "Aliases must refer to keys. Not aliases"
HMAC = ("HMAC_256", "GENERATE_VERIFY_MAC")


def test_an_alias_is_listed_with_its_target_and_dates(
    aws: Account, kms: KMSClient, new_key: NewKey
) -> None:
    """The entry gives the bare key id; both dates are that of the creation."""
    now = aws.clock.freeze(NOON)
    key_id = new_key()["KeyId"]
    kms.create_alias(AliasName="alias/a", TargetKeyId=key_id)
    assert kms.list_aliases()["Aliases"] == [
        {
            "AliasName": "alias/a",
            "AliasArn": f"{HERE}:alias/a",
            "TargetKeyId": key_id,
            "CreationDate": now,
            "LastUpdatedDate": now,
        }
    ]


def test_an_alias_can_be_created_for_an_arn(kms: KMSClient, new_key: NewKey) -> None:
    """TargetKeyId may be a key ARN."""
    key = new_key()
    kms.create_alias(AliasName="alias/a", TargetKeyId=key.get("Arn", ""))
    assert kms.describe_key(KeyId="alias/a")["KeyMetadata"] == key


def test_an_alias_moves_to_another_key(aws: Account, kms: KMSClient, new_key: NewKey) -> None:
    """UpdateAlias changes the target and LastUpdatedDate, and keeps CreationDate."""
    created = aws.clock.freeze(NOON)
    old, new = new_key()["KeyId"], new_key()["KeyId"]
    kms.create_alias(AliasName="alias/a", TargetKeyId=old)
    updated = aws.clock.advance(hours=1)
    kms.update_alias(AliasName="alias/a", TargetKeyId=new)
    assert kms.list_aliases(KeyId=old)["Aliases"] == []
    [alias] = kms.list_aliases(KeyId=new)["Aliases"]
    assert (alias.get("CreationDate"), alias.get("LastUpdatedDate")) == (created, updated)


def test_a_deleted_alias_is_gone_and_its_key_stays(kms: KMSClient, new_key: NewKey) -> None:
    """DeleteAlias forgets the name, which may be used again."""
    key_id = new_key()["KeyId"]
    kms.create_alias(AliasName="alias/a", TargetKeyId=key_id)
    kms.delete_alias(AliasName="alias/a")
    assert kms.list_aliases()["Aliases"] == []
    assert kms.describe_key(KeyId=key_id)["KeyMetadata"].get("KeyState") == "Enabled"
    kms.create_alias(AliasName="alias/a", TargetKeyId=key_id)
    assert len(kms.list_aliases(KeyId=key_id)["Aliases"]) == 1


def test_the_alias_of_a_deleted_key_may_be_given_again(
    aws: Account, kms: KMSClient, new_key: NewKey
) -> None:
    """An alias goes with its key."""
    doomed, other = new_key()["KeyId"], new_key()["KeyId"]
    kms.create_alias(AliasName="alias/a", TargetKeyId=doomed)
    kms.schedule_key_deletion(KeyId=doomed, PendingWindowInDays=7)
    aws.clock.advance(days=7)
    kms.create_alias(AliasName="alias/a", TargetKeyId=other)
    assert [alias.get("TargetKeyId") for alias in kms.list_aliases()["Aliases"]] == [other]


def test_an_alias_of_a_key_that_waits_for_deletion_can_be_deleted(
    kms: KMSClient, new_key: NewKey
) -> None:
    """DeleteAlias works whatever the state of the key."""
    key_id = new_key()["KeyId"]
    kms.create_alias(AliasName="alias/a", TargetKeyId=key_id)
    kms.schedule_key_deletion(KeyId=key_id)
    kms.delete_alias(AliasName="alias/a")
    assert kms.list_aliases()["Aliases"] == []


def test_an_alias_name_is_unique_in_its_region(
    client: Callable[..., Any], kms: KMSClient, new_key: NewKey
) -> None:
    """The same name may be given once in each Region, even for the same key."""
    key_id = new_key()["KeyId"]
    kms.create_alias(AliasName="alias/a", TargetKeyId=key_id)
    message = f"An alias with the name {HERE}:alias/a already exists"
    with refused("AlreadyExistsException", message):
        kms.create_alias(AliasName="alias/a", TargetKeyId=key_id)
    elsewhere = client("kms", "eu-west-1")
    elsewhere.create_alias(
        AliasName="alias/a", TargetKeyId=elsewhere.create_key()["KeyMetadata"]["KeyId"]
    )


@pytest.mark.parametrize("operation", ["create_alias", "update_alias", "delete_alias"])
def test_an_alias_name_has_its_prefix(kms: Any, new_key: NewKey, operation: str) -> None:
    """The three operations want the name with alias/ before it, and no ARN."""
    target = {} if operation == "delete_alias" else {"TargetKeyId": new_key()["KeyId"]}
    for name in ("ksk", f"{HERE}:alias/a"):
        with refused("ValidationException", NO_PREFIX):
            getattr(kms, operation)(AliasName=name, **target)


@pytest.mark.parametrize(
    ("name", "code", "message"),
    [
        (
            "alias/aws/dns",
            "NotAuthorizedException",
            "The alias name for a customer managed CMK cannot begin with alias/aws/.",
        ),
        (
            "alias/Service:Test",
            "ValidationException",
            "alias/Service:Test contains invalid characters for an alias",
        ),
        ("alias/", "InvalidAliasNameException", None),
        ("alias/with space", "ValidationException", None),
        ("alias/" + "a" * 251, "ValidationException", None),
    ],
)
def test_a_new_alias_has_a_name_of_its_own(
    kms: KMSClient, new_key: NewKey, name: str, code: str, message: str | None
) -> None:
    """Reserved, malformed, empty and overlong names are refused."""
    with refused(code, message):
        kms.create_alias(AliasName=name, TargetKeyId=new_key()["KeyId"])
    assert kms.list_aliases()["Aliases"] == []


@pytest.mark.parametrize("operation", ["create_alias", "update_alias"])
def test_an_alias_names_a_key(kms: Any, new_key: NewKey, operation: str) -> None:
    """The target exists, and is no alias itself."""
    name = "alias/new"
    if operation == "update_alias":
        kms.create_alias(AliasName=name, TargetKeyId=new_key()["KeyId"])
    for target in ("alias/a", f"{HERE}:alias/a"):
        with refused("ValidationException", NOT_A_KEY):
            getattr(kms, operation)(AliasName=name, TargetKeyId=target)
    with refused("NotFoundException", f"Key '{HERE}:key/{UNKNOWN_ID}' does not exist"):
        getattr(kms, operation)(AliasName=name, TargetKeyId=UNKNOWN_ID)


def test_an_unknown_alias_cannot_be_changed(kms: KMSClient, new_key: NewKey) -> None:
    """UpdateAlias and DeleteAlias name the ARN that they looked for."""
    message = f"Alias {HERE}:alias/a is not found."
    with refused("NotFoundException", message):
        kms.update_alias(AliasName="alias/a", TargetKeyId=new_key()["KeyId"])
    with refused("NotFoundException", message):
        kms.delete_alias(AliasName="alias/a")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (("RSA_2048", "SIGN_VERIFY"), ("RSA_2048", "ENCRYPT_DECRYPT")),
        (("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"), ("RSA_2048", "ENCRYPT_DECRYPT")),
        (("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT"), HMAC),
    ],
)
def test_an_alias_stays_with_keys_of_one_type(
    kms: KMSClient, new_key: NewKey, old: tuple[str, str], new: tuple[str, str]
) -> None:
    """Neither the usage nor the type of key may change."""
    key_id = new_key(*old)["KeyId"]
    kms.create_alias(AliasName="alias/a", TargetKeyId=key_id)
    with refused("ValidationException"):
        kms.update_alias(AliasName="alias/a", TargetKeyId=new_key(*new)["KeyId"])
    assert [alias.get("TargetKeyId") for alias in kms.list_aliases()["Aliases"]] == [key_id]


def test_an_alias_may_move_to_another_key_spec(kms: KMSClient, new_key: NewKey) -> None:
    """From RSA to ECC is allowed where both sign."""
    kms.create_alias(AliasName="alias/a", TargetKeyId=new_key("RSA_2048", "SIGN_VERIFY")["KeyId"])
    target = new_key("ECC_NIST_P256", "SIGN_VERIFY")
    kms.update_alias(AliasName="alias/a", TargetKeyId=target["KeyId"])
    assert kms.describe_key(KeyId="alias/a")["KeyMetadata"] == target


@pytest.mark.usefixtures("naps")
def test_a_key_has_a_limited_number_of_aliases(
    aws: Account, kms: KMSClient, new_key: NewKey
) -> None:
    """The quota holds for new aliases and for those that move to the key."""
    aws.quotas.aliases_per_key = 2
    full, other = new_key()["KeyId"], new_key()["KeyId"]
    kms.create_alias(AliasName="alias/1", TargetKeyId=full)
    kms.create_alias(AliasName="alias/2", TargetKeyId=full)
    kms.create_alias(AliasName="alias/3", TargetKeyId=other)
    with refused("LimitExceededException"):
        kms.create_alias(AliasName="alias/4", TargetKeyId=full)
    with refused("LimitExceededException"):
        kms.update_alias(AliasName="alias/3", TargetKeyId=full)
    kms.update_alias(AliasName="alias/2", TargetKeyId=full)
    assert len(kms.list_aliases(KeyId=full)["Aliases"]) == 2
