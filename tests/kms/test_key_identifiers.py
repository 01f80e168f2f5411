"""The four forms of a key identifier, and AWS's words for each that leads nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .support import UNKNOWN_ID, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

    from .conftest import NewKey

HERE = "arn:aws:kms:us-east-1:123456789012"
NO_ALIASES = "Key Aliases are not supported for this operation."
FOUR_FORMS: dict[str, dict[str, Any]] = {
    "describe_key": {},
    "get_public_key": {},
    "sign": {"Message": b"m", "SigningAlgorithm": "ECDSA_SHA_256"},
}
KEY_ONLY: dict[str, dict[str, Any]] = {
    "schedule_key_deletion": {},
    "cancel_key_deletion": {},
    "enable_key": {},
    "disable_key": {},
    "tag_resource": {"Tags": []},
    "untag_resource": {"TagKeys": []},
    "list_resource_tags": {},
    "update_key_description": {"Description": ""},
    "get_key_policy": {"PolicyName": "default"},
    "put_key_policy": {"PolicyName": "default", "Policy": "{}"},
    "list_key_policies": {},
    "list_aliases": {},
}
NOT_FOUND = {
    UNKNOWN_ID: f"Key '{HERE}:key/{UNKNOWN_ID}' does not exist",
    f"{HERE}:key/{UNKNOWN_ID}": f"Key '{HERE}:key/{UNKNOWN_ID}' does not exist",
    UNKNOWN_ID.upper(): f"Key '{HERE}:key/{UNKNOWN_ID.upper()}' does not exist",
    "mrk-" + "0" * 32: f"Key '{HERE}:key/mrk-{'0' * 32}' does not exist",
    "fake-key-id": "Invalid keyId 'fake-key-id'",
    "134f2428cec14b25a1ae9048164dba47": "Invalid keyId '134f2428cec14b25a1ae9048164dba47'",
    "mrk-1234": "Invalid keyId 'mrk-1234'",
    f"{HERE}:key/foo": "Invalid keyId foo",
    f"{HERE}:key/{UNKNOWN_ID}foo": f"Invalid keyId {UNKNOWN_ID}foo",
    f"arn:aws:kms:eu-west-1:123456789012:key/{UNKNOWN_ID}": "Invalid arn eu-west-1",
}
UNKNOWN_ALIASES = {
    "alias/x": f"Alias {HERE}:alias/x is not found.",
    f"{HERE}:alias/x": f"Alias {HERE}:alias/x is not found.",
    "alias/aws/unknown": f"Alias {HERE}:alias/aws/unknown is not found.",
    "arn:aws:kms:eu-west-1:123456789012:alias/x": "Invalid arn eu-west-1",
}


@pytest.mark.parametrize("operation", FOUR_FORMS)
def test_a_key_is_found_by_any_of_its_four_names(
    kms: Any, signing_key: dict[str, Any], operation: str
) -> None:
    """Key id, key ARN, alias name and alias ARN are the same key."""
    kms.create_alias(AliasName="alias/ksk", TargetKeyId=signing_key["KeyId"])
    names = [signing_key["KeyId"], signing_key["Arn"], "alias/ksk", f"{HERE}:alias/ksk"]
    answers = [getattr(kms, operation)(KeyId=name, **FOUR_FORMS[operation]) for name in names]
    found = [answer.get("KeyMetadata", {}).get("Arn") or answer["KeyId"] for answer in answers]
    assert found == [signing_key["Arn"]] * 4


@pytest.mark.parametrize("operation", sorted(KEY_ONLY))
@pytest.mark.parametrize("alias", ["alias/ksk", f"{HERE}:alias/ksk", "alias/unknown"])
def test_operations_on_keys_take_no_alias(
    kms: Any, signing_key: dict[str, Any], operation: str, alias: str
) -> None:
    """An alias is refused before it is looked up, whether it exists or not."""
    kms.create_alias(AliasName="alias/ksk", TargetKeyId=signing_key["KeyId"])
    with refused("InvalidArnException", NO_ALIASES):
        getattr(kms, operation)(KeyId=alias, **KEY_ONLY[operation])


@pytest.mark.parametrize("operation", sorted({**FOUR_FORMS, **KEY_ONLY}))
@pytest.mark.parametrize(("key_id", "message"), NOT_FOUND.items())
def test_a_name_that_leads_nowhere_is_not_found(
    kms: Any, operation: str, key_id: str, message: str
) -> None:
    """AWS has different words for an unknown, a malformed and a foreign identifier."""
    with refused("NotFoundException", message):
        getattr(kms, operation)(KeyId=key_id, **{**FOUR_FORMS, **KEY_ONLY}[operation])


@pytest.mark.parametrize(("alias", "message"), UNKNOWN_ALIASES.items())
def test_an_unknown_alias_is_not_found(kms: KMSClient, alias: str, message: str) -> None:
    """The message gives the full ARN of the alias that was looked for."""
    with refused("NotFoundException", message):
        kms.describe_key(KeyId=alias)


def test_a_key_lives_in_its_own_region(client: Callable[..., Any], new_key: NewKey) -> None:
    """Another Region knows neither the id, under its own ARN, nor the ARN."""
    key = new_key()
    elsewhere = client("kms", "eu-west-1")
    missing = f"arn:aws:kms:eu-west-1:123456789012:key/{key['KeyId']}"
    with refused("NotFoundException", f"Key '{missing}' does not exist"):
        elsewhere.describe_key(KeyId=key["KeyId"])
    with refused("NotFoundException", "Invalid arn us-east-1"):
        elsewhere.describe_key(KeyId=key.get("Arn"))


def test_an_arn_of_another_service_is_not_found(kms: KMSClient) -> None:
    """What is not a KMS ARN is no key."""
    with refused("NotFoundException"):
        kms.describe_key(KeyId="arn:aws:s3:::bucket")


@pytest.mark.parametrize(
    ("operation", "code"),
    [("describe_key", "AccessDeniedException"), ("enable_key", "ValidationException")],
)
def test_a_key_of_another_account_is_out_of_reach(kms: Any, operation: str, code: str) -> None:
    """Operations across accounts deny access; the others cannot be called across accounts."""
    with refused(code):
        getattr(kms, operation)(KeyId=f"arn:aws:kms:us-east-1:000000000000:key/{UNKNOWN_ID}")


def test_an_alias_is_case_sensitive(kms: KMSClient, new_key: NewKey) -> None:
    """alias/KSK is not alias/ksk."""
    kms.create_alias(AliasName="alias/KSK", TargetKeyId=new_key()["KeyId"])
    with refused("NotFoundException", f"Alias {HERE}:alias/ksk is not found."):
        kms.describe_key(KeyId="alias/ksk")


def test_the_account_knows_its_keys_by_their_bare_id(aws: Account, new_key: NewKey) -> None:
    """A test may look at a key without calling the API."""
    key_id = new_key("ECC_NIST_P384", "SIGN_VERIFY")["KeyId"]
    found = aws.kms("us-east-1").keys.find(key_id)
    assert found is not None
    assert (found.spec, found.usage, found.region) == ("ECC_NIST_P384", "SIGN_VERIFY", "us-east-1")
    assert aws.kms("us-east-1").keys.find(UNKNOWN_ID) is None
