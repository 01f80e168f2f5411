"""STS: who calls, and roles to assume. Most scripts that write a key policy ask it first."""

from __future__ import annotations

import re
from base64 import b32encode
from datetime import timedelta
from typing import TYPE_CHECKING

from mock_dnssec import operations
from mock_dnssec.accounts import CREDENTIAL_BYTES
from mock_dnssec.errors import AwsError

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.operations import Result

_ROLE_ARN = re.compile(
    r"arn:(?P<partition>aws[a-z-]*):iam::(?P<account_id>\d{12}):role/(.+/)?(?P<role>[^/]+)"
)


class Backend(operations.Backend):
    """The STS of one account, as one Region's endpoint answers."""

    def __init__(self, account: Account, region: str) -> None:
        self.families = (SessionOperations(account, account.caller(region)),)


class SessionOperations:
    """Who calls, and as whom.

    The mock has no IAM and knows a caller's account only: GetCallerIdentity names the same IAM user
    of it each time, and the credentials of a role act in the role's account as any others do.
    """

    def __init__(self, account: Account, caller: str) -> None:
        self._account = account
        self._caller = caller

    def get_caller_identity(self) -> Result:
        """Name the caller, who is always the same.

        https://docs.aws.amazon.com/STS/latest/APIReference/API_GetCallerIdentity.html
        """
        return {
            "Arn": self._caller,
            "UserId": self._unique_id("AIDA", self._caller),
            "Account": self._account.id,
        }

    def assume_role(
        self,
        *,
        role_arn: str,
        role_session_name: str,
        policy_arns: list[dict[str, str]] | None = None,  # noqa: ARG002 - the mock has no IAM
        policy: str | None = None,  # noqa: ARG002 - the mock has no IAM
        duration_seconds: int = 3600,
        tags: list[dict[str, str]] | None = None,  # noqa: ARG002 - the mock has no IAM
        transitive_tag_keys: list[str] | None = None,  # noqa: ARG002 - the mock has no IAM
        external_id: str | None = None,  # noqa: ARG002 - the mock has no IAM
        serial_number: str | None = None,  # noqa: ARG002 - the mock has no IAM
        token_code: str | None = None,  # noqa: ARG002 - the mock has no IAM
        source_identity: str | None = None,
        provided_contexts: list[dict[str, str]] | None = None,  # noqa: ARG002 - the mock has no IAM
        minimum_session_token_size: int = 0,
    ) -> Result:
        """Hand out credentials for any role of any account, since the mock has no IAM.

        Raises ValidationError for an ARN that is none of a role.

        https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
        """
        role = _ROLE_ARN.fullmatch(role_arn)
        if role is None:
            raise AwsError("ValidationError", f"{role_arn} is invalid")
        assumed = f"assumed-role/{role['role']}/{role_session_name}"
        return {
            "AssumedRoleUser": {
                "AssumedRoleId": f"{self._unique_id('AROA', role_arn)}:{role_session_name}",
                "Arn": f"arn:{role['partition']}:sts::{role['account_id']}:{assumed}",
            },
            "Credentials": self._credentials(
                role["account_id"], duration_seconds, minimum_session_token_size
            ),
            **({"SourceIdentity": source_identity} if source_identity is not None else {}),
        }

    def _unique_id(self, prefix: str, of: str) -> str:
        """Return a unique id.

        https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
        """
        return prefix + b32encode(self._account.entropy.derive(f"sts:{of}", 11)).decode()[:17]

    def _credentials(self, account_id: str, seconds: int, token_size: int) -> Result:
        octets = max(CREDENTIAL_BYTES, 40 + token_size)
        drawn = self._account.entropy.draw("sts:credentials", octets)
        issued = self._account.accounts.issue(account_id, drawn)
        expiration = self._account.clock.now() + timedelta(seconds=seconds)
        return {
            "AccessKeyId": issued["aws_access_key_id"],
            "SecretAccessKey": issued["aws_secret_access_key"],
            "SessionToken": issued["aws_session_token"],
            "Expiration": expiration.replace(microsecond=0),
        }
