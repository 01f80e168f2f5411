"""GetKeyPolicy, ListKeyPolicies and PutKeyPolicy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.policies.acceptance import accept_policy
from mock_dnssec.kms.policies.messages import MANAGED_BY_RAM, NO_SUCH_POLICY, ONLY_DEFAULT
from mock_dnssec.operations import NOTHING

if TYPE_CHECKING:
    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.operations import Result

NAMES = ("default",)
"""A key's policies. It would also have ``AWS_RAM``, were it shared through RAM."""


class PolicyOperations:
    """What a key's policy is, and its replacement."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def get_key_policy(self, *, key_id: str, policy_name: str = "default") -> Result:
        """Return a key's policy.

        Raises NotFoundException, also for a policy of another name, and InvalidArnException.
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

        Raises NotFoundException, InvalidArnException.
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

        Raises NotFoundException, InvalidArnException, MalformedPolicyDocumentException,
        LimitExceededException, UnsupportedOperationException, ValidationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_PutKeyPolicy.html
        """
        if policy_name == "AWS_RAM":
            raise AwsError("ValidationException", MANAGED_BY_RAM)
        key = self._backend.key_only(key_id, "PutKeyPolicy")
        if policy_name not in NAMES:
            raise AwsError("UnsupportedOperationException", ONLY_DEFAULT)
        accepted = accept_policy(
            policy,
            account=self._backend.account,
            region=self._backend.region,
            bypass_lockout_safety_check=bypass_policy_lockout_safety_check,
            key_id=key.key_id,
        )
        key.remember()
        key.policy = accepted
        return NOTHING
