"""Key policies: the one that a key has if none is given, which are accepted, what they allow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.policy_errors import (
    INVALID_PRINCIPALS,
    LOCKED_OUT,
    MANAGED_BY_RAM,
    NO_SUCH_POLICY,
    ONLY_DEFAULT,
    TOO_LONG,
    malformed,
)
from mock_dnssec.kms.policy_lockout import leaves_a_manager
from mock_dnssec.kms.policy_principals import are_of_partition, service_identities
from mock_dnssec.kms.policy_statements import Request, allow, read_policy
from mock_dnssec.kms.policy_texts import load, render
from mock_dnssec.operations import NOTHING

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.operations import Result

NAMES = ("default",)
"""A key's policies. It would also have ``AWS_RAM``, were it shared through RAM."""

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


def accept_policy(
    text: str,
    *,
    account: Account,
    region: str,
    bypass_lockout_safety_check: bool,
    key_id: str = UNKNOWN_KEY_ID,
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


def service_may(
    policy: str, *, service: str, action: str, resource: str, context: Mapping[str, str]
) -> bool:
    """Tell whether a key policy allows an AWS service an action.

    ``service``: its principal, such as ``dnssec-route53.amazonaws.com``. ``action``: for instance
    ``kms:Sign``. ``resource``: the key's ARN. ``context``: the request's condition keys, such as
    ``aws:SourceAccount``, beside those that every request of a service has.
    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html
    """
    known = {
        "aws:principalisawsservice": "true",
        "aws:principalservicename": service,
        "aws:securetransport": "true",
        **{key.lower(): value for key, value in context.items()},
    }
    return allow(read_policy(policy), Request(service_identities(service), action, resource, known))


class PolicyOperations:
    """GetKeyPolicy, ListKeyPolicies and PutKeyPolicy."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def get_key_policy(self, *, key_id: str, policy_name: str = "default") -> Result:
        """Return a key's policy.

        https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyPolicy.html
        """
        key = self._backend.key_only(key_id, "GetKeyPolicy")
        if policy_name not in NAMES:
            raise AwsError("NotFoundException", NO_SUCH_POLICY)
        return {"Policy": key.policy, "PolicyName": policy_name}

    def list_key_policies(
        self, *, key_id: str, limit: int | None = None, marker: str = ""
    ) -> Result:
        """Return the names of a key's policies: they fit on any page.

        https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyPolicies.html
        """
        self._backend.key_only(key_id, "ListKeyPolicies")
        following = [name for name in NAMES if name > marker]
        return {"PolicyNames": following[:limit], "Truncated": False}

    def put_key_policy(
        self,
        *,
        key_id: str,
        policy: str,
        policy_name: str = "default",
        bypass_policy_lockout_safety_check: bool = False,
    ) -> Result:
        """Replace a key's policy.

        https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
        """
        if policy_name == "AWS_RAM":
            raise AwsError("ValidationException", MANAGED_BY_RAM)
        key = self._backend.key_only(key_id, "PutKeyPolicy")
        if policy_name not in NAMES:
            raise AwsError("UnsupportedOperationException", ONLY_DEFAULT)
        key.policy = accept_policy(
            policy,
            account=self._backend.account,
            region=self._backend.region,
            bypass_lockout_safety_check=bypass_policy_lockout_safety_check,
            key_id=key.key_id,
        )
        return NOTHING
