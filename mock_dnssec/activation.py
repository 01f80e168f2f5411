"""mock_dnssec: the one object that turns the mock on, as context manager, decorator or by hand."""

from __future__ import annotations

import threading
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, TypeVar, overload

from mock_dnssec.decorators import decorated
from mock_dnssec.errors import MockUsageError
from mock_dnssec.options import Options

if TYPE_CHECKING:
    from mock_dnssec.account import Account

T = TypeVar("T", bound=Callable[..., Any])


class Activation:
    """Turns the mock on and off. ``mock_dnssec`` is one with AWS's defaults.

    Call it with options (see ``Options``) for another. The first to enter creates the account, the
    last to leave discards it; those between join it.
    """

    def __init__(self, options: Options | None = None) -> None:
        self._options = options or Options()

    @overload
    def __call__(self, target: T, /) -> T: ...
    @overload
    def __call__(self, /, **options: Any) -> Activation: ...
    def __call__(self, target: T | None = None, /, **options: Any) -> T | Activation:
        """Decorate ``target``, or return an activation with ``options`` (see ``Options``).

        Raises MockUsageError for an option that does not exist, or for a target that cannot be
        decorated.
        """
        if target is None:
            return Activation(self._options.changed(options))
        return decorated(target, self)

    def start(self) -> Account:
        """Turn the mock on and return the account. Each ``start`` needs its ``stop``.

        Raises MockUsageError for options that contradict those of the account that is active.
        """
        return _active.enter(self._options)

    def stop(self) -> None:
        """Undo one ``start``; the last one discards the account.

        Raises MockUsageError when the mock is not on.
        """
        _active.leave()

    def __enter__(self) -> Account:
        return self.start()

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()

    async def __aenter__(self) -> Account:
        return self.start()

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.stop()


class _Active:
    """What is on in this process: one account at most, and how many activations share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._entered = 0

    def enter(self, options: Options) -> Account:
        from mock_dnssec.account import Account
        from mock_dnssec.interception import Interception

        with self._lock:
            if not self._entered:
                self._account = Account(options)
                self._interception = Interception(self._account)
                self._interception.install()
            else:
                options.refuse_contradiction(self._account.options)
            self._entered += 1
            return self._account

    def leave(self) -> None:
        with self._lock:
            if not self._entered:
                raise MockUsageError("stop() without a start(): mock_dnssec is not on.")
            self._entered -= 1
            if not self._entered:
                self._interception.lift()
                del self._account, self._interception


_active = _Active()
