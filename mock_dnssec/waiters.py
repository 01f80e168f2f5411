"""The waiters of botocore, which ask again and again and really sleep in between."""

from __future__ import annotations

from traceback import walk_stack

_MODULES = frozenset({"botocore.waiter", "aiobotocore.waiter"})


def a_waiter_asks() -> bool:
    """Say whether the call under way is a waiter's."""
    return any(frame.f_globals.get("__name__") in _MODULES for frame, _ in walk_stack(None))
