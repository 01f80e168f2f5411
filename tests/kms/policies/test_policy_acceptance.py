"""Which key policies CreateKey and PutKeyPolicy accept.

https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

MALFORMED = "MalformedPolicyDocumentException"
NO_PRINCIPAL = "Policy contains a statement with no principal."
INVALID_PRINCIPALS = "Policy contains a statement with one or more invalid principals."
OVERLY_PERMISSIVE = (
    "OverlyPermissiveCondition: Using the ForAllValues set operator with a single-valued condition "
    "key matches requests without the specified [encryption context or tag] or with an unspecified "
    "[encryption context or tag]. To fix, remove ForAllValues."
)
FORBIDDEN_KEYS = (
    "These condition keys are not permitted in a key policy: "
    "aws:ResourceTag, kms:ResourceTag, kms:ResourceAliases"
)

ROOT_ARN = "arn:aws:iam::123456789012:root"
ROOT = {"Effect": "Allow", "Principal": {"AWS": ROOT_ARN}, "Action": "kms:*", "Resource": "*"}


def policy(*statements: object, **members: object) -> str:
    """Return a policy of ``statements``."""
    return json.dumps({"Version": "2012-10-17", "Statement": statements, **members})


def allowing(**members: object) -> dict[str, object]:
    """Return a statement that lets the account do everything, but for ``members``."""
    return {**ROOT, **members}


def without(member: str) -> dict[str, object]:
    """Return a statement that lacks a member."""
    return {name: value for name, value in ROOT.items() if name != member}


def put(kms: KMSClient, text: str, **more: Any) -> tuple[str, str] | None:
    """Put a policy on a new key: the error's code and message, or None if it was accepted."""
    key_id = kms.create_key()["KeyMetadata"]["KeyId"]
    before = kms.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"]
    try:
        kms.put_key_policy(KeyId=key_id, PolicyName="default", Policy=text, **more)
    except ClientError as error:
        assert kms.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"] == before
        return error.response["Error"]["Code"], error.response["Error"]["Message"]
    return None


@pytest.mark.parametrize("text", ["not json", '"text"x', "{", '{"a":1,"a":2}', "NaN", "[" * 9999])
def test_what_is_no_json(kms: KMSClient, text: str) -> None:
    """KMS says nothing about a policy that it cannot parse, or that names a member twice."""
    assert put(kms, text) == (MALFORMED, "")


@pytest.mark.parametrize(
    ("statement", "message"),
    [
        (without("Principal"), NO_PRINCIPAL),
        (allowing(Principal={}), NO_PRINCIPAL),
        (allowing(Principal={"AWS": []}), NO_PRINCIPAL),
        (without("Action"), "Missing required field Action"),
        (allowing(Action=[]), "Missing required field Action"),
        (without("Resource"), "Missing required field Resource"),
    ],
)
def test_missing_elements(kms: KMSClient, statement: object, message: str) -> None:
    """A statement needs a principal, an action and a resource, and AWS says which is missing."""
    assert put(kms, policy(ROOT, statement)) == (MALFORMED, message)


@pytest.mark.parametrize(
    "text",
    [
        "[]",
        "1",
        "{}",
        policy(),
        policy(Statement="*"),
        policy(ROOT, "*"),
        policy(ROOT, Version="2024-01-01"),
        policy(ROOT, Version=["2012-10-17"]),
        policy(ROOT, Id=1),
        policy(ROOT, Statements=[ROOT]),
        policy(without("Effect")),
        policy(allowing(Effect="allow")),
        policy(allowing(Effect=["Allow"])),
        policy(allowing(Sid=1)),
        policy(allowing(Conditions={})),
        policy(allowing(NotPrincipal="*")),
        policy(allowing(NotAction="kms:Sign")),
        policy(allowing(NotResource="*")),
        policy(allowing(Action=1)),
        policy(allowing(Action=["kms:*", ""])),
        policy(allowing(Resource=[None])),
        policy(allowing(Condition=[])),
        policy(allowing(Condition={"StringEquals": "aws:SourceAccount"})),
        policy(allowing(Condition={"StringEquals": {"aws:SourceAccount": None}})),
        policy(allowing(Condition={"StringEquals": {"aws:SourceAccount": [["1"]]}})),
        policy(allowing(Condition={"StringEqual": {"aws:SourceAccount": "1"}})),
        policy(allowing(Condition={"ForSomeValues:StringEquals": {"aws:TagKeys": "1"}})),
        policy(allowing(Condition={"NullIfExists": {"aws:SourceAccount": "true"}})),
    ],
)
def test_what_the_grammar_does_not_have(kms: KMSClient, text: str) -> None:
    """Elements, values and operators that the policy language does not have are refused.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html
    """
    refusal = put(kms, text)
    assert refusal is not None
    assert refusal[0] == MALFORMED


@pytest.mark.parametrize(
    "text",
    [
        policy(ROOT, Id="an id"),
        policy(Statement=ROOT),
        json.dumps({"Statement": [ROOT]}),
        policy(ROOT, Version="2008-10-17"),
        policy(allowing(Sid="with spaces")),
        policy(allowing(Action=["kms:*"], Resource=["*"])),
        policy(ROOT, allowing(Condition={"Bool": {"kms:GrantIsForAWSResource": True}})),
        policy(ROOT, allowing(Condition={"ForAllValues:StringEquals": {"aws:TagKeys": ["a"]}})),
    ],
)
def test_what_the_grammar_has(kms: KMSClient, text: str) -> None:
    """Version and Id are optional, one statement needs no list, and a Sid may have spaces."""
    assert put(kms, text) is None


@pytest.mark.parametrize(
    "principal",
    [
        "*",
        {"AWS": "*"},
        {"AWS": "999999999999"},
        {"AWS": ["arn:aws:iam::999999999999:root", "arn:aws:iam::999999999999:user/a/b@c.d"]},
        {"AWS": "arn:aws:sts::999999999999:assumed-role/Admin/session"},
        {"AWS": "arn:aws:sts::999999999999:federated-user/me"},
        {"Service": ["dnssec-route53.amazonaws.com", "api-service.dnssec.route53.aws.internal"]},
        {"Federated": "cognito-identity.amazonaws.com"},
        {"Federated": "arn:aws:iam::123456789012:saml-provider/mine"},
    ],
)
def test_principals(kms: KMSClient, principal: object) -> None:
    """Accounts, users, roles, sessions, services and identity providers exist as written."""
    assert put(kms, policy(ROOT, allowing(Principal=principal, Action="kms:Sign"))) is None


@pytest.mark.parametrize(
    "principal",
    [
        ROOT_ARN,
        ["*"],
        {"AWS": "12345678901"},
        {"AWS": "arn:aws:iam::123456789012"},
        {"AWS": "arn:aws:iam::12345:root"},
        {"AWS": "arn:aws:iam:us-east-1:123456789012:root"},
        {"AWS": "arn:aws:iam::123456789012:group/admins"},
        {"AWS": "arn:aws:iam::123456789012:role/*"},
        {"AWS": "arn:aws:iam::123456789012:role/"},
        {"AWS": "arn:aws-cn:iam::123456789012:root"},
        {"AWS": "AIDAIOSFODNN7EXAMPLEX"},
        {"AWS": ["123456789012", "AROAIOSFODNN7EXAMPLEX"]},
        {"AWS": 123456789012},
        {"Service": "route53"},
        {"Service": "*"},
        {"CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"},
    ],
)
def test_invalid_principals(kms: KMSClient, principal: object) -> None:
    """Groups, ids of deleted principals, malformed ARNs, other partitions: no such principal."""
    refused = policy(ROOT, allowing(Principal=principal))
    assert put(kms, refused) == (MALFORMED, INVALID_PRINCIPALS)


def test_principals_of_another_partition(client: Callable[..., Any]) -> None:
    """In China the account's ARN is another one."""
    kms = client("kms", "cn-north-1")
    chinese = ROOT_ARN.replace("arn:aws:", "arn:aws-cn:")
    assert put(kms, policy(allowing(Principal={"AWS": chinese}))) is None
    assert put(kms, policy(ROOT)) == (MALFORMED, INVALID_PRINCIPALS)


@pytest.mark.parametrize(
    ("condition", "message"),
    [
        ({"ForAllValues:StringEquals": {"kms:EncryptionContext:app": "a"}}, OVERLY_PERMISSIVE),
        ({"ForAllValues:StringLike": {"aws:requesttag/team": "a"}}, OVERLY_PERMISSIVE),
        ({"StringEquals": {"aws:ResourceTag/team": "a"}}, FORBIDDEN_KEYS),
        ({"ForAnyValue:StringLike": {"kms:ResourceAliases": "alias/a"}}, FORBIDDEN_KEYS),
    ],
)
def test_conditions_that_a_key_policy_may_not_have(
    kms: KMSClient, condition: Mapping[str, object], message: str
) -> None:
    """Keys for IAM policies alone, and ``ForAllValues`` with a key of one value, are refused."""
    assert put(kms, policy(ROOT, allowing(Condition=condition))) == (MALFORMED, message)


def test_create_key_refuses_what_put_key_policy_refuses(kms: KMSClient) -> None:
    """CreateKey checks the policy in the same way, and makes no key."""
    with pytest.raises(kms.exceptions.MalformedPolicyDocumentException) as refusal:
        kms.create_key(Policy=policy(without("Principal")))
    assert refusal.value.response["Error"]["Message"] == NO_PRINCIPAL
    assert kms.list_keys()["Keys"] == []


@pytest.mark.usefixtures("naps")
def test_size(kms: KMSClient, aws: Account) -> None:
    """A policy of 32768 bytes is accepted, a longer one is not; the quota is the account's."""
    longest = policy(ROOT).ljust(32768)
    assert put(kms, longest) is None
    refusal = put(kms, f"{longest} ")
    assert refusal is not None
    assert refusal[0] == "LimitExceededException"
    aws.quotas.key_policy_bytes = 32769
    assert put(kms, f"{longest} ") is None


@pytest.mark.usefixtures("naps")
def test_size_is_counted_in_bytes(kms: KMSClient, aws: Account) -> None:
    """A letter beyond ASCII counts as the two bytes that it takes."""
    accented = policy(allowing(Sid="PLACE")).replace("PLACE", "caf\u00e9")
    aws.quotas.key_policy_bytes = len(accented)
    refusal = put(kms, accented)
    assert refusal is not None
    assert refusal[0] == "LimitExceededException"
