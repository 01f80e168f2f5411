"""What an account was asked, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import overload

from mock_dnssec.parameters import as_sent


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


class Calls(Sequence[Call]):
    """The calls that an account has answered, oldest first."""

    def __init__(self) -> None:
        self._calls: list[Call] = []

    def record(self, call: Call) -> None:
        """Add a call that was just answered."""
        self._calls.append(call)

    def to(self, operation: str, **parameters: object) -> list[Call]:
        """Return the calls of ``operation`` that gave at least these parameters.

        Raises MockUsageError, with the list of what exists, for an operation or a parameter that
        AWS does not have: a misspelt one would never be found.
        """
        sent = as_sent(operation, parameters).items()
        return [
            call
            for call in self._calls
            if call.operation == operation and sent <= call.parameters.items()
        ]

    def __repr__(self) -> str:
        return repr(self._calls)

    def __len__(self) -> int:
        return len(self._calls)

    @overload
    def __getitem__(self, index: int) -> Call: ...
    @overload
    def __getitem__(self, index: slice) -> list[Call]: ...
    def __getitem__(self, index: int | slice) -> Call | list[Call]:
        return self._calls[index]

    def __iter__(self) -> Iterator[Call]:
        return iter(self._calls)
