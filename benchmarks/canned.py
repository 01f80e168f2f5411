"""A canned reply at the mock's own hook: the least that any mock of botocore could cost."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

from mock_dnssec.dispatch import dispatch

if TYPE_CHECKING:
    from benchmarks.measure import Action
    from mock_dnssec.wire.http import Response


class Recorder:
    """Stands where the mock's dispatch does: passes a call on, or gives the recorded reply."""

    def __init__(self) -> None:
        self._reply: Response | None = None
        self._last: Response | None = None

    def __call__(self, *request: Any) -> Response:
        """Answer a request as ``dispatch`` does."""
        self._last = self._reply or dispatch(*request)
        return self._last

    def canned(self, call: Action) -> Action:
        """Return ``call`` with what the mock answers it now for a reply."""
        call()
        recorded = self._last

        def action() -> object:
            self._reply = recorded
            try:
                return call()
            finally:
                self._reply = None

        return action


@contextmanager
def recorder() -> Iterator[Recorder]:
    """Give a recorder that stands at the mock's hook."""
    with patch("mock_dnssec.interception.botocore_hook.dispatch", Recorder()) as standing:
        yield standing
