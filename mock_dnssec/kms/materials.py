"""Which key materials a KMS key works with: how they are made, and the order in which they came."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from mock_dnssec.kms.crypto.material import Material
from mock_dnssec.kms.specs import KEY_SPECS

if TYPE_CHECKING:
    from mock_dnssec.entropy import Entropy


def generate_material(entropy: Entropy, key_id: str, spec: str, number: int = 0) -> Material:
    """Return material number ``number`` of a key whose material KMS makes itself."""
    label = f"{key_id}:{number}"
    material_id = entropy.derive(f"kms:material-id:{label}", 32).hex()
    draw = partial(entropy.derive, f"kms:material:{label}")
    return Material(material_id, partial(KEY_SPECS[spec].generate, draw))


class Rotation(NamedTuple):
    """How a material became the current one: the first of a key came without a rotation."""

    material_id: str
    date: datetime | None = None
    type: str | None = None


@dataclass(slots=True)
class Schedule:
    """Automatic rotation: every ``period``, next at ``next_date``, to what ``renew`` makes.

    ``renew`` takes the number of materials that the key has had.
    """

    period: timedelta
    next_date: datetime
    renew: Callable[[int], Material]


@dataclass(slots=True, eq=False)
class History:
    """The materials that a key has had, the current one last. Relatives share it.

    ``pending_id`` names the imported material that was last to wait for a rotation.
    """

    rotations: list[Rotation] = field(default_factory=list)
    pending_id: str | None = None
    schedule: Schedule | None = None

    @property
    def current_id(self) -> str | None:
        """The id of the current material; None before the first import."""
        return self.rotations[-1].material_id if self.rotations else None

    def resume(self, now: datetime) -> None:
        """Let the rotation that was due while the key was disabled be due now."""
        if self.schedule is not None:
            self.schedule.next_date = max(self.schedule.next_date, now)
