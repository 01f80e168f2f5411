"""Keys of other accounts: whom their key policies and grants let use them.

https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying-external-accounts.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal
from mock_dnssec.kms.policies.callers import AccountRequest, account_may
from mock_dnssec.kms.policies.statements import read_policy

if TYPE_CHECKING:
    from mock_dnssec.errors import AwsError
    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.kms.keys import Key

KEY_ONLY_OPERATIONS = frozenset(
    {"CreateGrant", "GetKeyRotationStatus", "ListGrants", "RetireGrant", "RevokeGrant"}
)
"""The operations that take keys of other accounts, beside all those that take aliases."""

_DIRECT = ("kms:via", "kms:grantisforawsresource", "aws:sourcearn", "aws:sourceaccount")
"""Condition keys that only a call which an AWS service makes for someone has."""

NOT_ACROSS_ACCOUNTS = Refusal(
    "ValidationException", "This operation cannot be called cross account"
)
_DENIED = Refusal(
    "AccessDeniedException",
    "User: {caller} is not authorized to perform: kms:{operation} on resource: {arn} because the "
    "resource does not exist in this Region, no resource-based policies allow access, or a "
    "resource-based policy explicitly denies access",
)


def find_in_other_account(caller: Backend, arn: str, operation: str) -> Key:
    """Return the key that the ARN of a key or an alias names, for somebody of another account.

    Raises AccessDeniedException, in the same words where there is no such account or key.
    """
    account_id, resource = arn.split(":", 5)[4:]
    owner = caller.account.accounts.find(account_id)
    key = _named(owner.kms(caller.region), resource) if owner is not None else None
    if key is None or not _lets(key, caller, operation):
        raise _denied(caller, arn, operation)
    return key


def find_by_id_anywhere(caller: Backend, key_id: str, operation: str) -> Key | None:
    """Return the key of this id, if the caller's account may use it, whichever account has it."""
    for account in caller.account.accounts:
        key = account.kms(caller.region).keys.find(key_id)
        if key is not None:
            own = account is caller.account
            return key if own or _lets(key, caller, operation) else None
    return None


def home_of(key: Key, seen_from: Backend) -> Backend:
    """Return the backend that holds a key and what belongs to it."""
    return seen_from.account.account(key.account_id).kms(key.region)


def _named(backend: Backend, resource: str) -> Key | None:
    if resource.startswith("alias/"):
        alias = backend.aliases.find(resource)
        return None if alias is None else alias.target
    return backend.keys.find(resource.removeprefix("key/"))


def _lets(key: Key, caller: Backend, operation: str) -> bool:
    request = AccountRequest(
        account_id=caller.account.id,
        action=f"kms:{operation}",
        key_arn=key.arn,
        context={},
        absent=_DIRECT,
    )
    granted = home_of(key, caller).grants.statements_of(key)
    return account_may((*read_policy(key.policy), *granted), request)


def _denied(caller: Backend, arn: str, operation: str) -> AwsError:
    user = caller.account.caller(caller.region)
    return _DENIED.error(caller=user, operation=operation, arn=arn)
