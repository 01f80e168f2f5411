"""What an account was asked, in order."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, overload

from mock_dnssec import absent_calls
from mock_dnssec.errors import AwsError
from mock_dnssec.faults.network import GatewayError, NetworkFault
from mock_dnssec.parameters import as_sent, check_failure

if TYPE_CHECKING:
    from mock_dnssec.faults.faults import Fault

SHOWN = 4
"""How many calls are named where calls are shown on one line."""


@dataclass(slots=True)
class Call:
    """One call: what was asked and what came of it. Retries by botocore are calls of their own.

    ``error`` is an AwsError, or what became of the answer on its way: a NetworkFault, a
    GatewayError. A call whose answer was lost has its ``result`` as well. ``delay`` is how many
    seconds of real time the answer took, beyond the mock's own.
    """

    account_id: str
    service: str
    operation: str
    region: str
    parameters: Mapping[str, object] = field(default_factory=dict)
    result: Mapping[str, object] | None = None
    error: Exception | None = None
    delay: float = 0.0
    fault: Fault | None = field(default=None, repr=False)
    """What a test has placed and this call has met."""
    number: int = field(default=0, compare=False)
    """Its place among all calls, from 1."""

    def __str__(self) -> str:
        """Return what was asked in a few words: ``EnableKey(KeyId=1b2c3d4e)``."""
        from mock_dnssec.inspection.outcomes import parameters

        return f"{self.operation}({', '.join(parameters(self))})"

    def __enter__(self) -> None:
        """Begin to answer the call: what the block ends with is its ``error``."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, *_: object
    ) -> None:
        if isinstance(error, Exception):
            self.error = error

    @property
    def failure(self) -> str | int | None:
        """What failed, in the words of ``account.fail``: a code, an HTTP status, a network failure.

        None if nothing did.
        """
        match self.error:
            case None:
                return None
            case AwsError() as refusal:
                return refusal.code
            case NetworkFault() as fault:
                return fault.kind
            case GatewayError() as answer:
                return answer.status
            case error:
                return type(error).__name__


class Calls(Sequence[Call]):
    """Calls in the order in which they came: all that were answered, or some of them.

    What chooses among them gives ``Calls`` again, which are true if there are any, so an assertion
    needs no loop: ``assert aws.calls.to("CreateKeySigningKey").after("EnableKey")``. Where there
    are none, their ``repr`` says what there was instead.
    """

    def __init__(
        self,
        calls: Iterable[Call] = (),
        log: Sequence[Call] | None = None,
        instead: Callable[[], str] = lambda: "",
    ) -> None:
        self._calls = list(calls)
        self._log = self._calls if log is None else log
        self._instead = instead

    def to(self, operation: str, **parameters: object) -> Calls:
        """Return the calls of ``operation`` that gave at least these parameters.

        Raises MockUsageError, with the list of what exists, for an operation or a parameter that
        AWS does not have: a misspelt one would never be found.
        """
        wanted = as_sent(operation, parameters)
        near = [call for call in self if call.operation == operation]
        return self._choose(
            (call for call in near if wanted.items() <= call.parameters.items()),
            lambda: absent_calls.not_made(operation, wanted, near, self),
        )

    @property
    def succeeded(self) -> Calls:
        """Those that AWS answered with a result."""
        return self._with_outcome(lambda failure: failure is None)

    @property
    def failed(self) -> Calls:
        """Those that failed: refused by AWS, or lost on their way."""
        return self._with_outcome(lambda failure: failure is not None)

    def failed_with(self, error: str | int) -> Calls:
        """Return those that failed with ``error``: a code, or what else ``account.fail`` takes.

        Raises UndocumentedError, with the list of what exists, for what none of them could get, and
        MockUsageError for a status below 500.
        """
        found = self._with_outcome(lambda failure: failure == error)
        if not found:
            check_failure({call.operation for call in self}, error)
        return found

    def after(self, other: str | Calls, **parameters: object) -> Calls:
        """Return those that came after a call of an operation (as in :meth:`to`) or after others.

        Others as in ``aws.calls.to("Sign").after(aws.calls.to("EnableKey").succeeded)``.
        """
        others = self._others(other, parameters)
        return self._choose(
            (call for call in self if others and call.number > others[0].number),
            lambda: absent_calls.other_order(self, "after", others),
        )

    def before(self, other: str | Calls, **parameters: object) -> Calls:
        """Return those that came before a call of an operation, or before others, as ``after``."""
        others = self._others(other, parameters)
        return self._choose(
            (call for call in self if others and call.number < others[-1].number),
            lambda: absent_calls.other_order(self, "before", others),
        )

    def once(self) -> Call:
        """Return the one call that there is; AssertionError where there are none, or several."""
        __tracebackhide__ = True
        if len(self) != 1:
            raise AssertionError(f"Not once, but {self!r}")
        return self._calls[0]

    def _choose(self, calls: Iterable[Call], instead: Callable[[], str]) -> Calls:
        return Calls(calls, self._log, instead if self else self._instead)

    def _with_outcome(self, holds: Callable[[str | int | None], bool]) -> Calls:
        return self._choose(
            (call for call in self if holds(call.failure)),
            lambda: absent_calls.other_outcomes(self),
        )

    def _others(self, other: str | Calls, parameters: Mapping[str, object]) -> Calls:
        return Calls(self._log).to(other, **parameters) if isinstance(other, str) else other

    def __repr__(self) -> str:
        if not self:
            instead = self._instead()
            return f"<no calls: {instead}>" if instead else "<no calls>"
        named = [f"#{call.number} {call.operation}{_outcome(call)}" for call in self]
        if len(named) > SHOWN:
            named[SHOWN // 2 : -SHOWN // 2] = ["..."]
        return f"<{len(self)} call{'s' if len(self) > 1 else ''}: {', '.join(named)}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return self._calls == list(other)

    def __len__(self) -> int:
        return len(self._calls)

    @overload
    def __getitem__(self, index: int) -> Call: ...
    @overload
    def __getitem__(self, index: slice) -> Calls: ...
    def __getitem__(self, index: int | slice) -> Call | Calls:
        if isinstance(index, slice):
            return self._choose(self._calls[index], lambda: f"{self!r} has none there")
        return self._calls[index]

    def __iter__(self) -> Iterator[Call]:
        return iter(self._calls)


class CallLog(Calls):
    """Every call that was made, whatever account it was in."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()

    def record(self, call: Call) -> None:
        """Add a call that is about to be answered."""
        with self._lock:
            self._calls.append(call)
            call.number = len(self._calls)


def _outcome(call: Call) -> str:
    return "" if call.failure is None else f" ({call.failure})"
