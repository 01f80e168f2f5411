"""Which key policies KMS accepts, and the one that a key has if none is given."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.policies.lockout import leaves_a_manager
from mock_dnssec.kms.policies.messages import INVALID_PRINCIPALS, LOCKED_OUT, TOO_LONG, malformed
from mock_dnssec.kms.policies.principals import are_of_partition
from mock_dnssec.kms.policies.statements import read_policy
from mock_dnssec.kms.policies.texts import load, render

if TYPE_CHECKING:
    from mock_dnssec.account import Account

UNKNOWN_KEY_ID = "*"
"""Stands for the id of a key that is being created: no policy can name it."""


def default_policy(account_id: str, partition: str) -> str:
    """Return the policy of a key that was created without one, as KMS gives it back.

    https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    """
    statement = {
        "Sid": "Enable IAM User Permissions",
        "Effect": "Allow",
        "Principal": {"AWS": f"arn:{partition}:iam::{account_id}:root"},
        "Action": "kms:*",
        "Resource": "*",
    }
    return render({"Version": "2012-10-17", "Id": "key-default-1", "Statement": [statement]})


def initial_policy(
    text: str | None,
    *,
    account: Account,
    region: str,
    bypass_lockout_safety_check: bool,
    key_id: str = UNKNOWN_KEY_ID,
) -> str:
    """Return the policy of a new key: the default one unless a ``text`` is given and accepted.

    Raises what :func:`accept_policy` raises.
    """
    if text is None:
        return default_policy(account.id, account.partition(region))
    return accept_policy(
        text,
        account=account,
        region=region,
        bypass_lockout_safety_check=bypass_lockout_safety_check,
        key_id=key_id,
    )


def accept_policy(
    text: str,
    *,
    account: Account,
    region: str,
    bypass_lockout_safety_check: bool,
    key_id: str,
) -> str:
    """Return the policy ``text`` as KMS keeps it for a key in ``region``.

    Raises LimitExceededException for one that is too long, and MalformedPolicyDocumentException
    for one that is none, names a principal that cannot be, or leaves nobody to change it unless
    ``bypass_lockout_safety_check``.
    https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
    """
    if len(text.encode()) > account.quotas.key_policy_bytes:
        raise AwsError("LimitExceededException", TOO_LONG)
    statements = read_policy(text)
    partition = account.partition(region)
    if not all(are_of_partition(statement.principals, partition) for statement in statements):
        raise malformed(INVALID_PRINCIPALS)
    key_arn = f"arn:{partition}:kms:{region}:{account.id}:key/{key_id}"
    if not bypass_lockout_safety_check and not leaves_a_manager(statements, key_arn):
        raise malformed(LOCKED_OUT)
    return render(load(text))
