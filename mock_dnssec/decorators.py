"""The mock around whatever a decorator may meet: functions of every kind, and test classes."""

from __future__ import annotations

import functools
import inspect
from collections.abc import AsyncGenerator, Callable, Generator
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING, Any, TypeVar, cast

from mock_dnssec.errors import MockUsageError

if TYPE_CHECKING:
    import unittest

    from mock_dnssec.account import Account

T = TypeVar("T", bound=Callable[..., Any])
Function = Callable[..., Any]
Mock = AbstractContextManager["Account"]

OUTSIDE_THE_TESTS = ("setup_class", "setup_method", "teardown_class", "teardown_method")


def decorated(target: T, mock: Mock) -> T:
    """Return ``target`` with the mock on while it runs: a function of any kind, or a test class.

    Each test of a class gets an account of its own. Raises MockUsageError for anything else.
    """
    if isinstance(target, type):
        from unittest import TestCase

        decorate = _test_case if issubclass(target, TestCase) else _test_class
        return cast("T", decorate(target, mock))
    if not inspect.isroutine(target):
        raise MockUsageError(
            f"@mock_dnssec decorates functions and test classes, not {target!r}. "
            "Options go by keyword, as in mock_dnssec(seed=1)."
        )
    return cast("T", functools.wraps(target)(_function(target, mock)))


def _function(function: Function, mock: Mock) -> Function:
    """Return a wrapper of the same kind: a plain one would leave before a body is run."""
    for is_kind, wrap in (
        (inspect.isasyncgenfunction, _async_generator_function),
        (inspect.iscoroutinefunction, _coroutine_function),
        (inspect.isgeneratorfunction, _generator_function),
    ):
        if is_kind(function):
            return wrap(function, mock)
    return _plain_function(function, mock)


def _plain_function(function: Function, mock: Mock) -> Function:
    def wrapper(*args: Any, **kwargs: Any) -> Any:
        with mock:
            return function(*args, **kwargs)

    return wrapper


def _coroutine_function(function: Function, mock: Mock) -> Function:
    async def wrapper(*args: Any, **kwargs: Any) -> Any:
        with mock:
            return await function(*args, **kwargs)

    return wrapper


def _generator_function(function: Function, mock: Mock) -> Function:
    def wrapper(*args: Any, **kwargs: Any) -> Generator[Any, Any, Any]:
        with mock:
            return (yield from function(*args, **kwargs))

    return wrapper


def _async_generator_function(function: Function, mock: Mock) -> Function:
    async def wrapper(*args: Any, **kwargs: Any) -> AsyncGenerator[Any, Any]:
        with mock:
            inner = function(*args, **kwargs)
            try:
                item = await anext(inner)
                while True:
                    try:
                        sent = yield item
                    except GeneratorExit:
                        await inner.aclose()
                        raise
                    except BaseException as error:  # noqa: BLE001 - all of it is the body's to handle
                        item = await inner.athrow(error)
                    else:
                        item = await inner.asend(sent)
            except StopAsyncIteration:
                return

    return wrapper


def _test_case(case: type[unittest.TestCase], mock: Mock) -> type[unittest.TestCase]:
    """Put the mock around ``run``, which holds setUp, the test, tearDown and the cleanups."""
    for name in ("run", "debug"):
        method = getattr(case, name)
        setattr(case, name, functools.wraps(method)(_plain_function(method, mock)))
    for name in ("setUpClass", "tearDownClass"):
        _refuse_calls_in(case, name, mock)
    return case


def _refuse_calls_in(case: type[unittest.TestCase], name: str, mock: Mock) -> None:
    original = getattr(case, name).__func__

    @functools.wraps(original)
    def guarded(cls: type[unittest.TestCase]) -> None:
        with mock as account:
            original(cls)
            calls = account.calls[:]
        if calls:
            raise MockUsageError(
                f"{cls.__name__}.{name} called {calls[0].service} {calls[0].operation}, but each "
                "test of a class under @mock_dnssec has an account of its own. Make what a test "
                "needs in setUp, or turn the mock on for the whole class with "
                "mock_dnssec.start() in setUpClass and stop() in tearDownClass."
            )

    setattr(case, name, classmethod(guarded))


def _test_class(cls: type, mock: Mock) -> type:
    """Decorate each test method, as moto does."""
    outside = [name for name in OUTSIDE_THE_TESTS if hasattr(cls, name)]
    if outside:
        raise MockUsageError(
            f"{cls.__name__}.{outside[0]} would run outside the mock that @mock_dnssec puts around "
            "each test. Use the dnssec_account fixture in place of the decorator."
        )
    tests = [name for name in dir(cls) if name.startswith("test")]
    functions = {
        name: getattr(cls, name) for name in tests if inspect.isfunction(getattr(cls, name))
    }
    if not functions:
        raise MockUsageError(f"{cls.__name__} has no test methods for @mock_dnssec to decorate.")
    for name, function in functions.items():
        setattr(cls, name, decorated(function, mock))
    return cls
