"""mock_dnssec: the one object that turns the mock on, as context manager, decorator or by hand."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, TypeVar, overload

from mock_dnssec.decorators import decorated
from mock_dnssec.errors import MockUsageError
from mock_dnssec.faults.activation import FaultActivation
from mock_dnssec.options import Options

if TYPE_CHECKING:
    from datetime import timedelta

    from typing_extensions import Unpack

    from mock_dnssec.account import Account
    from mock_dnssec.entropy import Seed
    from mock_dnssec.faults.faults import FaultOptions

T = TypeVar("T", bound=Callable[..., Any])


class Activation:
    """Turns the mock on and off. ``mock_dnssec`` is one with AWS's defaults.

    Call it with options (see ``Options``) for another. The first to enter creates the account, the
    last to leave discards it; those between join it.
    """

    def __init__(self, **options: Any) -> None:
        self._asked = options
        self._options = Options.of(options)

    @overload
    def __call__(self, target: T, /) -> T: ...
    @overload
    def __call__(
        self,
        /,
        *,
        account_id: str = ...,
        seed: Seed | None = ...,
        propagation: float | timedelta = ...,
        passthrough: tuple[str, ...] = ...,
        accounts: Mapping[str, str] = ...,
    ) -> Activation: ...
    def __call__(self, target: T | None = None, /, **options: Any) -> T | Activation:
        """Decorate ``target``, or return an activation with ``options`` (see ``Options``).

        Raises MockUsageError for an option that does not exist, or for a target that cannot be
        decorated.
        """
        if target is None:
            return Activation(**{**self._asked, **options})
        return decorated(target, self)

    def fail(
        self, operation: str, error: str | int, **options: Unpack[FaultOptions]
    ) -> FaultActivation:
        """Return a decorator and context manager: the mock, in which ``operation`` fails.

        The arguments are those of :meth:`Account.fail`, which are looked at on entering. Leaving
        raises UnfiredFaultError if no call met the fault.
        """
        return FaultActivation(self, lambda account: account.fail(operation, error, **options))

    @property
    def account(self) -> Account | None:
        """The account of the mock that is on in this process; None while it is off."""
        return _active.account

    @property
    def last_account(self) -> Account | None:
        """The account that is on or, while none is, the one that was left last: for reports."""
        return _active.account or _active.left

    def forget(self) -> None:
        """Let go of the account that was left last."""
        _active.left = None

    def start(self) -> Account:
        """Turn the mock on and return the account. Each ``start`` needs its ``stop``.

        Raises MockUsageError for options that contradict those of the account that is active.
        """
        return _active.enter(self._options, asked=self._asked)

    def stop(self) -> None:
        """Undo one ``start``; the last one discards the account.

        Raises MockUsageError when the mock is not on, and UnfiredFaultError if faults of the
        account that is discarded have never fired.
        """
        self._leave(failed=False)

    def _leave(self, *, failed: bool) -> None:
        discarded = _active.leave()
        if discarded is not None and not failed:
            discarded.faults.check()

    def __enter__(self) -> Account:
        return self.start()

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._leave(failed=kind is not None)

    async def __aenter__(self) -> Account:
        return self.start()

    async def __aexit__(self, kind: type[BaseException] | None, *_: object) -> None:
        self._leave(failed=kind is not None)


class _Active:
    """What is on in this process: one account at most, and how many activations share it."""

    def __init__(self) -> None:
        self.account: Account | None = None
        self.left: Account | None = None
        self._lock = threading.Lock()
        self._entered = 0

    def enter(self, options: Options, asked: Iterable[str]) -> Account:
        from mock_dnssec.account import Account
        from mock_dnssec.interception.botocore_hook import BotocoreHook
        from mock_dnssec.interception.requests_hook import RequestsHook

        with self._lock:
            if self.account is None:
                self.account, self.left = Account(options), None
                self._hooks = (BotocoreHook(self.account), RequestsHook(self.account))
                for hook in self._hooks:
                    hook.install()
            else:
                options.refuse_contradiction(self.account.options, asked)
            self._entered += 1
            return self.account

    def leave(self) -> Account | None:
        """Undo one ``enter``; return the account if this was the last."""
        with self._lock:
            if self.account is None:
                raise MockUsageError("stop() without a start(): mock_dnssec is not on.")
            self._entered -= 1
            if self._entered:
                return None
            for hook in self._hooks:
                hook.lift()
            self.account, self.left = None, self.account
            del self._hooks
            return self.left


_active = _Active()

mock_dnssec = Activation()
