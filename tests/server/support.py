"""Requests and clients as the tests of the server need them."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any, NamedTuple
from xml.etree import ElementTree

if TYPE_CHECKING:
    from http.client import HTTPConnection

    from mock_dnssec.server.listener import Server

NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/"


class Answer(NamedTuple):
    """What a raw client gets."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def json(self) -> Any:
        """The document in JSON."""
        return json.loads(self.body)

    def text(self, path: str) -> str:
        """The text of an element of the document in Route 53's XML."""
        steps = "/".join(f"{{{NAMESPACE}}}{step}" for step in path.split("/"))
        found = ElementTree.fromstring(self.body).findtext(steps)
        assert found is not None, self.body
        return found


def ask(
    connection: HTTPConnection,
    method: str,
    path: str,
    body: bytes | str = b"",
    headers: dict[str, str] | None = None,
) -> Answer:
    """Send a request that nobody has signed, and return the answer."""
    connection.request(method, path, body or None, headers or {})
    response = connection.getresponse()
    return Answer(response.status, dict(response.headers), response.read())


def ask_kms(
    connection: HTTPConnection,
    operation: str,
    headers: dict[str, str] | None = None,
    **parameters: Any,
) -> Answer:
    """Ask KMS in JSON."""
    target = {"X-Amz-Target": f"TrentService.{operation}", **(headers or {})}
    return ask(connection, "POST", "/", json.dumps(parameters), target)


def signed_by(access_key: str, region: str = "us-east-1", service: str = "kms") -> dict[str, str]:
    """Return the header of a request that is signed, as far as a server looks at it."""
    scope = f"{access_key}/20250101/{region}/{service}/aws4_request"
    signature = f"Credential={scope}, SignedHeaders=host, Signature=0"
    return {"Authorization": f"AWS4-HMAC-SHA256 {signature}"}


def run(program: str, server: Server) -> str:
    """Run a Python program as a process of its own, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-c", program],
        env=server.environ,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def exchange(server: Server, sent: bytes, *, finish: bool = False) -> bytes:
    """Send octets on a connection of their own, and return all that comes until it is closed.

    ``finish``: say that nothing more will come.
    """
    received = b""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        with suppress(OSError):  # the server may have refused the first of them already
            connection.sendall(sent)
            if finish:
                connection.shutdown(socket.SHUT_WR)
        while octets := connection.recv(65536):
            received += octets
    return received
