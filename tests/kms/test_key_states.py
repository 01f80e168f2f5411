"""Which operation works in which key state.

https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from botocore.loaders import Loader

from mock_dnssec.kms.states import REFUSED_STATES

from .support import refused

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_kms.type_defs import KeyMetadataTypeDef

    from .conftest import NewKey

ALL = {"Enabled", "Disabled", "PendingDeletion", "PendingImport"}
SIGNATURE: dict[str, Any] = {"Message": b"m", "SigningAlgorithm": "ECDSA_SHA_256"}
# Operation, its other parameters, the states that it works in
TABLE: list[tuple[str, dict[str, Any], set[str]]] = [
    ("cancel_key_deletion", {}, {"PendingDeletion"}),
    ("describe_key", {}, ALL),
    ("disable_key", {}, {"Enabled", "Disabled"}),
    ("enable_key", {}, {"Enabled", "Disabled"}),
    ("get_key_policy", {"PolicyName": "default"}, ALL),
    ("get_public_key", {}, {"Enabled", "Disabled"}),
    ("list_aliases", {}, ALL),
    ("list_key_policies", {}, ALL),
    ("list_resource_tags", {}, ALL),
    ("schedule_key_deletion", {}, ALL - {"PendingDeletion"}),
    ("sign", SIGNATURE, {"Enabled"}),
    ("tag_resource", {"Tags": [{"TagKey": "a", "TagValue": "b"}]}, ALL - {"PendingDeletion"}),
    ("untag_resource", {"TagKeys": ["a"]}, ALL - {"PendingDeletion"}),
    ("update_key_description", {"Description": "d"}, ALL - {"PendingDeletion"}),
    ("verify", {**SIGNATURE, "Signature": b"s"}, {"Enabled"}),
]
REFUSALS = {
    "Disabled": ("DisabledException", "{arn} is disabled."),
    "PendingDeletion": ("KMSInvalidStateException", "{arn} is pending deletion."),
    "PendingImport": ("KMSInvalidStateException", "{arn} is pending import."),
}


def _name(value: object) -> str:
    return value if isinstance(value, str) else ""


def _key_in(state: str, kms: KMSClient, new_key: NewKey) -> KeyMetadataTypeDef:
    origin = "EXTERNAL" if state == "PendingImport" else "AWS_KMS"
    key = new_key("ECC_NIST_P256", "SIGN_VERIFY", Origin=origin)
    if state == "Disabled":
        kms.disable_key(KeyId=key["KeyId"])
    if state == "PendingDeletion":
        kms.schedule_key_deletion(KeyId=key["KeyId"])
    return kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"]


@pytest.mark.parametrize("state", sorted(ALL))
@pytest.mark.parametrize(("operation", "parameters", "allowed"), TABLE, ids=_name)
def test_an_operation_keeps_to_its_key_states(
    kms: Any,
    new_key: NewKey,
    operation: str,
    parameters: dict[str, Any],
    allowed: set[str],
    state: str,
) -> None:
    """AWS's table holds, with AWS's words for each refusal; a refusal leaves the key as it was."""
    key = _key_in(state, kms, new_key)
    assert key.get("KeyState") == state
    request = {"KeyId": key["KeyId"], **parameters}
    if state in allowed:
        if operation == "verify":
            with refused("KMSInvalidSignatureException", ""):
                kms.verify(**request)
        else:
            getattr(kms, operation)(**request)
        return
    code, message = REFUSALS.get(state, ("KMSInvalidStateException", ""))
    if operation == "cancel_key_deletion":
        code, message = "KMSInvalidStateException", "{arn} is not pending deletion."
    with refused(code, message.format(arn=key.get("Arn"))):
        getattr(kms, operation)(**request)
    assert kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"] == key


def test_a_policy_can_be_put_in_every_state(kms: KMSClient, new_key: NewKey) -> None:
    """PutKeyPolicy repairs a key in any state."""
    for state in ALL:
        key_id = _key_in(state, kms, new_key)["KeyId"]
        policy = kms.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"]
        kms.put_key_policy(KeyId=key_id, PolicyName="default", Policy=policy)


@pytest.mark.parametrize("state", sorted(ALL))
def test_only_a_key_that_waits_for_deletion_takes_no_alias(
    kms: KMSClient, new_key: NewKey, state: str
) -> None:
    """CreateAlias and UpdateAlias refuse such a target; DeleteAlias works on it."""
    key = _key_in(state, kms, new_key)
    kms.create_alias(
        AliasName="alias/other", TargetKeyId=new_key("ECC_NIST_P256", "SIGN_VERIFY")["KeyId"]
    )
    if state == "PendingDeletion":
        message = f"{key.get('Arn')} is pending deletion."
        with refused("KMSInvalidStateException", message):
            kms.create_alias(AliasName="alias/new", TargetKeyId=key["KeyId"])
        with refused("KMSInvalidStateException", message):
            kms.update_alias(AliasName="alias/other", TargetKeyId=key["KeyId"])
    else:
        kms.create_alias(AliasName="alias/new", TargetKeyId=key["KeyId"])
        kms.update_alias(AliasName="alias/other", TargetKeyId=key["KeyId"])
        assert len(kms.list_aliases(KeyId=key["KeyId"])["Aliases"]) == 2


def test_a_disabled_key_that_waits_for_deletion_is_pending_deletion(
    kms: KMSClient, signing_key: KeyMetadataTypeDef
) -> None:
    """The nearer end wins."""
    kms.disable_key(KeyId=signing_key["KeyId"])
    kms.schedule_key_deletion(KeyId=signing_key["KeyId"])
    message = f"{signing_key.get('Arn')} is pending deletion."
    with refused("KMSInvalidStateException", message):
        kms.sign(KeyId=signing_key["KeyId"], **SIGNATURE)


def test_the_table_has_a_row_for_every_operation_on_a_key() -> None:
    """An operation that AWS adds to the model is missed at once."""
    model = Loader().load_service_model("kms", "service-2")
    shapes = model["shapes"]
    on_a_key = {
        name
        for name, operation in model["operations"].items()
        if {"KeyId", "TargetKeyId", "SourceKeyId"}
        & set(shapes[operation["input"]["shape"]].get("members", ()))
    }
    in_rows = {name.removesuffix("From").removesuffix("To") for name in REFUSED_STATES}
    assert on_a_key <= in_rows


def test_the_table_refuses_only_with_errors_that_aws_documents() -> None:
    """An operation that refuses a disabled key documents DisabledException, and so on."""
    operations = Loader().load_service_model("kms", "service-2")["operations"]
    undocumented = {
        (name, code)
        for name, states in REFUSED_STATES.items()
        if name in operations
        for code in (
            "KMSInvalidStateException"
            if name == "CancelKeyDeletion" or state != "Disabled"
            else "DisabledException"
            for state in states
        )
        if code not in {error["shape"] for error in operations[name]["errors"]}
    }
    assert undocumented == set()
