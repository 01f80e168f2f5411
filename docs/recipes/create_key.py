"""Why CreateKey fails, but for custom key stores."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.recipes.given import ACCOUNT_MANAGES, ROUTE53_SIGNS, key_policy, kms

if TYPE_CHECKING:
    from mock_dnssec import Account


def key_without_a_usage() -> None:
    """A key that is not symmetric is given no usage."""
    kms().create_key(KeySpec="ECC_NIST_P256")


def key_with_the_wrong_usage() -> None:
    """The usage does not go with the spec."""
    kms().create_key(KeySpec="ECC_NIST_P256", KeyUsage="ENCRYPT_DECRYPT")


def key_that_locks_out() -> None:
    """The key policy lets nobody change it again."""
    kms().create_key(Policy=key_policy(ROUTE53_SIGNS))


def key_for_nobody() -> None:
    """A statement of the key policy has no principal."""
    nobody = {"Effect": "Allow", "Action": "kms:Sign", "Resource": "*"}
    kms().create_key(Policy=key_policy(ACCOUNT_MANAGES, nobody))


def key_for_a_bad_principal() -> None:
    """A principal in the key policy is no ARN of an account, role or user."""
    nobody = {**ACCOUNT_MANAGES, "Principal": {"AWS": "arn:aws:iam::123456789012:nobody"}}
    kms().create_key(Policy=key_policy(ACCOUNT_MANAGES, nobody))


def key_with_a_policy_that_is_not_json() -> None:
    """The key policy is not JSON."""
    kms().create_key(Policy="Let Route 53 sign.")


def key_of_another_country() -> None:
    """The key spec is offered in China only."""
    kms().create_key(KeySpec="SM2", KeyUsage="SIGN_VERIFY")


def key_beyond_the_quota(aws: Account) -> None:
    """The account has as many keys in the Region as it may have."""
    aws.quotas.kms_keys = 1
    kms().create_key()
    kms().create_key()


def key_with_a_reserved_tag() -> None:
    """A tag key starts with `aws:`, which AWS keeps for itself."""
    kms().create_key(Tags=[{"TagKey": "aws:zone", "TagValue": "example.com"}])


def key_with_a_tag_twice() -> None:
    """A tag key is given twice."""
    kms().create_key(Tags=[{"TagKey": "zone", "TagValue": f"{n}.example"} for n in range(2)])


def key_with_too_many_tags() -> None:
    """The key would have more than 50 tags."""
    kms().create_key(Tags=[{"TagKey": f"tag-{n}", "TagValue": ""} for n in range(51)])
