"""Medians of calls that take turns, so that a slow moment of the machine is shared by all."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext

Action = Callable[[], object]


def medians(
    actions: Mapping[str, Action],
    rounds: int,
    around: Mapping[str, Callable[[], AbstractContextManager[object]]] | None = None,
) -> dict[str, float]:
    """Return the median seconds of each action over ``rounds`` in which all take their turn.

    ``around`` gives, by the action's name, what is entered and left again outside the time; each
    turn then starts with an action that does not count.
    """
    surroundings = {name: (around or {}).get(name, nullcontext) for name in actions}
    taken: dict[str, list[float]] = {name: [] for name in actions}
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for name, action in actions.items():
                with surroundings[name]():
                    if around:
                        action()
                    start = time.perf_counter()
                    action()
                    taken[name].append(time.perf_counter() - start)
    finally:
        gc.enable()
    return {name: statistics.median(times) for name, times in taken.items()}


def import_seconds(module: str, *, after: str, rounds: int) -> float:
    """Return the median seconds that ``module`` takes to import in a new interpreter.

    ``after`` is a module that is there already.
    """
    script = (
        f"import time, {after}; start = time.perf_counter(); import {module}; "
        "print(time.perf_counter() - start)"
    )
    command = [sys.executable, "-c", script]
    return statistics.median(
        float(subprocess.run(command, capture_output=True, check=True).stdout)
        for _ in range(rounds)
    )
