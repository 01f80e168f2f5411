"""KMS keys of another account: used as their policies and grants allow, as documented by AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .conftest import OTHER_ID, NewKey
from .support import CALLER, ROOT, refusal_of

if TYPE_CHECKING:
    from mock_dnssec import Account


@pytest.mark.parametrize(
    "principal",
    [
        ROOT,
        {"AWS": CALLER},
        {"AWS": f"arn:aws:iam::{CALLER}:role/Signer"},
        {"AWS": [f"arn:aws:iam::{OTHER_ID}:role/Own", f"arn:aws:iam::{CALLER}:user/ops"]},
        {"AWS": "*"},
        "*",
    ],
)
def test_a_policy_lets_the_account_in(kms: Any, foreign_key: NewKey, principal: object) -> None:
    """A key policy that names the caller's account, or somebody of it, is obeyed."""
    arn = foreign_key({"Principal": principal, "Action": ["kms:Encrypt", "kms:Decrypt"]})
    blob = kms.encrypt(KeyId=arn, Plaintext=b"zone")["CiphertextBlob"]

    assert kms.decrypt(CiphertextBlob=blob, KeyId=arn)["Plaintext"] == b"zone"
    assert kms.decrypt(CiphertextBlob=blob)["KeyId"] == arn


@pytest.mark.parametrize(
    "statements",
    [
        [],
        [{"Principal": {"AWS": "arn:aws:iam::999999999999:root"}, "Action": "kms:*"}],
        [{"Principal": ROOT, "Action": "kms:Encrypt"}],
        [
            {"Principal": ROOT, "Action": "kms:*"},
            {"Effect": "Deny", "Principal": ROOT, "Action": "kms:DescribeKey"},
        ],
        [
            {
                "Principal": ROOT,
                "Action": "kms:*",
                "Condition": {"StringEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com"}},
            }
        ],
        [
            {
                "Principal": "*",
                "Action": "kms:*",
                "Condition": {"StringEquals": {"kms:CallerAccount": OTHER_ID}},
            }
        ],
    ],
)
def test_a_policy_that_does_not(
    kms: Any, foreign_key: NewKey, statements: list[dict[str, object]]
) -> None:
    """Whoever is not allowed the very action is denied access, in AWS's words."""
    arn = foreign_key(*statements)

    assert refusal_of(kms.describe_key, KeyId=arn) == (
        "AccessDeniedException",
        (
            f"User: arn:aws:iam::{CALLER}:user/mock-dnssec is not authorized to perform: "
            f"kms:DescribeKey on resource: {arn} because the resource does not exist in this "
            "Region, no resource-based policies allow access, or a resource-based policy "
            "explicitly denies access"
        ),
    )


def test_conditions_that_depend_on_the_caller(kms: Any, foreign_key: NewKey) -> None:
    """What the mock cannot know, such as a role's tags, is taken to be as the policy wants it."""
    arn = foreign_key(
        {
            "Principal": ROOT,
            "Action": "kms:DescribeKey",
            "Condition": {"StringEquals": {"aws:PrincipalTag/team": "dns"}},
        }
    )

    assert kms.describe_key(KeyId=arn)["KeyMetadata"]["AWSAccountId"] == OTHER_ID


@pytest.mark.parametrize("account_id", [OTHER_ID, "999999999999"])
def test_what_does_not_exist_is_denied(kms: Any, other: Account, account_id: str) -> None:
    """An unknown key, of a known account or not, cannot be told from one that is out of reach."""
    arn = f"arn:aws:kms:us-east-1:{account_id}:key/11111111-2222-3333-4444-555555555555"
    code, message = refusal_of(kms.get_public_key, KeyId=arn)

    assert code == "AccessDeniedException"
    assert f"kms:GetPublicKey on resource: {arn}" in message
    assert refusal_of(kms.describe_key, KeyId=arn.replace("key/", "alias/"))[0] == code


def test_an_alias_of_another_account(kms: Any, other_kms: Any, foreign_key: NewKey) -> None:
    """An alias ARN leads to its key; the alias's name alone does not."""
    arn = foreign_key({"Principal": ROOT, "Action": "kms:DescribeKey"})
    other_kms.create_alias(AliasName="alias/ksk", TargetKeyId=arn)
    alias = f"arn:aws:kms:us-east-1:{OTHER_ID}:alias/ksk"

    assert kms.describe_key(KeyId=alias)["KeyMetadata"]["Arn"] == arn
    assert refusal_of(kms.describe_key, KeyId="alias/ksk")[0] == "NotFoundException"
