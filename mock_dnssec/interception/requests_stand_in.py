"""Answers what is sent with ``requests`` to AWS, through ``responses``.

Who signs by hand, or has a pre-signed URL, sends it so. What a user has registered with
``responses`` for such a URL comes first; moto, which answers by ``responses`` too, keeps the
services that are not ours.
"""

from __future__ import annotations

import re
import time
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from requests.adapters import BaseAdapter, HTTPAdapter
from requests.exceptions import ConnectionError as NoConnection
from requests.exceptions import ConnectTimeout, ReadTimeout
from responses import RequestsMock
from urllib3.util import Timeout

from mock_dnssec.faults.network import (
    CONNECT_TIMEOUT,
    CONNECTION_RESET,
    ENDPOINT_UNREACHABLE,
    READ_TIMEOUT,
    NetworkFault,
)
from mock_dnssec.interception.endpoints import endpoint_prefix, service_at, unmocked
from mock_dnssec.interception.moto import active_moto
from mock_dnssec.interception.requests_mocks import has_moto_an_answer, has_the_user_an_answer
from mock_dnssec.raw_requests import respond
from mock_dnssec.wire.addresses import identify
from mock_dnssec.wire.http import Request
from mock_dnssec.wire.protocol import MIRRORED

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from requests import PreparedRequest, RequestException
    from requests import Response as Received

    from mock_dnssec.account import Account
    from mock_dnssec.wire.addresses import Address

EXCEPTIONS: dict[str, Callable[..., RequestException]] = {
    CONNECT_TIMEOUT: ConnectTimeout,
    READ_TIMEOUT: ReadTimeout,
    CONNECTION_RESET: NoConnection,
    ENDPOINT_UNREACHABLE: NoConnection,
}
"""What ``requests`` raises for each kind of network fault."""

_ANY_URL = re.compile("")


class StandIn(BaseAdapter):
    """Stands before the adapter that would have sent a request to AWS."""

    def __init__(self, account: Account, adapter: HTTPAdapter) -> None:
        super().__init__()
        self._account = account
        self._adapter = adapter

    def close(self) -> None:
        """Leave the adapter to its session."""

    def send(self, request: PreparedRequest, **options: Any) -> Received:  # type: ignore[override]  # requests names each option
        """Answer what is for a service of ours, unless the user's own mock has an answer."""
        mock = RequestsMock(
            assert_all_requests_are_fired=False,
            passthru_prefixes=("http",),
            real_adapter_send=lambda _, request, **more: self._pass_on(request, more),
        )
        incoming = _incoming(request)
        address = identify(incoming, _headers(request))
        if address is not None and self._is_ours(address.service):
            respond = partial(self._respond, address, incoming, options.get("timeout"))
            unclaimed = [lambda request: (not has_the_user_an_answer(request), "the user's own")]
            mock.add_callback(
                incoming.method, _ANY_URL, respond, content_type=None, match=unclaimed
            )
        return mock.unbound_on_send()(self._adapter, request, **options)

    def _is_ours(self, service: str) -> bool:
        if service in self._account.options.passthrough:
            return False
        return service in MIRRORED and not (service == "sts" and active_moto())

    def _respond(
        self, address: Address, incoming: Request, timeout: Any, request: PreparedRequest
    ) -> tuple[int, Mapping[str, str], bytes]:
        try:
            response = respond(self._account, address, incoming)
        except NetworkFault as fault:
            raise EXCEPTIONS[fault.kind](fault, request=request) from None
        finally:
            self._account.watchers.complain()
        if response.delay:
            _wait(response.delay, timeout, request)
        body = b"" if incoming.method == "HEAD" else response.body
        return response.status, response.headers, body

    def _pass_on(self, request: PreparedRequest, options: Mapping[str, Any]) -> Received:
        """Let others answer, or the real AWS where the test wants that."""
        url = urlsplit(str(request.url))
        if has_the_user_an_answer(request) or self._may_pass(url.hostname):
            return self._adapter.send(request, **options)
        moto = active_moto()
        if moto is not None and has_moto_an_answer(moto, request):
            received: Received = moto.responses_mock.unbound_on_send()(
                self._adapter, request, **options
            )
            return received
        raise unmocked(f"{request.method} {url.path}", url.hostname, service_at(url.hostname))

    def _may_pass(self, host: str | None) -> bool:
        passing = map(endpoint_prefix, self._account.options.passthrough)
        return service_at(host) in passing


def _incoming(request: PreparedRequest) -> Request:
    """Return ``request`` as the wire has it; a body that can be read only once is kept in it."""
    if not isinstance(request.body, str | bytes | None):
        request.body = _octets(request.body)
    return Request.to(urlsplit(str(request.url)), request.method, request.body)


def _octets(body: Any) -> bytes:
    """Return what a body holds: text, octets, a file, or any iterable of such pieces."""
    content = body.read() if hasattr(body, "read") else body
    if isinstance(content, str):
        return content.encode()
    if isinstance(content, bytes | bytearray):
        return bytes(content)
    return b"".join(map(_octets, content))


def _headers(request: PreparedRequest) -> dict[str, str]:
    fields = {**request.headers, "Host": urlsplit(str(request.url)).hostname or ""}
    return {
        name: value.decode() if isinstance(value, bytes) else value
        for name, value in fields.items()
    }


def _wait(delay: float, timeout: Any, request: PreparedRequest) -> None:
    """Wait for an answer that is slow; raise ReadTimeout as soon as the caller's patience ends."""
    read = timeout[1] if isinstance(timeout, tuple) else timeout
    patience = read.read_timeout if isinstance(read, Timeout) else read
    time.sleep(delay if patience is None else min(delay, patience))  # account.slow is real time
    if patience is not None and patience < delay:
        raise ReadTimeout(request=request)
