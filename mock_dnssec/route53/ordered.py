"""A mapping kept in the order of its keys: a page costs the same in a small and a large one."""

from __future__ import annotations

from bisect import bisect_left, insort
from itertools import takewhile
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

Key = tuple[str, ...]
V = TypeVar("V")


class Ordered(Generic[V]):
    """Values by key, walked in the order of their keys from any point on."""

    def __init__(self) -> None:
        self._values: dict[Key, V] = {}
        self._keys: list[Key] = []

    def __len__(self) -> int:
        return len(self._keys)

    def get(self, key: Key) -> V | None:
        """Return the value of exactly this key, None if there is none."""
        return self._values.get(key)

    def put(self, key: Key, value: V) -> None:
        """Keep the value under the key, in place of what was there."""
        if key not in self._values:
            insort(self._keys, key)
        self._values[key] = value

    def remove(self, key: Key) -> None:
        """Forget the key; KeyError if it is not there."""
        del self._values[key]
        del self._keys[bisect_left(self._keys, key)]

    def starting(self, first: Key = ()) -> Iterator[V]:
        """Walk the values from the first key that is not smaller than the one given."""
        return map(self._values.__getitem__, self._keys_from(first))

    def under(self, prefix: Key) -> Iterator[V]:
        """Walk the values whose keys begin with the parts given."""
        size = len(prefix)
        keys = takewhile(lambda key: key[:size] == prefix, self._keys_from(prefix))
        return map(self._values.__getitem__, keys)

    def _keys_from(self, first: Key) -> Iterator[Key]:
        start = bisect_left(self._keys, first)
        return map(self._keys.__getitem__, range(start, len(self._keys)))
