"""A DNS server on loopback that answers for the whole small internet of an account."""

from __future__ import annotations

import socket
import socketserver
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, cast

from mock_dnssec.dnssec.packets import respond

if TYPE_CHECKING:
    from mock_dnssec.dnssec.internet import Internet

LOOPBACK = "127.0.0.1"

_IDLE = 5.0
"""Seconds that a TCP connection may say nothing (RFC 7766 section 6.2.3)."""


class DnsServer:
    """A name server for ``dig``, ``delv`` and validating resolvers: UDP and TCP on one port.

    It listens from the moment it is made until it is closed, at the latest when a ``with`` block
    ends. ``port`` 0 takes a free one.
    """

    def __init__(self, internet: Internet, port: int = 0) -> None:
        self.host = LOOPBACK
        self._servers = _bound(internet, port)
        self.port = int(self._servers[0].server_address[1])
        self._threads = [
            threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
            for server in self._servers
        ]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """Stop listening, and hang up on whoever is still connected."""
        for server in self._servers:
            server.shutdown()
        for thread in self._threads:
            thread.join()
        for server in self._servers:
            server.server_close()

    def __enter__(self) -> DnsServer:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


class _Udp(socketserver.ThreadingUDPServer):
    max_packet_size = 65535

    def __init__(self, internet: Internet, port: int) -> None:
        self.internet = internet
        super().__init__((LOOPBACK, port), _Datagram)


class _Datagram(socketserver.BaseRequestHandler):
    def handle(self) -> None:
        packet, sender = self.request
        answer = respond(cast("_Udp", self.server).internet, packet, over_udp=True)
        if answer is not None:
            sender.sendto(answer, self.client_address)


class _Tcp(socketserver.ThreadingTCPServer):
    allow_reuse_address = True

    def __init__(self, internet: Internet, port: int) -> None:
        self.internet = internet
        self.connections: set[socket.socket] = set()
        super().__init__((LOOPBACK, port), _Stream)

    def server_close(self) -> None:
        for connection in tuple(self.connections):
            with suppress(OSError):  # who asked may have hung up just now
                connection.shutdown(socket.SHUT_RDWR)
        super().server_close()


class _Stream(socketserver.StreamRequestHandler):
    """A connection: messages one after another, each behind its length (RFC 1035 section 4.2.2)."""

    timeout = _IDLE
    server: _Tcp

    def setup(self) -> None:
        super().setup()
        self.server.connections.add(self.connection)

    def handle(self) -> None:
        try:
            while packet := self._read():
                answer = respond(self.server.internet, packet, over_udp=False)
                if answer is not None:
                    self.wfile.write(len(answer).to_bytes(2, "big") + answer)
        except OSError:
            return  # who asked has hung up, or has said nothing for too long

    def finish(self) -> None:
        self.server.connections.discard(self.connection)
        super().finish()

    def _read(self) -> bytes:
        length = int.from_bytes(self.rfile.read(2), "big")
        packet = self.rfile.read(length)
        return packet if len(packet) == length else b""


def _bound(internet: Internet, port: int) -> tuple[_Udp, _Tcp]:
    """Return servers for UDP and TCP on one port, whichever is free for both if it is 0."""
    while True:
        tcp = _Tcp(internet, port)
        try:
            return _Udp(internet, int(tcp.server_address[1])), tcp
        except OSError:
            tcp.server_close()
            if port:
                raise
