"""One TCP connection: reads requests one after the other, and fails as a test wants it to.

Werkzeug's own handler closes each connection after one request. SDKs keep theirs.
"""

from __future__ import annotations

import re
import socket
import struct
import sys
from contextlib import suppress
from io import BufferedReader, BytesIO
from typing import TYPE_CHECKING, cast

from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.serving import DechunkedInput, WSGIRequestHandler
from werkzeug.wrappers import Response

from mock_dnssec.faults.network import CONNECT_TIMEOUT, READ_TIMEOUT, NetworkFault

if TYPE_CHECKING:
    from io import RawIOBase

    from _typeshed.wsgi import WSGIEnvironment

LARGEST_BODY = 10 * 1024 * 1024
"""In octets: more than any request to these services may have."""

TOO_LARGE = f"The body is larger than {LARGEST_BODY} octets"

TLS_HANDSHAKE = b"\x16"
"""How a client begins that takes this for a port of HTTPS (RFC 8446, section 5.1)."""

HELD = (CONNECT_TIMEOUT, READ_TIMEOUT)
"""The failures by silence; the others are resets.

A connection that is accepted cannot fail to be made any more: to be silent is the nearest to a
connect timeout, to reset it the nearest to an endpoint that is not reachable.
"""

LONGEST_SILENCE = 300.0
"""In seconds: longer than the timeouts of SDKs."""

LINGER = 1.0
"""In seconds: how long to wait for more of a body that is refused, so that the refusal arrives."""

READ_AT_ONCE = 65536

REFUSED_READS = 1024
"""How much of a refused body is read at most, in units of ``READ_AT_ONCE``."""

_NUMBER = re.compile("[0-9]{1,18}")
"""Python refuses to read one of more than some thousand digits."""

_ABORT = struct.pack("hh" if sys.platform == "win32" else "ii", 1, 0)
"""As SO_LINGER: on, for no time."""


class Lines(BufferedReader):
    """Reads lines, and takes one that is cut off for what it is.

    The standard library takes the end of the connection for the end of the headers.
    """

    def readline(self, size: int | None = -1) -> bytes:
        """Return the next line, or ``size`` octets of it; ConnectionAbortedError if it is cut."""
        line = super().readline(size)
        if not line.endswith(b"\n") and len(line) != size:
            raise ConnectionAbortedError
        return line

    def read(self, size: int | None = -1) -> bytes:
        """Return ``size`` octets; ConnectionAbortedError if there are fewer."""
        octets = super().read(size)
        if len(octets) < (size or 0):
            raise ConnectionAbortedError
        return octets


class Connection(WSGIRequestHandler):
    """Speaks HTTP/1.1, and keeps the connection until the client or the server closes it."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    error_content_type = "text/plain;charset=utf-8"
    error_message_format = "%(code)d %(message)s\n"
    default_request_version = "HTTP/1.0"
    """What a request speaks that does not say it: earlier versions have no status to answer."""
    timeout = 60
    """In seconds: how long to wait for the next request, or for the rest of one."""
    rbufsize = 0

    def setup(self) -> None:
        """Prepare to read."""
        super().setup()
        self.rfile: Lines = Lines(cast("RawIOBase", self.rfile))

    def handle_one_request(self) -> None:
        """Answer the next request, if there is one."""
        begins = self.rfile.peek(1)[:1]
        if not begins:
            self.close_connection = True
        elif begins == TLS_HANDSHAKE:
            self.requestline, self.command, self.request_version = "", "", self.protocol_version
            self.send_error(400, "This port speaks HTTP, not HTTPS")
        else:
            super().handle_one_request()

    def handle_expect_100(self) -> bool:
        """Let the client send its body, unless that will be refused."""
        return self._has_readable_body() and super().handle_expect_100()

    def run_wsgi(self) -> None:
        """Answer a request whose headers have been read."""
        environ = self._environ()
        if environ is None:
            return
        try:
            response = Response.from_app(self.server.app, environ, buffered=True)
        except NetworkFault as fault:
            self._fail(fault)
        else:
            self._send(response)

    def _environ(self) -> WSGIEnvironment | None:
        """Return the whole request as WSGI has it, or None if it was refused."""
        if not self._has_readable_body():
            return None
        try:
            body = self._body()
            environ = self.make_environ()
        except RequestEntityTooLarge:
            self.send_error(413, TOO_LARGE)
        except TimeoutError:
            self.send_error(408, "The rest of the request did not come in time")
        except (OSError, ValueError):
            self.send_error(400, "The request is cut off, or not in form")
        else:
            return {**environ, "wsgi.input": BytesIO(body), "wsgi.input_terminated": True}
        return None

    def _body(self) -> bytes:
        if "Transfer-Encoding" not in self.headers:
            return self.rfile.read(int(self.headers.get("Content-Length", "0")))
        chunks, body = DechunkedInput(self.rfile), bytearray()
        while octets := chunks.read(READ_AT_ONCE):
            body += octets
            if len(body) > LARGEST_BODY:
                raise RequestEntityTooLarge
        return bytes(body)

    def _has_readable_body(self) -> bool:
        """Say whether it is clear where the body ends, and refuse the request where it is not."""
        lengths = self.headers.get_all("Content-Length", ["0"])
        if self.headers.get("Transfer-Encoding", "chunked").lower() != "chunked":
            self.send_error(501, "The only Transfer-Encoding here is chunked")
        elif len(lengths) > 1 or _NUMBER.fullmatch(lengths[0]) is None:
            self.send_error(400, "Content-Length is not a number")
        elif int(lengths[0]) > LARGEST_BODY:
            self.send_error(413, TOO_LARGE)
        else:
            return True
        return False

    def _send(self, response: Response) -> None:
        self.send_response(response.status_code)
        for name, value in response.headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(response.get_data())

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Say what is wrong, and close: who knows where the next request begins.

        What the client still sends is read, or else it would be reset before it reads the answer.
        """
        super().send_error(code, message, explain)
        self.connection.settimeout(LINGER)
        with suppress(OSError):
            self.connection.shutdown(socket.SHUT_WR)
            for _ in range(REFUSED_READS):
                if not self.rfile.read1(READ_AT_ONCE):
                    break

    def _fail(self, fault: NetworkFault) -> None:
        self.close_connection = True
        if fault.kind in HELD:
            self.connection.settimeout(LONGEST_SILENCE)
            with suppress(TimeoutError):
                self.connection.recv(1)  # returns when the client or the server closes
        else:
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _ABORT)
            self.rfile.close()
            self.connection.close()

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Log nothing: what was asked is in ``account.calls``."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - Werkzeug's name
        """Log nothing: the client is told."""
