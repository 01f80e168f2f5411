"""Which of KMS's operations take a key of another account: AWS's own documentation says it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from botocore import xform_name
from botocore.loaders import create_loader
from botocore.model import ServiceModel, Shape

from .support import ROOT, refusal_of

if TYPE_CHECKING:
    from .conftest import NewKey

MODEL = ServiceModel(create_loader().load_service_model("kms", "service-2"))

MORE: dict[str, dict[str, Any]] = {
    "CreateAlias": {"AliasName": "alias/ksk"},
    "CreateGrant": {"Operations": ["DescribeKey"], "GranteePrincipal": ROOT["AWS"]},
    "Decrypt": {"CiphertextBlob": b"c", "EncryptionAlgorithm": "RSAES_OAEP_SHA_256"},
    "ReplicateKey": {"ReplicaRegion": "eu-west-1"},
    "RetireGrant": {"GrantId": "0" * 64},
    "UpdateAlias": {"AliasName": "alias/own"},
    "UpdatePrimaryRegion": {"PrimaryRegion": "eu-west-1"},
}
"""What an operation looks at before the key, beside what the model requires."""


def operations(answer: str) -> dict[str, str]:
    """Return the operations of which AWS says this, and the member that names their key."""
    found: dict[str, str] = {}
    for name in MODEL.operation_names:
        operation = MODEL.operation_model(name)
        says = re.search(r"<b>Cross-account use</b>\s*:?\s*(Yes|No)\b", operation.documentation)
        members = operation.input_shape.members if operation.input_shape else {}
        named = [member for member in ("KeyId", "TargetKeyId") if member in members]
        if says and says[1] == answer and named:
            found[name] = named[0]
    return found


def specimen(shape: Shape) -> Any:
    """Return a value for a required member that is looked at after the key."""
    by_type: dict[str, Any] = {"blob": b"x" * 300, "list": [], "string": "x", "integer": 1}
    return next(iter(getattr(shape, "enum", [])), by_type[shape.type_name])


def call(kms: Any, name: str, member: str, arn: str) -> tuple[str, str]:
    """Call an operation with the ARN of a key, and return how it is refused."""
    kms.create_alias(AliasName="alias/own", TargetKeyId=kms.create_key()["KeyMetadata"]["KeyId"])
    shape = MODEL.operation_model(name).input_shape
    assert shape is not None
    required = {each: specimen(shape.members[each]) for each in shape.required_members}
    parameters = {**required, **MORE.get(name, {}), member: arn}
    return refusal_of(getattr(kms, xform_name(name)), **parameters)


@pytest.mark.parametrize(("name", "member"), operations("No").items())
def test_operations_within_an_account(
    kms: Any, foreign_key: NewKey, name: str, member: str
) -> None:
    """They refuse a key of another account even where its policy allows everything."""
    arn = foreign_key({"Principal": "*", "Action": "kms:*"})

    assert call(kms, name, member, arn) == (
        "ValidationException",
        "This operation cannot be called cross account",
    )


@pytest.mark.parametrize(("name", "member"), operations("Yes").items())
def test_operations_across_accounts(kms: Any, foreign_key: NewKey, name: str, member: str) -> None:
    """They ask the key policy for the permission of their name."""
    code, message = call(kms, name, member, foreign_key())

    assert code == "AccessDeniedException"
    assert f"is not authorized to perform: kms:{name} on resource: " in message


def test_the_documentation_speaks_of_all() -> None:
    """The two tests above are about every operation on a key but ReEncrypt, which has two."""
    assert len(operations("No")) + len(operations("Yes")) >= 43
