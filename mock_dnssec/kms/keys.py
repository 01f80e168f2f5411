"""KMS keys and the store of one Region's keys."""

from __future__ import annotations

from bisect import insort
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from mock_dnssec.clock import Clock
from mock_dnssec.errors import MockUsageError
from mock_dnssec.kms.materials import History, Rotation
from mock_dnssec.kms.policies.evaluation import service_may

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from mock_dnssec.kms.crypto.material import Material
    from mock_dnssec.kms.key_stores.stores import CustomKeyStore
    from mock_dnssec.kms.multi_region import Relatives


class Passage(NamedTuple):
    """A state that passes by itself: ``Creating`` or ``Updating``."""

    state: str
    until: datetime


class Deletion(NamedTuple):
    """A scheduled deletion: when it was asked for, and how long the key waits for it."""

    asked: datetime
    waiting_period: timedelta


class Past(NamedTuple):
    """What held of a key until it was changed: see :meth:`Key.remember`."""

    until: datetime
    policy: str
    enabled: bool
    deletion: Deletion | None


@dataclass(slots=True, eq=False, kw_only=True)
class Key:
    """A KMS key: what KeyMetadata says of it, its policy, its tags and its key materials.

    Related multi-Region keys share ``history``, and ``materials`` too unless they are imported.
    Materials that have expired stay in ``materials``: ask :meth:`material_of`.
    """

    key_id: str
    arn: str
    spec: str
    usage: str
    origin: str
    description: str
    policy: str
    creation_date: datetime
    tags: dict[str, str]
    clock: Clock
    materials: dict[str, Material] = field(default_factory=dict)
    history: History = field(default_factory=History)
    relatives: Relatives | None = None
    key_store: CustomKeyStore | None = None
    xks_key_id: str = ""
    enabled: bool = True
    passage: Passage | None = None
    deletion: Deletion | None = None
    alias_names: set[str] = field(default_factory=set)
    past: tuple[Past, ...] = ()

    @property
    def account_id(self) -> str:
        """The account that owns the key."""
        return self.arn.split(":")[4]

    @property
    def region(self) -> str:
        """The Region that holds the key."""
        return self.arn.split(":")[3]

    @property
    def multi_region(self) -> bool:
        """Whether the key is a multi-Region key: a primary or a replica."""
        return self.relatives is not None

    @property
    def primary(self) -> Key:
        """The primary key of a multi-Region key; the key itself otherwise."""
        return self if self.relatives is None else self.relatives.primary

    @property
    def replicas(self) -> Sequence[Key]:
        """The replicas of a primary key."""
        return self.relatives.replicas if self.relatives and self.primary is self else ()

    @property
    def state(self) -> str:
        """The key's KeyState, such as ``Enabled``.

        https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
        """
        if self.deletion is not None:
            return "PendingReplicaDeletion" if self.replicas else "PendingDeletion"
        if self.passage is not None and self.clock.now() < self.passage.until:
            return self.passage.state
        if self._lacks_material():
            return "PendingImport"
        if self.key_store is not None and not self.key_store.connected:
            return "Unavailable"
        return "Enabled" if self.enabled else "Disabled"

    @property
    def deletion_date(self) -> datetime | None:
        """When the key will be gone. Not known while a primary key waits for its replicas."""
        if self.deletion is None or self.replicas:
            return None
        waits_since = self.deletion.asked
        if self.relatives is not None and self.primary is self:
            ends = [key.deletion_date for key in self.relatives.deleted_replicas]
            waits_since = max([waits_since, *(end for end in ends if end is not None)])
        return waits_since + self.deletion.waiting_period

    @property
    def is_gone(self) -> bool:
        """Whether the DeletionDate has passed."""
        date = self.deletion_date
        return date is not None and date <= self.clock.now()

    @property
    def current_material(self) -> Material:
        """The material to encrypt and sign with: for a caller who has checked the key's state.

        Raises MockUsageError for a key that has none.
        """
        material_id = self.history.current_id
        material = None if material_id is None else self.material_of(material_id)
        if material is None:
            raise MockUsageError(f"{self.arn} has no key material: its state is {self.state}.")
        return material

    def material_of(self, material_id: str) -> Material | None:
        """Return this material, or None if it was deleted, has expired or was never there."""
        material = self.materials.get(material_id)
        if material is None or material.valid_to is None or self.clock.now() < material.valid_to:
            return material
        return None

    @property
    def pending_id(self) -> str | None:
        """The id of the imported material that waits for a rotation: the primary key holds it."""
        material_id = self.history.pending_id
        held = material_id is not None and self.primary.material_of(material_id) is not None
        return material_id if held else None

    def public_key(self) -> bytes:
        """Return the public key as DER SubjectPublicKeyInfo: never ask under the account's lock."""
        return self.current_material.public_key()

    def sign(self, message: bytes) -> bytes:
        """Return an ECDSA_SHA_256 signature in DER by the current material, the same each time.

        For a service that signs in advance, while it may: the key's state of now does not count.
        Never ask under the account's lock.
        """
        from mock_dnssec.kms.crypto.signature_schemes import sign_reproducibly

        return sign_reproducibly(self.materials[self.history.rotations[-1].material_id], message)

    def remember(self) -> None:
        """Note what holds of policy and state, before either of them changes."""
        past = Past(self.clock.now(), self.policy, self.enabled, self.deletion)
        self.past = (*self.past, past)

    def as_of(self, moment: datetime) -> Key:
        """Return the key as it was at a moment."""
        past = next((past for past in self.past if moment < past.until), None)
        then = replace(self, clock=Clock(moment))
        if past is not None:
            _, then.policy, then.enabled, then.deletion = past
        return then

    def turning_points(self) -> list[datetime]:
        """Return when policy or state has changed, or the material has expired, the last first."""
        expiry = [material.valid_to for material in self.materials.values() if material.valid_to]
        return sorted({*(past.until for past in self.past), *expiry}, reverse=True)

    def lets(self, service: str, action: str, context: Mapping[str, str]) -> bool:
        """Tell whether the key policy allows an AWS service ``action``, such as ``kms:Sign``.

        ``service`` is its principal, ``context`` the request's condition keys.
        """
        return service_may(
            self.policy, service=service, action=action, resource=self.arn, context=context
        )

    def adopt(
        self, material: Material, date: datetime | None = None, rotation_type: str | None = None
    ) -> None:
        """Make ``material`` the current one."""
        self.materials[material.material_id] = material
        self.history.rotations.append(Rotation(material.material_id, date, rotation_type))
        self.history.pending_id = None

    def rotate_when_due(self) -> None:
        """Catch up with the automatic rotations that were due since the key was last looked at.

        KMS does not rotate while the primary key is disabled or waits to be deleted.
        """
        schedule, primary = self.history.schedule, self.primary
        if schedule is None or not primary.enabled or primary.deletion is not None:
            return
        while schedule.next_date <= self.clock.now():
            material = schedule.renew(len(self.history.rotations))
            self.adopt(material, schedule.next_date, "AUTOMATIC")
            schedule.next_date += schedule.period

    def _lacks_material(self) -> bool:
        rotations = self.history.rotations
        return not rotations or any(
            self.material_of(rotation.material_id) is None for rotation in rotations
        )


class Keys:
    """The keys of one Region. A key whose DeletionDate has passed is not there any more."""

    def __init__(self) -> None:
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
        if key.key_id not in self._by_id:  # a new replica may take the place of a deleted one
            insort(self._sorted_ids, key.key_id)
        self._by_id[key.key_id] = key

    def find(self, key_id: str) -> Key | None:
        """Return the key with this bare id, or None if there is none (any more)."""
        key = self._by_id.get(key_id)
        if key is None or key.is_gone:
            return None
        key.rotate_when_due()
        return key
