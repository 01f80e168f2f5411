"""Aliases: names for keys, and the operations on them.

https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html
"""

from __future__ import annotations

from bisect import bisect_left, insort
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.identifiers import is_alias
from mock_dnssec.kms.limits import limit_exceeded
from mock_dnssec.kms.paging import paginate
from mock_dnssec.kms.specs import KEY_SPECS
from mock_dnssec.operations import NOTHING, Result

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.kms.keys import Key, Keys

_NO_PREFIX = (
    'Alias must start with the prefix "alias/". Please see '
    "https://docs.aws.amazon.com/kms/latest/developerguide/kms-alias.html"
)
_RESERVED = "The alias name for a customer managed CMK cannot begin with alias/aws/."
_NO_NAME = "The request was rejected because the specified alias name is not valid."
_NOT_A_KEY = "Aliases must refer to keys. Not aliases"


@dataclass(slots=True, eq=False)
class Alias:
    """A name for a key of the same account and Region."""

    name: str
    target: Key
    creation_date: datetime
    last_updated_date: datetime


class Aliases:
    """The aliases of one Region. An alias goes with its key."""

    def __init__(self, keys: Keys) -> None:
        self._keys = keys
        self._by_name: dict[str, Alias] = {}
        self._sorted_names: list[str] = []

    @property
    def names(self) -> Sequence[str]:
        """The names in the order in which AWS lists them, those of deleted keys included."""
        return self._sorted_names

    def find(self, name: str) -> Alias | None:
        """Return the alias called ``name``, or None if there is none (any more)."""
        alias = self._by_name.get(name)
        if alias is None or self._keys.find(alias.target.key_id) is not alias.target:
            return None
        return alias

    def add(self, alias: Alias) -> None:
        """Keep a new alias."""
        if alias.name not in self._by_name:
            insort(self._sorted_names, alias.name)
        self._by_name[alias.name] = alias
        alias.target.alias_names.add(alias.name)

    def retarget(self, alias: Alias, target: Key) -> None:
        """Let the alias name another key."""
        alias.target.alias_names.remove(alias.name)
        target.alias_names.add(alias.name)
        alias.target = target

    def remove(self, alias: Alias) -> None:
        """Forget the alias; its key stays."""
        del self._by_name[alias.name]
        del self._sorted_names[bisect_left(self._sorted_names, alias.name)]
        alias.target.alias_names.remove(alias.name)


class AliasOperations:
    """CreateAlias, UpdateAlias, DeleteAlias and ListAliases."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._aliases = backend.aliases
        self._clock = backend.account.clock

    def create_alias(self, *, alias_name: str, target_key_id: str) -> Result:
        """Give a key of this Region another name.

        Raises ValidationException, NotAuthorizedException, InvalidAliasNameException,
        NotFoundException, KMSInvalidStateException, AlreadyExistsException, LimitExceededException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateAlias.html
        """
        _check_prefix(alias_name)
        _check_new_name(alias_name)
        target = self._find_target("CreateAlias", target_key_id)
        if self._aliases.find(alias_name) is not None:
            raise AwsError(
                "AlreadyExistsException",
                f"An alias with the name {self._backend.arn(alias_name)} already exists",
            )
        self._check_quota(target)
        now = self._clock.now()
        self._aliases.add(Alias(alias_name, target, now, now))
        return NOTHING

    def update_alias(self, *, alias_name: str, target_key_id: str) -> Result:
        """Let an alias name another key of the same type and usage.

        Raises ValidationException, NotFoundException, KMSInvalidStateException,
        LimitExceededException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateAlias.html
        """
        alias = self._find_alias(alias_name)
        target = self._find_target("UpdateAlias", target_key_id)
        _check_same_type(alias, target)
        if target is not alias.target:
            self._check_quota(target)
        self._aliases.retarget(alias, target)
        alias.last_updated_date = self._clock.now()
        return NOTHING

    def delete_alias(self, *, alias_name: str) -> Result:
        """Forget an alias; its key stays.

        Raises ValidationException, NotFoundException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteAlias.html
        """
        self._aliases.remove(self._find_alias(alias_name))
        return NOTHING

    def list_aliases(
        self, *, key_id: str | None = None, limit: int | None = None, marker: str | None = None
    ) -> Result:
        """List the Region's aliases, or those of one key, in the order of their names.

        Raises NotFoundException, InvalidArnException, InvalidMarkerException, ValidationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_ListAliases.html
        """
        names = self._aliases.names
        if key_id is not None:
            names = sorted(self._backend.key_only(key_id, "ListAliases").alias_names)
        return paginate("ListAliases", "Aliases", names, self._entry, limit, marker)

    def _entry(self, name: str) -> Result | None:
        alias = self._aliases.find(name)
        if alias is None:
            return None
        return {
            "AliasName": name,
            "AliasArn": self._backend.arn(name),
            "TargetKeyId": alias.target.key_id,
            "CreationDate": alias.creation_date,
            "LastUpdatedDate": alias.last_updated_date,
        }

    def _find_alias(self, name: str) -> Alias:
        _check_prefix(name)
        alias = self._aliases.find(name)
        if alias is None:
            arn = self._backend.arn(name)
            raise AwsError("NotFoundException", f"Alias {arn} is not found.")
        return alias

    def _find_target(self, operation: str, key_id: str) -> Key:
        if is_alias(key_id):
            raise AwsError("ValidationException", _NOT_A_KEY)
        return self._backend.key_only(key_id, operation)

    def _check_quota(self, target: Key) -> None:
        if len(target.alias_names) >= self._backend.account.quotas.aliases_per_key:
            raise limit_exceeded()


def _check_prefix(name: str) -> None:
    if not name.startswith("alias/"):
        raise AwsError("ValidationException", _NO_PREFIX)


def _check_new_name(name: str) -> None:
    if name.startswith("alias/aws/"):
        raise AwsError("NotAuthorizedException", _RESERVED)
    if ":" in name:
        raise AwsError("ValidationException", f"{name} contains invalid characters for an alias")
    if name == "alias/":
        raise AwsError("InvalidAliasNameException", _NO_NAME)


def _check_same_type(alias: Alias, target: Key) -> None:
    old, new = alias.target, target
    if old.usage != new.usage:
        raise AwsError(
            "ValidationException",
            f"Alias {alias.name} cannot be changed from a CMK with key usage {old.usage} to a CMK "
            f"with key usage {new.usage}. The key usage of the current CMK and the new CMK must "
            "be the same.",
        )
    old_kind, new_kind = KEY_SPECS[old.spec].kind, KEY_SPECS[new.spec].kind
    if old_kind != new_kind:
        raise AwsError(
            "ValidationException",
            f"Alias {alias.name} cannot be changed from a CMK that is {old_kind} to a CMK that is "
            f"{new_kind}. The type of the current CMK and the new CMK must be the same.",
        )
