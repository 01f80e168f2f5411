"""What an account keeps of one kind of thing, found by id."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mock_dnssec.errors import Refusal


class _Identified(Protocol):
    @property
    def id(self) -> str: ...


T = TypeVar("T", bound=_Identified)


class ById(Generic[T]):
    """All things of one kind in the account, walked in the order of creation."""

    unknown: ClassVar[Refusal]
    """What AWS answers to an ``{id}`` that nothing has."""

    def __init__(self) -> None:
        self._by_id: dict[str, T] = {}

    def __len__(self) -> int:
        return len(self._by_id)

    def __contains__(self, one_id: str) -> bool:
        return one_id in self._by_id

    def __iter__(self) -> Iterator[T]:
        return iter(tuple(self._by_id.values()))

    def get(self, one_id: str) -> T:
        """Return what has this id. Raises the refusal of one that is unknown."""
        if one_id not in self._by_id:
            raise self.unknown.error(id=one_id)
        return self._by_id[one_id]

    def add(self, one: T) -> None:
        """Keep something new."""
        self._by_id[one.id] = one

    def remove(self, one: T) -> None:
        """Forget something."""
        del self._by_id[one.id]
