"""Connections: kept, slow, half-sent, oversized, malformed; the server is alive after all."""

from __future__ import annotations

import json
import random
import socket
import ssl
import time
from contextlib import closing, suppress
from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest

from mock_dnssec.server.connections import LARGEST_BODY, Connection

from .support import ask, ask_kms, exchange

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mock_dnssec import Account
    from mock_dnssec.server.listener import Server

CREATE_KEY = b"POST / HTTP/1.1\r\nHost: x\r\nX-Amz-Target: TrentService.CreateKey\r\n"


@pytest.fixture(autouse=True)
def _untouched(aws: Account, server: Server) -> Iterator[None]:
    """After each test the server answers a new client, and nothing that was refused has changed."""
    yield
    with closing(HTTPConnection("127.0.0.1", server.port, timeout=10)) as connection:
        listed = ask_kms(connection, "ListKeys").json["Keys"]
    created = [call for call in aws.calls.to("CreateKey") if call.result]
    assert len(listed) == len(created)


def test_a_connection_is_kept(connection: HTTPConnection) -> None:
    """One connection carries all requests, after a refusal too."""
    connection.connect()
    own_port = connection.sock.getsockname()[1]
    for operation in ("CreateKey", "MakeCoffee", "ListKeys"):
        ask_kms(connection, operation)
        assert connection.sock.getsockname()[1] == own_port


def test_requests_may_follow_each_other_at_once(server: Server) -> None:
    """Pipelined requests are answered in order."""
    one = b"GET /_mock_dnssec/health HTTP/1.1\r\nHost: x\r\n"
    received = exchange(server, one + b"\r\n" + one + b"Connection: close\r\n\r\n")
    assert received.count(b"HTTP/1.1 200 OK") == 2


@pytest.mark.parametrize("version", [b" HTTP/1.0", b""])
def test_older_versions_of_http(server: Server, version: bytes) -> None:
    """A client of old gets its answer, and the connection is closed."""
    asked = b"GET /_mock_dnssec/health" + version + b"\r\n\r\n"
    assert b'"status": "ready"' in exchange(server, asked)


def test_the_absolute_form(server: Server) -> None:
    """A client that takes the server for a proxy names the host in the request line."""
    asked = b"GET http://route53.amazonaws.com/_mock_dnssec/health HTTP/1.0\r\n\r\n"
    assert b'"status": "ready"' in exchange(server, asked)


def test_expect_100_continue(aws: Account, server: Server) -> None:
    """A client that asks first is told once to go on."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as client:
        client.sendall(CREATE_KEY + b"Content-Length: 2\r\nExpect: 100-continue\r\n\r\n")
        assert client.recv(100) == b"HTTP/1.1 100 Continue\r\n\r\n"
        client.sendall(b"{}")
        assert client.recv(100).startswith(b"HTTP/1.1 200 OK\r\n")
    assert len(aws.calls.to("CreateKey")) == 1


def test_chunked_bodies(connection: HTTPConnection) -> None:
    """A body may come in chunks, and the connection stays in step."""
    headers = {"X-Amz-Target": "TrentService.CreateKey"}
    for _ in range(2):
        chunks = iter([b'{"Descr', b'iption": "in', b' chunks"}'])
        connection.request("POST", "/", chunks, headers)
        document = json.loads(connection.getresponse().read())
        assert document["KeyMetadata"]["Description"] == "in chunks"


def test_a_slow_client(aws: Account, server: Server) -> None:
    """A request that comes in crumbs is answered."""
    request = CREATE_KEY + b"Content-Length: 2\r\nConnection: close\r\n\r\n{}"
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as client:
        for start in range(0, len(request), 10):
            client.sendall(request[start : start + 10])
            time.sleep(0.01)
        assert client.recv(100).startswith(b"HTTP/1.1 200 OK\r\n")
    assert len(aws.calls) == 1


HALF_SENT = {
    "nothing": b"",
    "a word": b"POS",
    "a line": b"POST / HTTP/1.1\r\n",
    "headers": CREATE_KEY,
    "half a body": CREATE_KEY + b"Content-Length: 20\r\n\r\n{}",
    "half a chunk": CREATE_KEY + b"Transfer-Encoding: chunked\r\n\r\n5\r\n{}",
    "a chunk": CREATE_KEY + b"Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n",
}


@pytest.mark.parametrize("sent", HALF_SENT.values(), ids=HALF_SENT)
def test_what_is_cut_off(aws: Account, server: Server, sent: bytes) -> None:
    """A request that ends before its end is never performed."""
    received = exchange(server, sent, finish=True)
    assert received == b"" or received.startswith(b"HTTP/1.1 400 ")
    assert len(aws.calls) == 0


@pytest.mark.parametrize("sent", HALF_SENT.values(), ids=HALF_SENT)
def test_what_stays_half_sent(
    aws: Account, server: Server, monkeypatch: pytest.MonkeyPatch, sent: bytes
) -> None:
    """The server gives up waiting for the rest."""
    monkeypatch.setattr(Connection, "timeout", 0.2)
    received = exchange(server, sent)
    assert received == b"" or received.startswith((b"HTTP/1.1 408 ", b"HTTP/1.1 400 "))
    assert len(aws.calls) == 0


MALFORMED = {
    "no HTTP": (b"hello\r\n\r\n", 400),
    "another version": (b"GET / HTTP/3.7\r\n\r\n", 505),
    "a version that is none": (b"GET / HTTP/x.y\r\n\r\n", 400),
    "too many words": (b"GET / and more HTTP/1.1\r\n\r\n", 400),
    "a long line": (b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n", 414),
    "a long header": (b"GET / HTTP/1.1\r\nX: " + b"x" * 70_000 + b"\r\n\r\n", 431),
    "many headers": (b"GET / HTTP/1.1\r\n" + b"X: y\r\n" * 200 + b"\r\n", 431),
    "no URI": (b"GET http://[ HTTP/1.1\r\n\r\n", 400),
    "a length that is none": (CREATE_KEY + b"Content-Length: two\r\n\r\n{}", 400),
    "a length without end": (CREATE_KEY + b"Content-Length: " + b"9" * 5000 + b"\r\n\r\n{}", 400),
    "a negative length": (CREATE_KEY + b"Content-Length: -2\r\n\r\n{}", 400),
    "two lengths": (CREATE_KEY + b"Content-Length: 2\r\nContent-Length: 9\r\n\r\n{}", 400),
    "a long body": (CREATE_KEY + b"Content-Length: 99999999999\r\n\r\n{}", 413),
    "a long body that asks": (
        CREATE_KEY + b"Content-Length: 99999999999\r\nExpect: 100-continue\r\n\r\n",
        413,
    ),
    "chunks that are none": (CREATE_KEY + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n{}\r\n", 400),
    "another encoding": (CREATE_KEY + b"Transfer-Encoding: gzip\r\n\r\n{}", 501),
    "HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
}


@pytest.mark.parametrize(("sent", "status"), MALFORMED.values(), ids=MALFORMED)
def test_what_is_malformed(
    aws: Account, server: Server, monkeypatch: pytest.MonkeyPatch, sent: bytes, status: int
) -> None:
    """A clear error in plain text, and the connection is closed."""
    monkeypatch.setattr("mock_dnssec.server.connections.LINGER", 0.1)
    received = exchange(server, sent)
    headers, _, body = received.partition(b"\r\n\r\n")
    assert headers.startswith(f"HTTP/1.1 {status} ".encode()), received
    assert b"Content-Type: text/plain" in headers
    assert b"Connection: close" in headers
    assert body.startswith(str(status).encode())
    assert len(aws.calls) == 0


@pytest.mark.parametrize("chunked", [False, True])
def test_an_oversized_body(aws: Account, connection: HTTPConnection, chunked: bool) -> None:
    """A client that sends it all the same reads the refusal."""
    body = b"x" * (LARGEST_BODY + 1)
    headers = {"X-Amz-Target": "TrentService.CreateKey"}
    connection.request("POST", "/", iter([body]) if chunked else body, headers)
    response = connection.getresponse()
    assert response.status == 413
    assert response.read().startswith(b"413 ")
    assert len(aws.calls) == 0


def test_the_largest_body(connection: HTTPConnection) -> None:
    """What is within the limit is read, and refused in KMS's words."""
    answer = ask_kms(connection, "CreateKey", Description="x" * (LARGEST_BODY - 100))
    assert answer.json["__type"] == "ValidationException"


def test_a_long_form(connection: HTTPConnection) -> None:
    """A form with more items than any caller would have is refused as soon as it is read."""
    items = "".join(f"&Tags.member.{number}.Key=k" for number in range(1, 10_000))
    answer = ask(connection, "POST", "/", f"Action=AssumeRole&Version=2011-06-15{items}")
    assert answer.status == 400
    assert b"<Code>ValidationError</Code>" in answer.body


def test_https_on_a_port_of_http(server: Server) -> None:
    """A client that speaks TLS fails at once."""
    context = ssl.create_default_context()
    started = time.monotonic()
    with (
        socket.create_connection(("127.0.0.1", server.port), timeout=10) as plain,
        pytest.raises((ssl.SSLError, ConnectionError)),
        context.wrap_socket(plain, server_hostname="localhost"),
    ):
        pass
    assert time.monotonic() - started < 5


def test_garbage(aws: Account, server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever octets come: an error or a closed connection."""
    monkeypatch.setattr("mock_dnssec.server.connections.LINGER", 0.05)
    octets = random.Random(53)
    for length in (1, 10, 100, 1000, 100_000):
        for _ in range(3):
            received = exchange(server, octets.randbytes(length), finish=True)
            assert b"HTTP/1.1 2" not in received
    assert len(aws.calls) == 0


def test_a_client_that_leaves_before_its_answer(
    aws: Account, server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    """Nobody hears of it, and nothing is printed."""
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", server.port), timeout=10) as client:
            client.sendall(CREATE_KEY + b"Content-Length: 2\r\n\r\n{}")
            client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
    deadline = time.monotonic() + 10
    while len(aws.calls.to("CreateKey")) < 20 and time.monotonic() < deadline:
        time.sleep(0.01)
    assert capfd.readouterr().err == ""


def test_a_defect_is_reported(
    aws: Account,
    connection: HTTPConnection,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """The client gets a 500, and the traceback is printed where the server runs."""

    def broken(*_: object) -> None:
        raise ZeroDivisionError("a defect")

    monkeypatch.setattr("mock_dnssec.raw_requests.dispatch", broken)
    answer = ask_kms(connection, "ListKeys")
    assert answer.status == 500
    assert b"defect of mock_dnssec" in answer.body
    assert "ZeroDivisionError: a defect" in capfd.readouterr().err
    monkeypatch.undo()
    connection.close()


def test_nothing_but_one_address_is_listened_on(server: Server) -> None:
    """Another address, even one of the loopback, is refused."""
    assert server.endpoint == f"http://127.0.0.1:{server.port}"
    with socket.socket() as probe:
        probe.settimeout(1)
        assert probe.connect_ex(("127.0.0.2", server.port)) != 0


def _has_ipv6() -> bool:
    with suppress(OSError), socket.create_server(("::1", 0), family=socket.AF_INET6):
        return True
    return False


@pytest.mark.skipif(not _has_ipv6(), reason="This machine has no IPv6")
def test_ipv6(aws: Account) -> None:
    """An address of IPv6 is one that may be asked for, too."""
    with aws.server(host="::1") as server:
        assert server.endpoint == f"http://[::1]:{server.port}"
        with closing(HTTPConnection("::1", server.port, timeout=10)) as connection:
            assert ask(connection, "GET", "/_mock_dnssec/health").status == 200
