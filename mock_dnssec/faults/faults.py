"""Errors on purpose: the next matching calls fail, or are slow, as a test has told them to."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, TypedDict

from mock_dnssec.errors import UnfiredFaultError

if TYPE_CHECKING:
    from mock_dnssec.calls import Call, Calls

Parameters: TypeAlias = Mapping[str, object]

When: TypeAlias = Parameters | Callable[[Parameters], bool]
"""The parameters that a call must give, or a function that is given them all and decides."""


class FaultOptions(TypedDict, total=False):
    """The options of ``account.fail``, for what hands them on."""

    message: str | None
    times: int | None
    after: int
    when: When | None
    members: Mapping[str, object] | None
    performed: bool
    unused: bool


@dataclass(slots=True, eq=False)
class Fault:
    """What ``times`` calls of ``operation`` meet, once ``after`` matching ones have passed.

    ``account.fail`` and ``account.slow`` give it. ``fired`` counts the calls that have met it. Used
    as a context manager, it is withdrawn at the end of the block; used bare, when it is used up, or
    under pytest at the end of the test. What ends, be it a block, a test or the mock, raises
    UnfiredFaultError for a fault that never fired; ``unused=True`` lets it never fire.
    """

    faults: Faults = field(repr=False)
    operation: str
    error: str | int | None
    """What was asked for: a code, an HTTP status, a network failure; None where it is slow only."""
    raised: Callable[[], Exception] | None = field(repr=False)
    """Makes the exception that ``error`` stands for."""
    when: When
    times: int | None = 1
    after: int = 0
    delay: float = 0.0
    performed: bool = False
    unused: bool = False
    fired: int = field(default=0, init=False)
    passed: list[tuple[Call, str]] = field(default_factory=list, init=False, repr=False)
    """The calls of the operation that did not meet it, and why."""
    asked_before: int = field(default=0, init=False, repr=False)
    """How many calls the account had answered when the fault was placed."""
    held: bool = field(default=False, init=False, repr=False)
    """Whether it is for a block to withdraw it."""
    _waited: int = field(default=0, init=False, repr=False)

    def __enter__(self) -> Fault:
        self.held = True
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self.faults.withdraw(self, complain=kind is None)

    def strikes(self, call: Call) -> bool:
        """Return whether ``call`` must meet this fault, and count it."""
        if self.times is not None and self.fired >= self.times:
            return False
        if why := self._why_not(call.parameters):
            self.passed.append((call, why))
            return False
        self.fired += 1
        return True

    def _why_not(self, parameters: Parameters) -> str | None:
        if difference := differs(self.when, parameters):
            return difference
        if self._waited < self.after:
            self._waited += 1
            return f"it matched, and was let pass: {self._waited} of after={self.after}"
        return None


def differs(when: When, parameters: Parameters) -> str | None:
    """Return in what ``parameters`` are not those that ``when`` asks for, None if they are."""
    if callable(when):
        return None if when(parameters) else "when() returned False"
    wrong = [
        f"{name} was {parameters[name]!r}" if name in parameters else f"{name} was not given"
        for name, value in when.items()
        if name not in parameters or parameters[name] != value
    ]
    return ", ".join(wrong) or None


class Faults:
    """The faults that a test has placed, in the order in which they take their turn."""

    def __init__(self, calls: Calls) -> None:
        self._calls = calls
        self._faults: list[Fault] = []
        self._lock = threading.RLock()
        self.forgiving = False
        """Whether blocks that end say nothing of faults that have not fired."""

    def place(self, fault: Fault) -> Fault:
        """Make the next matching calls meet ``fault``."""
        with self._lock:
            fault.asked_before = len(self._calls)
            self._faults.append(fault)
        return fault

    def strike(self, call: Call) -> Fault | None:
        """Return the fault that ``call`` must meet, if one waits for it."""
        if not self._faults:
            return None
        with self._lock:
            for fault in self._faults:
                if fault.operation == call.operation and fault.strikes(call):
                    return fault
        return None

    def unfired(self) -> list[Fault]:
        """Return the faults that have not fired and were not placed with ``unused=True``."""
        with self._lock:
            return [fault for fault in self._faults if not (fault.fired or fault.unused)]

    def check(self) -> None:
        """Raise UnfiredFaultError for the faults that have not fired, once: they are withdrawn.

        Blocks ask for themselves.
        """
        with self._lock:
            unfired = [fault for fault in self.unfired() if not fault.held]
            for fault in unfired:
                self._faults.remove(fault)
        if unfired:
            raise self._complaint(unfired)

    def end_test(self) -> None:
        """Withdraw the faults of a test, without a word: all but those that a block withdraws."""
        with self._lock:
            self._faults = [fault for fault in self._faults if fault.held]

    def withdraw(self, fault: Fault, *, complain: bool = True) -> None:
        """Let no more calls meet ``fault``.

        Raises UnfiredFaultError if it has not fired, unless told not to ``complain``, or if the
        faults are ``forgiving``.
        """
        with self._lock:
            unfired = fault in self.unfired()
            if fault in self._faults:
                self._faults.remove(fault)
        if unfired and complain and not self.forgiving:
            raise self._complaint([fault])

    def _complaint(self, unfired: list[Fault]) -> UnfiredFaultError:
        from mock_dnssec.faults.unfired import complaint

        return UnfiredFaultError(complaint(unfired, self._calls))
