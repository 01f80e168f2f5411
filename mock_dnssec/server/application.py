"""The WSGI application: finds out where a request goes, and hands it to the account there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.wrappers import Request as WsgiRequest
from werkzeug.wrappers import Response as WsgiResponse

from mock_dnssec.errors import MockDefectError, MockUsageError
from mock_dnssec.raw_requests import respond
from mock_dnssec.server import levers
from mock_dnssec.server.refusals import refusal, refusal_of_nobody
from mock_dnssec.wire.addresses import identify
from mock_dnssec.wire.http import Request, Response

if TYPE_CHECKING:
    from collections.abc import Iterable
    from threading import Event

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from mock_dnssec.account import Account


class Application:
    """Answers for ``account``, and for the other accounts of its world by their access keys.

    Raises NetworkFault where a test wants no answer to arrive. ``stopping`` cuts short what is
    delayed on purpose.
    """

    def __init__(self, account: Account, stopping: Event) -> None:
        self._account = account
        self._stopping = stopping

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Answer one request, as PEP 3333 has it."""
        response = self._respond(WsgiRequest(environ))
        if response.delay:
            self._stopping.wait(response.delay)
        answer = WsgiResponse(response.body, response.status, dict(response.headers))
        return answer(environ, start_response)

    def _respond(self, incoming: WsgiRequest) -> Response:
        request = _as_sent(incoming)
        if request.path.startswith(levers.ROOT):
            return levers.respond(self._account, request)
        address = identify(request, dict(incoming.headers))
        if address is None:
            return refusal_of_nobody(request, incoming.content_type or "")
        try:
            return respond(self._account, address, request)
        except (MockUsageError, MockDefectError) as error:
            return refusal(address.service, request, error)


def _as_sent(incoming: WsgiRequest) -> Request:
    """Return the request with path and query as they were sent: WSGI has the path decoded."""
    path, _, query = incoming.environ["REQUEST_URI"].partition("?")
    if not path.startswith("/"):  # the absolute form, which a client sends to a proxy
        path = "/" + path.partition("://")[2].partition("/")[2]
    return Request(incoming.method, path, query, incoming.get_data())
