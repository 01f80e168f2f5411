"""KMS keys and the store of one Region's keys."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from mock_dnssec.errors import MockUsageError
from mock_dnssec.kms.policies.evaluation import service_may

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mock_dnssec.clock import Clock
    from mock_dnssec.kms.crypto.material import Material


@dataclass(slots=True, eq=False, kw_only=True)
class Key:
    """A KMS key: what KeyMetadata says of it, its policy, its tags and its key material.

    ``material`` is the current one: None while an ``EXTERNAL`` key waits for its import.
    ``deletion_date`` is set while the key waits to be deleted.
    """

    key_id: str
    arn: str
    spec: str
    usage: str
    origin: str
    multi_region: bool
    description: str
    policy: str
    creation_date: datetime
    material: Material | None
    tags: dict[str, str]
    enabled: bool = True
    deletion_date: datetime | None = None
    alias_names: set[str] = field(default_factory=set)

    @property
    def account_id(self) -> str:
        """The account that owns the key."""
        return self.arn.split(":")[4]

    @property
    def region(self) -> str:
        """The Region that holds the key."""
        return self.arn.split(":")[3]

    @property
    def state(self) -> str:
        """The key's KeyState, such as ``Enabled``.

        https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
        """
        if self.deletion_date is not None:
            return "PendingDeletion"
        if self.material is None:
            return "PendingImport"
        return "Enabled" if self.enabled else "Disabled"

    @property
    def current_material(self) -> Material:
        """The material that the key works with: for a caller who has checked the key's state.

        Raises MockUsageError for a key that has none.
        """
        if self.material is None:
            raise MockUsageError(f"{self.arn} has no key material: its state is {self.state}.")
        return self.material

    def public_key(self) -> bytes:
        """Return the public key as DER SubjectPublicKeyInfo: never ask under the account's lock."""
        return self.current_material.public_key()

    def lets(self, service: str, action: str, context: Mapping[str, str]) -> bool:
        """Tell whether the key policy allows an AWS service ``action``, such as ``kms:Sign``.

        ``service`` is its principal, ``context`` the request's condition keys.
        """
        return service_may(
            self.policy, service=service, action=action, resource=self.arn, context=context
        )


class Keys:
    """The keys of one Region. A key whose DeletionDate has passed is not there any more."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._by_id: dict[str, Key] = {}
        self._sorted_ids: list[str] = []

    def __iter__(self) -> Iterator[Key]:
        return (key for key_id in self._sorted_ids if (key := self.find(key_id)) is not None)

    @property
    def ids(self) -> Sequence[str]:
        """Every id that was given, deleted keys' too, in the order in which AWS lists them."""
        return self._sorted_ids

    def reach(self, quota: int) -> bool:
        """Tell whether there are as many keys as ``quota`` allows."""
        return len(self._by_id) >= quota and sum(1 for _ in self) >= quota

    def add(self, key: Key) -> None:
        """Keep a new key."""
        self._by_id[key.key_id] = key
        insort(self._sorted_ids, key.key_id)

    def find(self, key_id: str) -> Key | None:
        """Return the key with this bare id, or None if there is none (any more)."""
        key = self._by_id.get(key_id)
        if key is None or (key.deletion_date and key.deletion_date <= self._clock.now()):
            return None
        return key
