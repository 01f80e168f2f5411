"""The decorator on functions of every kind, bare and with options."""

from __future__ import annotations

import inspect
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from mock_dnssec import Account, MockUsageError, mock_dnssec

from .support import active

if TYPE_CHECKING:
    from mock_dnssec.activation import Activation

both_forms = pytest.mark.parametrize(
    "decorate", [mock_dnssec, mock_dnssec(), mock_dnssec(seed=1)], ids=["bare", "called", "seeded"]
)


@both_forms
def test_functions(decorate: Activation) -> None:
    """The mock is on in the body of a function, and each call has a fresh account."""

    @decorate
    def first_call() -> Account:
        return active()

    accounts = [first_call(), first_call()]

    assert [len(account.calls) for account in accounts] == [1, 1]
    assert mock_dnssec.account is None


@both_forms
async def test_coroutine_functions(decorate: Activation) -> None:
    """The mock is on in the body of a coroutine function, not only when it is called."""

    @decorate
    async def work(value: int) -> tuple[Account, int]:
        return active(), value

    coroutine = work(7)
    assert mock_dnssec.account is None
    account, value = await coroutine

    assert (len(account.calls), value) == (1, 7)
    assert inspect.iscoroutinefunction(work)
    assert mock_dnssec.account is None


@both_forms
def test_generators(decorate: Activation) -> None:
    """The mock is on from a generator's first step to its last; sending and returning work."""

    @decorate
    def work(start: int) -> Any:
        sent = yield (active(), start)
        assert sent == "more"
        yield active()
        return "end"

    steps = work(7)
    assert mock_dnssec.account is None
    account, start = next(steps)
    assert steps.send("more") is account is mock_dnssec.account
    with pytest.raises(StopIteration) as end:
        next(steps)

    assert (start, end.value.value) == (7, "end")
    assert inspect.isgeneratorfunction(work)
    assert mock_dnssec.account is None


@both_forms
async def test_async_generators(decorate: Activation) -> None:
    """The mock is on from an async generator's first step to its last; sending works."""

    @decorate
    async def work(start: int) -> Any:
        sent = yield (active(), start)
        assert sent == "more"
        yield active()

    steps = work(7)
    assert mock_dnssec.account is None
    account, start = await anext(steps)
    assert await steps.asend("more") is account is mock_dnssec.account
    with pytest.raises(StopAsyncIteration):
        await anext(steps)

    assert start == 7
    assert inspect.isasyncgenfunction(work)
    assert mock_dnssec.account is None


def test_exceptions_reach_the_body_of_a_generator() -> None:
    """An exception that is thrown into a generator is the body's to handle."""
    log: list[object] = []

    @mock_dnssec
    def work() -> Iterator[str]:
        try:
            yield "first"
        except KeyError:
            log.append(active().id)
            yield "handled"
        finally:
            log.append("cleaned up")

    steps: Any = work()
    next(steps)
    assert steps.throw(KeyError()) == "handled"
    steps.close()

    assert log == ["123456789012", "cleaned up"]
    assert mock_dnssec.account is None


async def test_exceptions_reach_the_body_of_an_async_generator() -> None:
    """An exception that is thrown into an async generator is the body's to handle."""
    log: list[object] = []

    @mock_dnssec
    async def work() -> AsyncIterator[str]:
        try:
            yield "first"
        except KeyError:
            log.append(active().id)
            yield "handled"
        finally:
            log.append("cleaned up")

    steps: Any = work()
    await anext(steps)
    assert await steps.athrow(KeyError()) == "handled"
    await steps.aclose()

    assert log == ["123456789012", "cleaned up"]
    assert mock_dnssec.account is None


async def test_closing_an_async_generator_early() -> None:
    """The body's cleanup runs inside the mock when an async generator is closed early."""
    log: list[object] = []

    @mock_dnssec
    async def work() -> AsyncIterator[int]:
        try:
            yield 1
        finally:
            log.append(len(active().calls))

    steps: Any = work()
    await anext(steps)
    await steps.aclose()
    await steps.aclose()

    assert log == [1]
    assert mock_dnssec.account is None


async def test_an_exception_that_a_body_does_not_handle() -> None:
    """What a body raises passes, whatever its kind, and the mock is off."""

    @mock_dnssec
    def function() -> None:
        raise KeyError("mine")

    @mock_dnssec
    async def coroutine_function() -> None:
        raise KeyError("mine")

    @mock_dnssec
    def generator() -> Iterator[int]:
        yield 1
        raise KeyError("mine")

    @mock_dnssec
    async def async_generator() -> AsyncIterator[int]:
        yield 1
        raise KeyError("mine")

    with pytest.raises(KeyError, match="mine"):
        function()
    with pytest.raises(KeyError, match="mine"):
        await coroutine_function()
    with pytest.raises(KeyError, match="mine"):
        list(generator())
    with pytest.raises(KeyError, match="mine"):
        _ = [item async for item in async_generator()]
    assert mock_dnssec.account is None


def test_the_signature_is_kept() -> None:
    """A decorated function has the name, the docstring and the parameters that it had."""

    def work(zone: str, *, key: int = 1) -> str:
        """Do it."""
        return f"{zone}{key}"

    decorated = mock_dnssec(work)

    assert inspect.signature(decorated) == inspect.signature(work)
    assert (decorated.__name__, decorated.__doc__) == ("work", "Do it.")
    assert decorated("a", key=2) == "a2"


def test_options_of_the_decorator() -> None:
    """A decorator with options makes the account with them."""

    @mock_dnssec(account_id="111122223333")
    def account_id() -> str:
        return active().id

    assert account_id() == "111122223333"


class Greeter:
    """Has methods of every kind."""

    @mock_dnssec
    def method(self) -> Account:
        """Return the account that is on."""
        return active()

    @classmethod
    @mock_dnssec
    def of_the_class(cls) -> Account:
        """Return the account that is on."""
        return active()

    @staticmethod
    @mock_dnssec
    def static() -> Account:
        """Return the account that is on."""
        return active()


@pytest.mark.parametrize(
    "call", [Greeter().method, Greeter.of_the_class, Greeter.static, mock_dnssec(Greeter().method)]
)
def test_methods(call: Callable[[], Account]) -> None:
    """Methods are decorated as functions are."""
    assert len(call().calls) == 1
    assert mock_dnssec.account is None


@pytest.mark.parametrize(
    "target",
    [
        pytest.param(5, id="a number"),
        pytest.param({"seed": 1}, id="options as a dict"),
        pytest.param(partial(active), id="a partial function"),
        pytest.param(Greeter(), id="an instance"),
        pytest.param(Greeter.__dict__["of_the_class"], id="a classmethod object"),
        pytest.param(property(Greeter.method), id="a property"),
        pytest.param(pytest.fixture(lambda: None), id="a fixture"),
    ],
)
def test_what_is_no_function_is_refused(target: Any) -> None:
    """Anything that cannot be decorated raises at once."""
    with pytest.raises(MockUsageError, match="decorates functions and test classes, not"):
        mock_dnssec(target)
