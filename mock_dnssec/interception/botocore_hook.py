"""The only place that meets botocore's HTTP layer: claims a request, hands over bytes.

One public method of one class, ``botocore.endpoint.Endpoint.make_request``, is replaced while the
mock is active; aiobotocore's endpoint inherits it. There a claimed request is sent to a host under
the reserved name ``invalid`` (RFC 6761, section 6.4) which carries service, operation and region,
and the endpoint's ``http_session`` gets a stand-in before it that answers for that host.
"""

from __future__ import annotations

import threading
from collections.abc import Awaitable, Callable, Generator
from contextvars import ContextVar
from functools import partial
from inspect import iscoroutine, iscoroutinefunction
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import SplitResult, urlsplit
from weakref import WeakSet

from botocore.awsrequest import HeadersDict
from botocore.endpoint import Endpoint
from botocore.exceptions import CredentialRetrievalError, NoCredentialsError

from mock_dnssec.dispatch import dispatch
from mock_dnssec.faults.network import NetworkFault
from mock_dnssec.interception.botocore_failures import UnderWay
from mock_dnssec.interception.endpoints import is_of_aws, unmocked
from mock_dnssec.interception.moto import active_moto
from mock_dnssec.wire.http import Request, Response
from mock_dnssec.wire.protocol import MIRRORED

if TYPE_CHECKING:
    from botocore.awsrequest import AWSPreparedRequest
    from botocore.model import OperationModel

    from mock_dnssec.account import Account

RESERVED_HOST = "mock-dnssec.invalid"

_UNSIGNED = "none"
_NO_CREDENTIALS = (NoCredentialsError, CredentialRetrievalError)

_under_way: ContextVar[UnderWay] = ContextVar("the call that a client is about to send")


class BotocoreHook:
    """Sends the calls of every botocore client to one account, until it is lifted."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.lifted = False
        self._passthrough = frozenset(account.options.passthrough)
        self._endpoints: WeakSet[Any] = WeakSet()
        self._lock = threading.Lock()
        self._make_request = Endpoint.make_request

    def install(self) -> None:
        """Take over ``Endpoint.make_request``, whoever made the client and whenever."""

        def make_request(
            endpoint: Endpoint, operation_model: OperationModel, request_dict: dict[str, Any]
        ) -> object:
            service = operation_model.service_model.service_name
            send = partial(self._make_request, endpoint, operation_model, request_dict)
            if service in self._passthrough:
                return send()
            self._stand_before(endpoint, service)
            context = request_dict["context"]
            under_way = UnderWay(operation_model.name, request_dict["url"], context)
            several = self.account.accounts.several
            if _prepare(service, operation_model.name, request_dict, several):
                send = partial(_signed_if_possible, send, context)
            return _sent(under_way, send)

        Endpoint.make_request = make_request  # type: ignore[assignment, method-assign]  # the one method that is patched

    def lift(self) -> None:
        """Put back all that ``install`` and the calls since then have replaced."""
        Endpoint.make_request = self._make_request  # type: ignore[method-assign]  # and put back
        with self._lock:
            self.lifted = True
            for endpoint in self._endpoints:
                if self._stands_before(endpoint):
                    endpoint.http_session = endpoint.http_session.session

    def _stand_before(self, endpoint: Any, service: str) -> None:
        with self._lock:
            if not self.lifted and not self._stands_before(endpoint):
                endpoint.http_session = StandIn(self, service, endpoint.http_session)
                self._endpoints.add(endpoint)

    def _stands_before(self, endpoint: Any) -> bool:
        session = endpoint.http_session
        return isinstance(session, StandIn) and session.hook is self


class StandIn:
    """Stands before an endpoint's HTTP session; all but ``send`` is the session's own."""

    def __init__(self, hook: BotocoreHook, service: str, session: Any) -> None:
        self.hook = hook
        self.session = session
        self._service = service

    def __getattr__(self, name: str) -> Any:
        return getattr(self.session, name)

    def send(self, request: AWSPreparedRequest) -> Any:
        """Answer a claimed request, refuse an AWS call that nobody answers, pass on the rest."""
        url = urlsplit(request.url)
        if url.netloc.endswith(RESERVED_HOST):
            return self._answer(url, request)
        if is_of_aws(url.hostname) and not self.hook.lifted:
            call = f"{self._service} {_under_way.get().operation}"
            raise unmocked(call, url.hostname, self._service)
        return self.session.send(request)

    def _answer(self, url: SplitResult, request: AWSPreparedRequest) -> Answer | Awaitable[Answer]:
        under_way = _under_way.get()
        try:
            response = _dispatch(self.hook.account, url, request)
        except NetworkFault as fault:
            raise under_way.failure(fault) from None
        if not response.delay:
            return Answer(response)
        if iscoroutinefunction(self.session.send):
            return _late(response, under_way)
        under_way.wait(response.delay)
        return Answer(response)


class Body(bytes):
    """A body that botocore reads at once and aiobotocore awaits."""

    def __await__(self) -> Generator[None, None, bytes]:
        return self
        yield  # makes this a generator, as an awaitable's iterator must be


class Answer:
    """A response that botocore takes as it is and aiobotocore awaits."""

    def __init__(self, response: Response) -> None:
        self.status_code = response.status
        self.headers = HeadersDict(response.headers)
        self.content = Body(response.body)

    def __await__(self) -> Generator[None, None, Answer]:
        return self
        yield  # makes this a generator, as an awaitable's iterator must be


def _prepare(service: str, operation: str, request_dict: dict[str, Any], several: bool) -> bool:
    """Address a request of ours to the reserved host. Leave unsigned what will not reach AWS.

    Return whether it is ours and to be signed: of ``several`` accounts, or those that moto may have
    given roles in, the signature tells which.
    """
    context, moto_is_active = request_dict["context"], active_moto() is not None
    if service in MIRRORED and not (service == "sts" and moto_is_active):
        host = f"{service}.{operation}.{context['client_region']}.{RESERVED_HOST}"
        _, mark, query = request_dict["url"].partition("?")
        request_dict["url"] = f"https://{host}{request_dict['url_path']}{mark}{query}"
        if several or moto_is_active:
            return True
    elif moto_is_active or not is_of_aws(urlsplit(request_dict["url"]).hostname):
        return False
    context["auth_type"] = _UNSIGNED
    return False


def _sent(under_way: UnderWay, send: Callable[[], Any]) -> Any:
    """Send, and let the session know what: a call may make others, which fetch its credentials."""
    outer = _under_way.set(under_way)
    try:
        answer = send()
    finally:
        _under_way.reset(outer)
    return _received(under_way, answer) if iscoroutine(answer) else answer


async def _received(under_way: UnderWay, answer: Awaitable[Any]) -> Any:
    outer = _under_way.set(under_way)
    try:
        return await answer
    finally:
        _under_way.reset(outer)


def _signed_if_possible(send: Callable[[], Any], context: dict[str, Any]) -> Any:
    """Send what a client that has credentials signs, and what another cannot sign unsigned."""

    def send_unsigned() -> Any:
        context["auth_type"] = _UNSIGNED
        return send()

    try:
        answer = send()
    except _NO_CREDENTIALS:
        return send_unsigned()
    return _awaited(answer, send_unsigned) if iscoroutine(answer) else answer


async def _awaited(answer: Awaitable[Any], send_unsigned: Callable[[], Awaitable[Any]]) -> Any:
    try:
        return await answer
    except _NO_CREDENTIALS:
        return await send_unsigned()


async def _late(response: Response, under_way: UnderWay) -> Answer:
    await under_way.await_(response.delay)
    return Answer(response)


def _dispatch(account: Account, url: SplitResult, request: AWSPreparedRequest) -> Response:
    service, operation, region, *_ = url.netloc.split(".")
    incoming = Request.to(url, request.method, cast("str | bytes | None", request.body))
    access_key = _access_key(request)
    caller = account.account_of(access_key) if access_key else account
    try:
        return dispatch(caller, service, operation, region, incoming)
    finally:
        account.watchers.complain()


def _access_key(request: AWSPreparedRequest) -> str:
    signature = request.headers.get("Authorization", "")
    text = signature.decode() if isinstance(signature, bytes) else signature
    return text.partition("Credential=")[2].partition("/")[0]
