"""What an operation is to a backend: a public method of a family of operations."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Mapping

Result = Mapping[str, object]
"""An operation's output under AWS's member names."""

Later = Callable[[], Result]
"""The rest of an operation that must not run under the account's lock: keys, signatures."""

Operation = Callable[..., Result | Later]

NOTHING: Result = {}
"""The result of an operation that has no output."""


def operations_of(families: Iterable[object]) -> dict[str, Operation]:
    """Return the operations of ``families`` by method name, ``create_key`` for CreateKey."""
    return {
        name: method
        for family in families
        for name, method in inspect.getmembers(family, inspect.ismethod)
        if not name.startswith("_")
    }
