"""Why CreateKeySigningKey does not take a KMS key: all of it is InvalidKMSArn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import boto3

from docs.recipes.given import (
    ACCOUNT_MANAGES,
    ROUTE53_SIGNS,
    create_kms_key,
    create_ksk,
    create_zone,
    key_policy,
    kms,
)

if TYPE_CHECKING:
    from mock_dnssec import Account


def create_with_a_missing_kms_key() -> None:
    """No KMS key has this ARN."""
    arn = "arn:aws:kms:us-east-1:123456789012:key/0987dcba-09fe-47dc-a5ba-ab0987654321"
    create_ksk(create_zone(), KeyManagementServiceArn=arn)


def create_with_a_deleted_kms_key(aws: Account) -> None:
    """The KMS key was deleted: its waiting period is over."""
    arn = create_kms_key()
    kms().schedule_key_deletion(KeyId=arn, PendingWindowInDays=7)
    aws.clock.advance(days=8)
    create_ksk(create_zone(), KeyManagementServiceArn=arn)


def create_with_the_kms_key_of_another_account(aws: Account) -> None:
    """The KMS key is another account's, though its policy lets Route 53 sign."""
    credentials = aws.account("999988887777").credentials
    their_kms = boto3.client("kms", region_name="us-east-1", **credentials)
    they_manage = {**ACCOUNT_MANAGES, "Principal": {"AWS": "arn:aws:iam::999988887777:root"}}
    policy = key_policy(they_manage, ROUTE53_SIGNS)
    key = their_kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=policy)
    create_ksk(create_zone(), KeyManagementServiceArn=key["KeyMetadata"]["Arn"])


def create_with_the_default_key_policy() -> None:
    """The key policy is KMS's default, which lets the account in but not Route 53."""
    key = kms().create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]
    create_ksk(create_zone(), KeyManagementServiceArn=key["Arn"])


def create_with_too_narrow_a_key_policy() -> None:
    """The key policy lets Route 53 describe the key, but not sign with it."""
    describes = {**ROUTE53_SIGNS, "Action": ["kms:DescribeKey", "kms:GetPublicKey"]}
    arn = create_kms_key(Policy=key_policy(ACCOUNT_MANAGES, describes))
    create_ksk(create_zone(), KeyManagementServiceArn=arn)


def create_with_the_key_policy_of_another_zone() -> None:
    """The key policy lets Route 53 sign another hosted zone only."""
    condition = {"ArnEquals": {"aws:SourceArn": "arn:aws:route53:::hostedzone/Z0123456789"}}
    signs = {**ROUTE53_SIGNS, "Condition": condition}
    arn = create_kms_key(Policy=key_policy(ACCOUNT_MANAGES, signs))
    create_ksk(create_zone(), KeyManagementServiceArn=arn)


def create_with_a_symmetric_kms_key() -> None:
    """The KMS key is a symmetric one, as CreateKey makes them by default."""
    arn = create_kms_key(KeySpec="SYMMETRIC_DEFAULT", KeyUsage="ENCRYPT_DECRYPT")
    create_ksk(create_zone(), KeyManagementServiceArn=arn)


def create_with_another_curve() -> None:
    """The KMS key signs on another curve than ECC_NIST_P256."""
    arn = create_kms_key(KeySpec="ECC_NIST_P384")
    create_ksk(create_zone(), KeyManagementServiceArn=arn)


def create_with_a_kms_key_for_key_agreement() -> None:
    """The KMS key has the right spec, but is not for signing."""
    arn = create_kms_key(KeyUsage="KEY_AGREEMENT")
    create_ksk(create_zone(), KeyManagementServiceArn=arn)


def create_with_a_disabled_kms_key() -> None:
    """The KMS key is disabled."""
    arn = create_kms_key()
    kms().disable_key(KeyId=arn)
    create_ksk(create_zone(), KeyManagementServiceArn=arn)


def create_with_a_kms_key_pending_deletion() -> None:
    """The KMS key is scheduled for deletion."""
    arn = create_kms_key()
    kms().schedule_key_deletion(KeyId=arn, PendingWindowInDays=7)
    create_ksk(create_zone(), KeyManagementServiceArn=arn)


def create_with_a_kms_key_pending_import() -> None:
    """The KMS key waits for its key material to be imported."""
    create_ksk(create_zone(), KeyManagementServiceArn=create_kms_key(Origin="EXTERNAL"))


def create_with_a_kms_key_of_another_region() -> None:
    """The KMS key is not in us-east-1."""
    create_ksk(create_zone(), KeyManagementServiceArn=create_kms_key("eu-central-1"))


def create_with_an_alias() -> None:
    """The ARN is that of an alias of the KMS key."""
    kms().create_alias(AliasName="alias/ksk", TargetKeyId=create_kms_key())
    arn = "arn:aws:kms:us-east-1:123456789012:alias/ksk"
    create_ksk(create_zone(), KeyManagementServiceArn=arn)


def create_with_a_key_id() -> None:
    """The KMS key is named by its id, not by its ARN."""
    key_id = create_kms_key().rpartition("/")[2]
    create_ksk(create_zone(), KeyManagementServiceArn=key_id)
