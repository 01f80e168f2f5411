"""What an operation is to a backend: a public method of a family of operations."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from functools import cached_property

Result = Mapping[str, object]
"""An operation's output under AWS's member names."""

Later = Callable[[], Result]
"""The rest of an operation that must not run under the account's lock: keys, signatures."""

Operation = Callable[..., Result | Later]

NOTHING: Result = {}
"""The result of an operation that has no output."""


class Backend:
    """A service's state, and the families of operations that work on it."""

    families: tuple[object, ...]

    @cached_property
    def operations(self) -> Mapping[str, Operation]:
        """The operations by method name: ``create_key`` for CreateKey."""
        return {
            name: method
            for family in self.families
            for name, method in inspect.getmembers(family, inspect.ismethod)
            if not name.startswith("_")
        }
