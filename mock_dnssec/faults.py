"""Errors on purpose: the next matching calls fail as a test has told them to."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field

from mock_dnssec.errors import AwsError, MockUsageError, UndocumentedError
from mock_dnssec.parameters import as_sent
from mock_dnssec.wire import documented_errors
from mock_dnssec.wire.protocol import protocol_with


@dataclass(slots=True)
class Fault:
    """An error that ``times`` calls of ``operation`` get, once ``after`` of them have passed."""

    operation: str
    code: str
    message: str
    times: int = 1
    after: int = 0
    when: Mapping[str, object] = field(default_factory=dict)

    def concerns(self, operation: str, parameters: Mapping[str, object]) -> bool:
        """Return whether a call matches."""
        return operation == self.operation and self.when.items() <= parameters.items()


class Faults:
    """The faults that a test has placed, in the order in which they take their turn."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []
        self._lock = threading.Lock()

    def place(self, fault: Fault) -> None:
        """Make the next matching calls fail with ``fault``."""
        with self._lock:
            self._faults.append(fault)

    def strike(self, operation: str, parameters: Mapping[str, object]) -> None:
        """Raise the AwsError that this call must get, if a fault waits for it."""
        with self._lock:
            for fault in self._faults:
                if not fault.concerns(operation, parameters):
                    continue
                if fault.after:
                    fault.after -= 1
                elif fault.times:
                    fault.times -= 1
                    raise AwsError(fault.code, fault.message)


def documented_fault(
    operation: str,
    code: str,
    message: str | None,
    times: int,
    after: int,
    when: Mapping[str, object],
) -> Fault:
    """Return the fault, once it is sure that AWS has all that it names.

    Raises MockUsageError, with the list of what exists, where it does not.
    """
    documented = documented_errors.sentences(protocol_with(operation).operation(operation))
    if code not in documented:
        raise UndocumentedError(
            f"AWS does not document the error {code!r} for {operation}. "
            f"It documents: {', '.join(documented)}."
        )
    if times < 1 or after < 0:
        raise MockUsageError(f"A fault strikes at least once: times={times}, after={after}.")
    text = documented[code] if message is None else message
    return Fault(operation, code, text, times, after, as_sent(operation, when))
