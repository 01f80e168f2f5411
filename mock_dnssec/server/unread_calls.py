"""The calls to a server that is a process of its own: nobody in it asks for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.calls import CallLog

if TYPE_CHECKING:
    from mock_dnssec.calls import Call


class UnreadCalls(CallLog):
    """A record that stays empty: of a server that runs for days, it would fill the memory."""

    def record(self, call: Call) -> None:
        """Forget the call."""
