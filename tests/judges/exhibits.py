"""What visitors of the zoo are shown: a question, and what it should make of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Verdict = Literal["secure", "insecure", "bogus"]


@dataclass(frozen=True, slots=True)
class Exhibit:
    """A question to the DNS, and the verdict that every validating resolver must reach."""

    name: str
    record_type: str
    verdict: Verdict

    def __str__(self) -> str:
        return f"{self.name} {self.record_type}"


def exhibits(*rows: tuple[str, str, Verdict]) -> tuple[Exhibit, ...]:
    """Return exhibits by name, type of record and verdict."""
    return tuple(Exhibit(*row) for row in rows)
