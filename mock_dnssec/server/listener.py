"""A server: a socket that listens, a thread that accepts, and what a client must be told of it."""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from threading import Condition, Event, Thread
from typing import TYPE_CHECKING, cast

from werkzeug.serving import ThreadedWSGIServer

from mock_dnssec.errors import MockUsageError
from mock_dnssec.server.application import Application
from mock_dnssec.server.connections import Connection
from mock_dnssec.wire.addresses import DEFAULT_REGION

if TYPE_CHECKING:
    from mock_dnssec.account import Account

POLL = 0.05
"""In seconds: how soon the accepting thread sees that it should stop."""

GRACE = 5.0
"""In seconds: how long what is being answered may take when the server stops."""

DEFECT = (
    b"HTTP/1.1 500 Internal Server Error\r\nConnection: close\r\nContent-Type: text/plain\r\n\r\n"
    b"This is a defect of mock_dnssec: see what its server has printed.\n"
)

ENDPOINT_VARIABLES = tuple(
    f"AWS_ENDPOINT_URL_{service}" for service in ("KMS", "ROUTE_53", "ROUTE_53_DOMAINS", "STS")
)
"""https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html

The one for all services, ``AWS_ENDPOINT_URL``, is left to those who answer the others.
"""

CONTRADICTING = ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_CREDENTIAL_EXPIRATION")
"""What says of the caller's own credentials whose they are, and until when."""

UNPROXIED = ("NO_PROXY", "no_proxy")


class _Listener(ThreadedWSGIServer):
    """Accepts connections, and knows which are open."""

    daemon_threads = True

    def __init__(self, bound: socket.socket, application: Application) -> None:
        host, port = bound.getsockname()[:2]
        super().__init__(host, port, application, Connection, fd=bound.fileno())
        self._open: set[socket.socket] = set()
        self._closed_one = Condition()

    def process_request(self, request: object, client_address: object) -> None:
        with self._closed_one:
            self._open.add(cast("socket.socket", request))
        super().process_request(request, client_address)  # type: ignore[arg-type]

    def shutdown_request(self, request: object) -> None:
        super().shutdown_request(request)  # type: ignore[arg-type]
        with self._closed_one:
            self._open.discard(cast("socket.socket", request))
            self._closed_one.notify_all()

    def handle_error(self, request: object, client_address: object) -> None:
        """Print what went wrong, and let the client know that it did."""
        super().handle_error(request, client_address)  # type: ignore[arg-type]
        with suppress(OSError):
            cast("socket.socket", request).sendall(DEFECT)

    def close_connections(self) -> None:
        """Read no more; close each connection when it has been answered, or after ``GRACE``."""
        for how, patience in ((socket.SHUT_RD, GRACE), (socket.SHUT_RDWR, GRACE)):
            with self._closed_one:
                for connection in self._open:
                    with suppress(OSError):
                        connection.shutdown(how)
                self._closed_one.wait_for(lambda: not self._open, patience)


class Server:
    """Answers for an account over HTTP: ``with account.server() as server``."""

    def __init__(self, account: Account, host: str, port: int) -> None:
        self._account = account
        self._host = host
        self._stopping = Event()
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        with socket.create_server((host, port), family=family) as bound:
            self._listener = _Listener(bound, Application(account, self._stopping))
        self._thread = Thread(
            target=self._listener.serve_forever,
            args=(POLL,),
            name=f"mock_dnssec:{self.port}",
            daemon=True,
        )

    @property
    def port(self) -> int:
        """The TCP port that it listens on."""
        return self._listener.port

    @property
    def endpoint(self) -> str:
        """Its URL, to be a client's endpoint."""
        host = f"[{self._host}]" if ":" in self._host else self._host
        return f"http://{host}:{self.port}"

    @property
    def environ(self) -> dict[str, str]:
        """This process's environment, changed so that AWS's tools and SDKs call the server.

        Only the four services are redirected. The credentials are the account's own.
        """
        environ = {name: text for name, text in os.environ.items() if name not in CONTRADICTING}
        credentials = self._account.credentials
        region = environ.get("AWS_REGION") or environ.get("AWS_DEFAULT_REGION") or DEFAULT_REGION
        direct = dict.fromkeys(filter(None, [*map(environ.get, UNPROXIED), self._host]))
        return {
            **environ,
            **{name.upper(): str(value) for name, value in credentials.items()},
            **dict.fromkeys(ENDPOINT_VARIABLES, self.endpoint),
            **dict.fromkeys(("AWS_REGION", "AWS_DEFAULT_REGION"), region),
            **dict.fromkeys(UNPROXIED, ",".join(direct)),
            "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS": "false",
            "AWS_EC2_METADATA_DISABLED": "true",
        }

    def start(self) -> None:
        """Begin to answer. Raises MockUsageError for a server that was started before."""
        if self._thread.ident is not None:
            raise MockUsageError("A server is started once: account.server() gives another.")
        self._thread.start()

    def stop(self) -> None:
        """Stop listening, finish what is being answered, and close all connections."""
        self._stopping.set()
        if self._thread.is_alive():
            self._listener.shutdown()
            self._thread.join()
        self._listener.server_close()
        self._listener.close_connections()

    def __enter__(self) -> Server:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()
