"""The way in for what is sent with ``requests``, in a process that has imported it.

One public method of one class, ``requests.Session.get_adapter``, is replaced while the mock is
active. For an endpoint of AWS it gives a stand-in of the session's adapter. ``responses`` and moto
replace another method, below that one, so that it does not matter who begins or ends first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from mock_dnssec.interception.endpoints import is_of_aws
from mock_dnssec.interception.late_imports import WhenImported

if TYPE_CHECKING:
    from types import ModuleType

    from requests import Session
    from requests.adapters import BaseAdapter

    from mock_dnssec.account import Account


class RequestsHook:
    """Sends what any session of ``requests`` sends to AWS to one account, until it is lifted."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._lifted = False
        self._session: Any = None
        self._get_adapter: Any = None
        self._hooked: Any = None
        self._import = WhenImported("requests.sessions", self._take_over)

    def install(self) -> None:
        """Take over ``Session.get_adapter``, now or when ``requests`` is imported."""
        self._import.watch()

    def lift(self) -> None:
        """Put back what was replaced, unless somebody else has replaced it since."""
        self._lifted = True
        self._import.forget()
        if self._session is not None and self._session.get_adapter is self._hooked:
            self._session.get_adapter = self._get_adapter

    def _take_over(self, sessions: ModuleType) -> None:
        from requests.adapters import HTTPAdapter

        self._session, self._get_adapter = sessions.Session, sessions.Session.get_adapter

        def get_adapter(session: Session, url: str) -> BaseAdapter:
            adapter: BaseAdapter = self._get_adapter(session, url)
            if self._lifted or not is_of_aws(urlsplit(url).hostname):
                return adapter
            from mock_dnssec.interception.requests_stand_in import StandIn

            return StandIn(self._account, adapter) if isinstance(adapter, HTTPAdapter) else adapter

        self._session.get_adapter = self._hooked = get_adapter
