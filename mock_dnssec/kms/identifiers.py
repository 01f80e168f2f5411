"""The forms in which a request may name a key: key id, key ARN, alias name and alias ARN.

https://docs.aws.amazon.com/kms/latest/developerguide/concepts.html#key-id
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.cross_account import (
    KEY_ONLY_OPERATIONS,
    NOT_ACROSS_ACCOUNTS,
    find_in_other_account,
)

if TYPE_CHECKING:
    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.kms.keys import Key

_KEY_ID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}|mrk-[0-9a-fA-F]{32}")
_ARN = re.compile(
    r"arn:[^:]*:kms:(?P<region>[^:]*):(?P<account>[^:]*):(?P<resource>(?:key|alias)/.*)", re.DOTALL
)


def is_alias(identifier: str) -> bool:
    """Tell whether ``identifier`` is an alias name or an alias ARN."""
    arn = _ARN.fullmatch(identifier)
    return (arn["resource"] if arn else identifier).startswith("alias/")


def find_key(backend: Backend, identifier: str, operation: str) -> Key:
    """Return the key with this key id or key ARN, for an operation that takes no aliases.

    Raises InvalidArnException for an alias, and what :func:`find_key_or_alias` raises.
    """
    if is_alias(identifier):
        raise AwsError("InvalidArnException", "Key Aliases are not supported for this operation.")
    across_accounts = operation in KEY_ONLY_OPERATIONS
    return _find(backend, identifier, operation, across_accounts=across_accounts)


def find_key_or_alias(backend: Backend, identifier: str, operation: str) -> Key:
    """Return the key that any of the four forms names.

    Raises NotFoundException for a malformed identifier, another Region, a key or alias that does
    not exist, and AccessDeniedException for a key of another account that does not let this one.
    """
    return _find(backend, identifier, operation, across_accounts=True)


def _find(backend: Backend, identifier: str, operation: str, *, across_accounts: bool) -> Key:
    arn = _ARN.fullmatch(identifier)
    if arn is None:
        if identifier.startswith("alias/"):
            return _by_alias(backend, identifier)
        return _by_id(backend, identifier, f"'{identifier}'")
    if arn["region"] != backend.region:
        raise AwsError("NotFoundException", f"Invalid arn {arn['region']}")
    if arn["account"] != backend.account.id:
        if not across_accounts:
            raise NOT_ACROSS_ACCOUNTS.error()
        return find_in_other_account(backend, identifier, operation)
    if arn["resource"].startswith("alias/"):
        return _by_alias(backend, arn["resource"])
    key_id = arn["resource"].removeprefix("key/")
    return _by_id(backend, key_id, key_id)


def _by_id(backend: Backend, key_id: str, shown: str) -> Key:
    if not _KEY_ID.fullmatch(key_id):
        raise AwsError("NotFoundException", f"Invalid keyId {shown}")
    key = backend.keys.find(key_id)
    if key is None:
        arn = backend.arn(f"key/{key_id}")
        raise AwsError("NotFoundException", f"Key '{arn}' does not exist")
    return key


def _by_alias(backend: Backend, alias_name: str) -> Key:
    alias = backend.aliases.find(alias_name)
    if alias is None:
        raise AwsError("NotFoundException", f"Alias {backend.arn(alias_name)} is not found.")
    return alias.target
