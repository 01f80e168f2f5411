"""A plain model of keys: what they are, what they hold, and what they refuse."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

ON_DEMAND_LIMIT = 3
INVALID_STATE = "KMSInvalidStateException"
NOT_FOUND = "NotFoundException"
UNSUPPORTED = "UnsupportedOperationException"
UNEXPECTED = "IncorrectKeyMaterialException"


@dataclass
class ModelKey:
    """A key. Days count from the start; materials are numbers.

    What changes the key returns the code of the error that is due, "" for success. ``held`` maps
    the imported materials that the key was given to the day on which they are gone, None for
    those that stay. ``turns`` are the rotations after the first material.
    """

    key_id: str
    symmetric: bool
    external: bool
    today: int
    enabled: bool = True
    doomed_to: int | None = None
    materials: list[int] = field(default_factory=list)
    held: dict[int, int | None] = field(default_factory=dict)
    pending: int | None = None
    turns: list[str] = field(default_factory=list)
    period: int | None = None
    next_turn: int = 0
    grants: set[str] = field(default_factory=set)

    @property
    def gone(self) -> bool:
        """Whether the key has been deleted."""
        return self.doomed_to is not None and self.doomed_to <= self.today

    @property
    def state(self) -> str:
        """The key's KeyState."""
        if self.doomed_to is not None:
            return "PendingDeletion"
        if self.external and not (self.materials and all(map(self.holds, self.materials))):
            return "PendingImport"
        return "Enabled" if self.enabled else "Disabled"

    @property
    def waiting(self) -> int | None:
        """The material that waits for a rotation."""
        return self.pending if self.pending is not None and self.holds(self.pending) else None

    def holds(self, material: int) -> bool:
        """Tell whether an imported material is there today."""
        if material not in self.held:
            return False
        end = self.held[material]
        return end is None or self.today < end

    def refusal(self, *states: str) -> str:
        """Return the error of an operation that does not work in ``states``."""
        if self.gone:
            return NOT_FOUND
        if self.state not in states:
            return ""
        return "DisabledException" if self.state == "Disabled" else INVALID_STATE

    def live_to(self, day: int) -> None:
        """Let time pass, and what is due happen."""
        self.today = day
        if self.period is None or not self.enabled or self.doomed_to is not None:
            return
        while self.next_turn <= day:
            self.turns.append("AUTOMATIC")
            self.next_turn += self.period

    def use(self) -> str:
        """Encrypt or sign."""
        return self.refusal("Disabled", "PendingDeletion", "PendingImport")

    def turn(self, enabled: bool) -> str:
        """Enable the key, or disable it: what was due meanwhile is due when it is enabled."""
        if error := self.refusal("PendingDeletion", "PendingImport"):
            return error
        self.enabled = enabled
        if enabled:
            self.next_turn = max(self.next_turn, self.today)
            self.live_to(self.today)
        return ""

    def doom(self) -> str:
        """Schedule the deletion."""
        if error := self.refusal("PendingDeletion"):
            return error
        self.doomed_to = self.today + 7
        return ""

    def save(self) -> str:
        """Cancel the deletion."""
        if self.gone:
            return NOT_FOUND
        if self.doomed_to is None:
            return INVALID_STATE
        self.doomed_to, self.enabled = None, False
        return ""

    def take(self, material: int, import_type: str | None, end: int | None) -> str:
        """Import a material until the day ``end``."""
        if error := self._foreign() or self.refusal("PendingDeletion"):
            return error
        if import_type is not None and not self.symmetric:
            return UNSUPPORTED
        new = (import_type or ("EXISTING" if self.materials else "NEW")).startswith("NEW")
        if new == (material in {*self.materials, self.waiting}):
            return UNEXPECTED
        if new and self.waiting is not None:
            return INVALID_STATE
        self.enabled = self.enabled or self.state == "PendingImport"
        self.held[material] = end
        if not self.materials:
            self.materials.append(material)
        elif new:
            self.pending = material
        return ""

    def drop(self, material: int | None) -> str:
        """Delete an imported material, the current one if none is named."""
        if error := self._foreign():
            return error
        if material is not None and not self.symmetric:
            return UNSUPPORTED
        if material is not None and material not in {*self.materials, self.waiting}:
            return NOT_FOUND
        if material is None and self.materials:
            material = self.materials[-1]
        if material is not None:
            self.held.pop(material, None)
        return ""

    def schedule(self, period: int | None) -> str:
        """Enable automatic rotation every ``period`` days, or disable it."""
        if self.external:
            return NOT_FOUND if self.gone else UNSUPPORTED
        if error := self.refusal("Disabled", "PendingDeletion"):
            return error
        if period is not None and not self.symmetric:
            return UNSUPPORTED
        self.period, self.next_turn = period, self.today + (period or 0)
        return ""

    def rotate(self) -> str:
        """Rotate on demand."""
        if error := self.use():
            return error
        if not self.symmetric:
            return UNSUPPORTED
        if self.external and self.waiting is None:
            return INVALID_STATE
        if self.turns.count("ON_DEMAND") == ON_DEMAND_LIMIT:
            return "LimitExceededException"
        if self.waiting is not None:
            self.materials.append(self.waiting)
            self.pending = None
        self.turns.append("ON_DEMAND")
        return ""

    def listed(self) -> Iterator[tuple[str, str | None, str | None]]:
        """Give the state, the rotation and the import of each material of a symmetric key."""
        if self.external and not self.materials:
            return
        states = ["NON_CURRENT"] * len(self.turns) + ["CURRENT"]
        imports: list[str | None] = [None] * len(states)
        if self.external:
            imports = [
                "IMPORTED" if self.holds(one) else "PENDING_IMPORT" for one in self.materials
            ]
        yield from zip(states, [None, *self.turns], imports, strict=True)
        if self.waiting is not None:
            yield "PENDING_ROTATION", None, "IMPORTED"

    def _foreign(self) -> str:
        if self.gone:
            return NOT_FOUND
        return "" if self.external else UNSUPPORTED
