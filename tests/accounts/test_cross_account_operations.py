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


def named_key(name: str) -> str | None:
    """Return the member that names the key of an operation, None if it is on no single key."""
    shape = MODEL.operation_model(name).input_shape
    members = shape.members if shape else {}
    return next((member for member in ("KeyId", "TargetKeyId") if member in members), None)


ON_KEYS = {name: member for name in MODEL.operation_names if (member := named_key(name))}
"""The operations on one key, and the member that names it."""


def operations(answer: str) -> dict[str, str]:
    """Return the operations on one key of which AWS says that they work across accounts."""
    says = re.compile(rf"<b>Cross-account use</b>\s*:?\s*{answer}\b")
    documentation = {name: MODEL.operation_model(name).documentation for name in ON_KEYS}
    return {name: ON_KEYS[name] for name, text in documentation.items() if says.search(text)}


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
    """The two tests above are about every operation on one key."""
    assert {**operations("No"), **operations("Yes")} == ON_KEYS
