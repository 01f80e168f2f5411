"""GetKeyLastUsage: the operation that a key was last used for.

An operation counts once it has succeeded, for each key that its answer names.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from functools import wraps
from typing import TYPE_CHECKING, NamedTuple, cast

from botocore import xform_name

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.kms.keys import Key
    from mock_dnssec.operations import Later, Operation, Result

TRACKED = frozenset(
    {
        "Decapsulate",
        "Decrypt",
        "DeriveSharedSecret",
        "Encapsulate",
        "Encrypt",
        "GenerateDataKey",
        "GenerateDataKeyPair",
        "GenerateDataKeyPairWithoutPlaintext",
        "GenerateDataKeyWithoutPlaintext",
        "GenerateMac",
        "ReEncrypt",
        "Sign",
        "Verify",
        "VerifyMac",
    }
)
"""https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyLastUsageData.html."""

_KEYS = ("KeyId", "SourceKeyId")
"""The members of an answer that give the ARN of a key that was used."""


class Usage(NamedTuple):
    """A successful operation: the ``number``th with its key."""

    operation: str
    timestamp: datetime
    number: int


class LastUsages:
    """What each key of one Region was last used for: related multi-Region keys are apart."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._by_key: dict[Key, Usage] = {}

    def of(self, key: Key) -> Usage | None:
        """Return the last usage, or None if there was none."""
        return self._by_key.get(key)

    def watch(self, operations: Mapping[str, Operation]) -> Mapping[str, Operation]:
        """Return ``operations``, by method name, such that the tracked ones are remembered."""
        tracked = {
            name: self._watched(operation, operations[name])
            for operation in TRACKED
            if (name := xform_name(operation)) in operations
        }
        return {**operations, **tracked}

    def _watched(self, operation: str, method: Operation) -> Operation:
        @wraps(method)
        def prepare(**parameters: object) -> Later:
            perform = cast("Later", method(**parameters))

            def answer() -> Result:
                result = perform()
                self._remember(operation, result)
                return result

            return answer

        return prepare

    def add(self, operation: str, key: Key) -> None:
        """Remember what a key was just used for."""
        last = self._by_key.get(key)
        number = 1 if last is None else last.number + 1
        self._by_key[key] = Usage(operation, self._account.clock.now(), number)

    def _remember(self, operation: str, result: Result) -> None:
        for member in _KEYS:
            if member in result:
                _, _, _, region, account_id, resource = str(result[member]).split(":")
                home = self._account.account(account_id).kms(region)
                key = home.keys.find(resource.removeprefix("key/"))
                if key is not None:
                    home.last_usages.add(operation, key)


class LastUsageOperations:
    """GetKeyLastUsage."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._entropy = backend.account.entropy

    def get_key_last_usage(self, *, key_id: str) -> Result:
        """Tell what a key was last used for; the mock has watched each since its creation.

        Raises NotFoundException, InvalidArnException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_GetKeyLastUsage.html
        """
        key = self._backend.key_only(key_id, "GetKeyLastUsage")
        usage = self._backend.last_usages.of(key)
        return {
            "KeyId": key.arn,
            "KeyLastUsage": {} if usage is None else self._describe(key, usage),
            "TrackingStartDate": key.creation_date,
            "KeyCreationDate": key.creation_date,
        }

    def _describe(self, key: Key, usage: Usage) -> Result:
        return {
            "Operation": usage.operation,
            "Timestamp": usage.timestamp,
            "CloudTrailEventId": self._id("cloudtrail-event", key, usage),
            "KmsRequestId": self._id("request", key, usage),
        }

    def _id(self, what: str, key: Key, usage: Usage) -> str:
        octets = self._entropy.derive(f"kms:{what}:{key.arn}:{usage.number}", 16)
        return str(uuid.UUID(bytes=octets, version=4))
