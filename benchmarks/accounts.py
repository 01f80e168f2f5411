"""Two accounts that take turns, so that a full one is measured beside an empty one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar
from unittest.mock import patch

from mock_dnssec.dispatch import dispatch

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.wire.http import Response

T = TypeVar("T")


class Accounts:
    """Stands where the mock's dispatch does: two accounts may take turns."""

    def __init__(self) -> None:
        self._present: Account | None = None

    def __call__(self, account: Account, *request: Any) -> Response:
        """Answer a request as ``dispatch`` does, in the account whose turn it is."""
        return dispatch(self._present or account, *request)

    def turn(self, account: Account, call: Callable[[], T]) -> Callable[[], T]:
        """Return ``call`` as it is made in ``account``."""

        def action() -> T:
            self._present = account
            return call()

        return action


@contextmanager
def accounts() -> Iterator[Accounts]:
    """Give what lets accounts take turns."""
    with patch("mock_dnssec.interception.botocore_hook.dispatch", Accounts()) as standing:
        yield standing
