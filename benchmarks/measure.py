"""Medians of calls that take turns, so that a slow moment of the machine is shared by all."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping

Action = Callable[[], object]


def medians(actions: Mapping[str, Action], rounds: int) -> dict[str, float]:
    """Return the median seconds of each action over ``rounds`` in which all take their turn."""
    taken: dict[str, list[float]] = {name: [] for name in actions}
    for action in actions.values():
        action()
    gc.collect()
    gc.disable()
    try:
        for _ in range(rounds):
            for name, action in actions.items():
                start = time.perf_counter()
                action()
                taken[name].append(time.perf_counter() - start)
    finally:
        gc.enable()
    return {name: statistics.median(times) for name, times in taken.items()}


def import_seconds(*scripts: str, rounds: int) -> list[float]:
    """Return the median seconds of each import statement, in new interpreters that take turns."""
    taken = [[_import_once(script) for script in scripts] for _ in range(rounds)]
    return [statistics.median(times) for times in zip(*taken, strict=True)]


def _import_once(statement: str) -> float:
    script = f"import time; t = time.perf_counter(); {statement}; print(time.perf_counter() - t)"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    return float(done.stdout)
