"""Network failures and slow answers on purpose, as a client of the server meets them."""

from __future__ import annotations

import threading
import time
from http.client import HTTPConnection, RemoteDisconnected
from typing import TYPE_CHECKING

import pytest

from mock_dnssec.faults.network import KINDS
from mock_dnssec.server import connections

from .support import ask_kms, run

if TYPE_CHECKING:
    from mock_dnssec import Account
    from mock_dnssec.server.listener import Server

AS_MET = {
    "ConnectTimeout": TimeoutError,
    "ReadTimeout": TimeoutError,
    "ConnectionReset": ConnectionResetError,
    "EndpointUnreachable": ConnectionResetError,
}
"""A connection that is accepted can only be silent, or reset."""


@pytest.mark.parametrize("kind", KINDS)
def test_kinds_of_failure(aws: Account, server: Server, kind: str) -> None:
    """The client is left without an answer, and the next request gets one."""
    aws.fail("ListKeys", kind)
    patience = 0.3 if AS_MET[kind] is TimeoutError else 10
    connection = HTTPConnection("127.0.0.1", server.port, timeout=patience)
    with pytest.raises(AS_MET[kind]) as caught:
        ask_kms(connection, "ListKeys")
    assert not isinstance(caught.value, RemoteDisconnected)
    connection.close()
    connection.timeout = 10
    assert ask_kms(connection, "ListKeys").status == 200
    connection.close()


def test_botocore_retries_over_the_network(aws: Account, server: Server) -> None:
    """A process whose connection is reset tries again, as it does with AWS."""
    aws.fail("ListKeys", "ConnectionReset")
    assert run("import boto3; print(boto3.client('kms').list_keys()['Keys'])", server) == "[]"
    assert [type(call.error).__name__ for call in aws.calls] == ["NetworkFault", "NoneType"]


def test_botocores_read_timeout(aws: Account, server: Server) -> None:
    """A process that is not answered raises its own exception."""
    aws.fail("ListKeys", "ReadTimeout")
    program = """
import boto3, botocore
config = botocore.config.Config(read_timeout=0.3, retries={"total_max_attempts": 1})
try:
    boto3.client("kms", config=config).list_keys()
except botocore.exceptions.ReadTimeoutError:
    print("gave up")
"""
    assert run(program, server) == "gave up"


def test_silence_has_an_end(
    aws: Account, connection: HTTPConnection, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server hangs up on a client that would wait forever."""
    monkeypatch.setattr(connections, "LONGEST_SILENCE", 0.2)
    aws.fail("ListKeys", "ReadTimeout")
    with pytest.raises(RemoteDisconnected):
        ask_kms(connection, "ListKeys")


def test_slow_answers(aws: Account, connection: HTTPConnection) -> None:
    """The answer comes when the delay is over."""
    aws.slow("ListKeys", 0.3)
    started = time.monotonic()
    assert ask_kms(connection, "ListKeys").status == 200
    assert time.monotonic() - started >= 0.3


def _asked_in_vain(server: Server, errors: list[Exception]) -> None:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
    try:
        ask_kms(connection, "ListKeys")
    except OSError as error:
        errors.append(error)
    finally:
        connection.close()


@pytest.mark.parametrize("fault", ["silence", "delay"])
def test_stopping_ends_silence_and_delays(aws: Account, fault: str) -> None:
    """A server that stops waits for nobody."""
    if fault == "silence":
        aws.fail("ListKeys", "ReadTimeout")
    else:
        aws.slow("ListKeys", 15)
    errors: list[Exception] = []
    started = time.monotonic()
    with aws.server() as server:
        client = threading.Thread(target=_asked_in_vain, args=(server, errors))
        client.start()
        while not aws.calls:
            time.sleep(0.01)
    client.join()
    assert time.monotonic() - started < 5
    assert len(errors) == (fault == "silence")


def test_an_operation_under_way_is_finished(aws: Account) -> None:
    """What has begun when the server stops is answered."""
    begun, may_end = threading.Event(), threading.Event()
    statuses: list[int] = []

    def hold(_: object) -> bool:
        begun.set()
        may_end.wait(10)
        return False

    def ask() -> None:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
        statuses.append(ask_kms(connection, "ListKeys").status)
        connection.close()

    aws.fail("ListKeys", "KMSInternalException", when=hold, unused=True)
    with aws.server() as server:
        client = threading.Thread(target=ask)
        client.start()
        assert begun.wait(10)
        threading.Timer(0.2, may_end.set).start()
    client.join()
    assert statuses == [200]
