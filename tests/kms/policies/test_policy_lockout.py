"""The lock-out safety check of CreateKey and PutKeyPolicy.

https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html#prevent-unmanageable-key
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

LOCKED_OUT = "The new key policy will not allow you to update the key policy in the future."
ROOT_ARN = "arn:aws:iam::123456789012:root"
ADMIN_ARN = "arn:aws:iam::123456789012:role/team/Admin"
OTHER_ARN = "arn:aws:iam::999999999999:root"


def allow(principal: object, action: object = "kms:*", **members: object) -> dict[str, object]:
    """Return a statement that allows ``action``."""
    return {
        "Effect": "Allow",
        "Principal": principal,
        "Action": action,
        "Resource": "*",
        **members,
    }


def deny(principal: object, action: object = "kms:*", **members: object) -> dict[str, object]:
    """Return a statement that denies ``action``."""
    return allow(principal, action, Effect="Deny", **members)


ROOT = allow({"AWS": ROOT_ARN})
ADMIN = allow({"AWS": ADMIN_ARN})
DENY_BUT_ADMIN = {
    "Effect": "Deny",
    "NotPrincipal": {"AWS": ADMIN_ARN},
    "Action": "kms:PutKeyPolicy",
    "Resource": "*",
}


@pytest.mark.parametrize(
    "statements",
    [
        [ROOT],
        [ADMIN],
        [allow({"AWS": "123456789012"})],
        [allow({"AWS": "arn:aws:iam::123456789012:user/me"}, ["kms:Get*", "kms:Put*"])],
        [allow({"AWS": "arn:aws:sts::123456789012:assumed-role/Admin/me"}, "KMS:PUTKEYPOLICY")],
        [allow("*", "*")],
        [allow({"AWS": "*"}, Condition={"StringEquals": {"kms:CallerAccount": "123456789012"}})],
        [allow({"AWS": "*"}, Condition={"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}})],
        [allow({"AWS": ROOT_ARN}, Resource="arn:aws:kms:*:123456789012:key/*")],
        [allow({"AWS": ROOT_ARN}, Condition={"StringEquals": {"kms:KeySpec": "RSA_2048"}})],
        [ROOT, deny("*", "kms:ScheduleKeyDeletion")],
        [ROOT, deny({"AWS": ADMIN_ARN})],
        [ROOT, deny({"AWS": OTHER_ARN})],
        [ROOT, ADMIN, DENY_BUT_ADMIN],
        [ROOT, deny("*", Condition={"BoolIfExists": {"aws:MultiFactorAuthPresent": "false"}})],
        [ROOT, deny("*", Condition={"ArnNotEquals": {"aws:PrincipalArn": ADMIN_ARN}})],
        [ROOT, deny("*", Condition={"Bool": {"aws:SecureTransport": "false"}})],
        [ROOT, deny("*", Condition={"Bool": {"kms:BypassPolicyLockoutSafetyCheck": "true"}})],
    ],
)
def test_somebody_may_still_change_the_policy(kms: KMSClient, statements: object) -> None:
    """It is enough that the account, or a user or role of it, may call PutKeyPolicy."""
    assert kms.create_key(Policy=json.dumps({"Version": "2012-10-17", "Statement": statements}))


@pytest.mark.parametrize(
    "statements",
    [
        [allow({"Service": "dnssec-route53.amazonaws.com"})],
        [allow({"AWS": OTHER_ARN})],
        [allow({"AWS": ROOT_ARN}, ["kms:Sign", "kms:Get*", "s3:*"])],
        [allow({"AWS": ROOT_ARN}, Resource="arn:aws:kms:eu-west-1:123456789012:key/*")],
        [allow("*", Condition={"StringEquals": {"kms:CallerAccount": "999999999999"}})],
        [allow({"AWS": ROOT_ARN}, Condition={"Bool": {"kms:GrantIsForAWSResource": "true"}})],
        [allow({"AWS": ROOT_ARN}, Condition={"Null": {"kms:ViaService": "false"}})],
        [ROOT, deny("*")],
        [ROOT, deny({"AWS": ROOT_ARN}, "kms:PutKeyPolicy")],
        [ROOT, ADMIN, deny({"AWS": "123456789012"})],
        [ADMIN, deny({"AWS": ADMIN_ARN}, "kms:Put*")],
        [ROOT, DENY_BUT_ADMIN | {"NotPrincipal": {"AWS": OTHER_ARN}}],
        [ROOT, deny("*", Condition={"StringEquals": {"kms:PolicyName": "default"}})],
    ],
)
def test_nobody_could_change_the_policy(kms: KMSClient, statements: object) -> None:
    """Without such a principal CreateKey refuses the policy, unless told to bypass the check."""
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    with pytest.raises(kms.exceptions.MalformedPolicyDocumentException) as refusal:
        kms.create_key(Policy=policy)
    assert refusal.value.response["Error"]["Message"] == LOCKED_OUT
    bypassed = kms.create_key(Policy=policy, BypassPolicyLockoutSafetyCheck=True)
    assert bypassed["KeyMetadata"]["KeyState"] == "Enabled"


def test_put_key_policy_checks_it_too(kms: KMSClient) -> None:
    """PutKeyPolicy refuses a lock-out, and lets it be when told to bypass the check."""
    key_id = kms.create_key()["KeyMetadata"]["KeyId"]
    policy = json.dumps({"Statement": [ADMIN, deny("*")]})
    with pytest.raises(kms.exceptions.MalformedPolicyDocumentException, match=LOCKED_OUT):
        kms.put_key_policy(KeyId=key_id, PolicyName="default", Policy=policy)
    kms.put_key_policy(
        KeyId=key_id, PolicyName="default", Policy=policy, BypassPolicyLockoutSafetyCheck=True
    )
    assert json.loads(
        kms.get_key_policy(KeyId=key_id, PolicyName="default")["Policy"]
    ) == json.loads(policy)


def test_a_policy_that_names_its_key(kms: KMSClient) -> None:
    """A statement about the key's own ARN works on that key, and cannot be meant at CreateKey."""
    metadata = kms.create_key()["KeyMetadata"]
    policy = json.dumps({"Statement": [allow({"AWS": ROOT_ARN}, Resource=metadata["Arn"])]})
    kms.put_key_policy(KeyId=metadata["KeyId"], PolicyName="default", Policy=policy)
    with pytest.raises(kms.exceptions.MalformedPolicyDocumentException, match=LOCKED_OUT):
        kms.create_key(Policy=policy)
