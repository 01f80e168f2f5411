"""``mock_dnssec.fail(...)``: the mock and a fault in it, around a test or a part of one."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar

from mock_dnssec.decorators import decorated_function
from mock_dnssec.errors import MockUsageError

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.activation import Activation
    from mock_dnssec.faults.faults import Fault

T = TypeVar("T", bound=Callable[..., Any])


class FaultActivation:
    """A decorator of functions of every kind, and a context manager that gives the account.

    Entering turns the mock on, or joins the one that is on, and places the fault. Leaving withdraws
    it, and raises UnfiredFaultError if it never fired.
    """

    def __init__(self, mock: Activation, place: Callable[[Account], Fault]) -> None:
        self._mock = mock
        self._place = place
        self._entered: list[ExitStack] = []

    def __call__(self, target: T, /) -> T:
        """Decorate a function. Raises MockUsageError for a class, whose tests differ in faults."""
        if isinstance(target, type):
            raise MockUsageError(
                f"mock_dnssec.fail(...) decorates a test, not a class of tests such as "
                f"{target.__name__}: each test must meet its fault."
            )
        return decorated_function(target, self)

    def __enter__(self) -> Account:
        with ExitStack() as stack:
            account = stack.enter_context(self._mock)
            stack.enter_context(self._place(account))
            self._entered.append(stack.pop_all())
        return account

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._entered.pop().__exit__(kind, error, traceback)

    async def __aenter__(self) -> Account:
        return self.__enter__()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.__exit__(kind, error, traceback)
