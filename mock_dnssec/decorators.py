"""The mock around whatever a decorator may meet: functions of every kind, and test classes."""

from __future__ import annotations

import functools
import inspect
import sys
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import AbstractContextManager, suppress
from typing import TYPE_CHECKING, Any, TypeVar, cast

from mock_dnssec.errors import MockUsageError, UnfiredFaultError

if TYPE_CHECKING:
    import unittest

    from mock_dnssec.activation import Activation

T = TypeVar("T", bound=Callable[..., Any])
Function = Callable[..., Any]

OUTSIDE_THE_TESTS = ("setup_class", "setup_method", "teardown_class", "teardown_method")


def decorated(target: T, mock: Activation) -> T:
    """Return ``target`` with the mock on while it runs: a function of any kind, or a test class.

    Each test of a class gets an account of its own. Raises MockUsageError for anything else.
    """
    if isinstance(target, type):
        from unittest import TestCase

        decorate = _test_case if issubclass(target, TestCase) else _test_class
        return cast("T", decorate(target, mock))
    return decorated_function(target, mock)


def decorated_function(target: T, mock: AbstractContextManager[object]) -> T:
    """Return a function of any kind with ``mock`` around each run. Raises MockUsageError."""
    if not (inspect.isfunction(target) or inspect.ismethod(target)):
        raise MockUsageError(
            f"@mock_dnssec decorates functions and test classes, not {target!r}. It goes below "
            "@pytest.fixture, @staticmethod and @classmethod; options go by keyword, as in "
            "mock_dnssec(seed=1)."
        )
    return cast("T", _function(target, mock))


def _function(function: Function, mock: AbstractContextManager[object]) -> Function:
    """Return a wrapper of the same kind: a plain one would leave before a body is run."""
    for is_kind, wrap in (
        (inspect.isasyncgenfunction, _async_generator_function),
        (inspect.iscoroutinefunction, _coroutine_function),
        (inspect.isgeneratorfunction, _generator_function),
    ):
        if is_kind(function):
            return wrap(function, mock)
    return _plain_function(function, mock)


def _plain_function(function: Function, mock: AbstractContextManager[object]) -> Function:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        with mock:
            return function(*args, **kwargs)

    return wrapper


def _coroutine_function(function: Function, mock: AbstractContextManager[object]) -> Function:
    @functools.wraps(function)
    async def wrapper(*args: Any, **kwargs: Any) -> Any:
        with mock:
            return await function(*args, **kwargs)

    return wrapper


def _generator_function(function: Function, mock: AbstractContextManager[object]) -> Function:
    @functools.wraps(function)
    def wrapper(*args: Any, **kwargs: Any) -> Generator[Any, Any, Any]:
        with mock:
            return (yield from function(*args, **kwargs))

    return wrapper


def _async_generator_function(function: Function, mock: AbstractContextManager[object]) -> Function:
    @functools.wraps(function)
    async def wrapper(*args: Any, **kwargs: Any) -> AsyncGenerator[Any, Any]:
        with mock, suppress(StopAsyncIteration):
            inner = function(*args, **kwargs)
            step = anext(inner)
            while True:
                item = await step
                try:
                    step = inner.asend((yield item))
                except BaseException as error:  # noqa: BLE001 - all of it is the body's to handle
                    step = inner.athrow(error)

    return wrapper


def _test_case(case: type[unittest.TestCase], mock: Activation) -> type[unittest.TestCase]:
    """Put the mock around ``run``, which holds setUp, the test, tearDown and the cleanups."""
    case.run = _test_run(case.run, mock)  # type: ignore[method-assign]  # a class of the user's is changed in place, as by moto
    case.debug = _plain_function(case.debug, mock)  # type: ignore[method-assign]  # the same
    refuse_calls_of_the_class(case, mock)
    own = vars(case).get("__init_subclass__")

    def init_subclass(cls: type[unittest.TestCase], /, **kwargs: Any) -> None:
        inherited = own.__get__(None, cls) if own else super(case, cls).__init_subclass__
        inherited(**kwargs)
        refuse_calls_of_the_class(cls, mock)

    case.__init_subclass__ = classmethod(init_subclass)  # type: ignore[assignment]  # the same
    return case


def _test_run(run: Function, mock: Activation) -> Function:
    """Tell the result of a fault that never fired: raised from ``run``, it would end all tests."""

    @functools.wraps(run)
    def wrapper(case: unittest.TestCase, result: unittest.TestResult | None = None) -> Any:
        troubles_before = _troubles(result)
        try:
            with mock as account:
                returned = run(case, result)
                if _troubles(result) != troubles_before:
                    account.faults.end_test()
        except UnfiredFaultError:
            if result is None:
                raise
            result.addError(case, sys.exc_info())
        return returned

    return wrapper


def _troubles(result: unittest.TestResult | None) -> int:
    kinds = ("failures", "errors", "skipped", "expectedFailures", "unexpectedSuccesses")
    return sum(len(getattr(result, kind, ())) for kind in kinds)


def refuse_calls_of_the_class(case: type[unittest.TestCase], mock: Activation) -> None:
    """Let setUpClass and tearDownClass call AWS only in an account that the tests are in too."""
    for name in ("setUpClass", "tearDownClass"):
        function = getattr(case, name).__func__
        setattr(case, name, classmethod(_refusing_calls(name, function, mock)))


def _refusing_calls(name: str, function: Function, mock: Activation) -> Function:
    @functools.wraps(function)
    def wrapper(cls: type[unittest.TestCase]) -> None:
        before = mock.account
        with mock as account:
            function(cls)
        if before is None and mock.account is None and account.calls:
            call = account.calls[0]
            raise MockUsageError(
                f"{cls.__name__}.{name} called {call.service} {call.operation}, but each test of "
                "the class has an account of its own. Make what a test needs in setUp, or turn the "
                "mock on for the whole class with mock_dnssec.start() in setUpClass and stop() in "
                "tearDownClass."
            )

    return wrapper


def _test_class(cls: type, mock: Activation) -> type:
    """Decorate each test method, as moto does."""
    outside = [name for name in OUTSIDE_THE_TESTS if hasattr(cls, name)]
    if outside:
        raise MockUsageError(
            f"{cls.__name__}.{outside[0]} would run outside the mock that @mock_dnssec puts around "
            "each test. Use the dnssec_account fixture in place of the decorator."
        )
    tests = [name for name in dir(cls) if name.startswith("test") and callable(getattr(cls, name))]
    if not tests:
        raise MockUsageError(f"{cls.__name__} has no test methods for @mock_dnssec to decorate.")
    for name in tests:
        setattr(cls, name, _method(inspect.getattr_static(cls, name), mock))
    return cls


def _method(attribute: Any, mock: Activation) -> Any:
    if isinstance(attribute, staticmethod | classmethod):
        return type(attribute)(decorated(attribute.__func__, mock))
    return decorated(attribute, mock)
