"""Any thread's calls are answered, and none is lost."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier
from typing import Any, TypeVar

import pytest
from botocore.endpoint import Endpoint
from botocore.exceptions import ClientError, EndpointConnectionError

from mock_dnssec import Account, mock_dnssec

from .support import MAKES, endpoint_of, with_config

THREADS = 8
CALLS = 10

T = TypeVar("T")


@pytest.fixture(autouse=True)
def _busy_threads() -> Iterator[None]:
    """Let threads interrupt each other far more often than they would."""
    interval = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(interval)


def in_threads(action: Callable[[int], T]) -> list[T]:
    """Return what ``action`` returns in eight threads that start it at the same moment."""
    barrier = Barrier(THREADS)

    def started(number: int) -> T:
        barrier.wait()
        return action(number)

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(started, range(THREADS)))


@pytest.fixture(params=["one client", "a client each"])
def clients(request: pytest.FixtureRequest) -> Callable[[str], list[Any]]:
    """Return a function that gives each thread its client of a service."""
    make = MAKES["botocore session"]

    def clients(service: str) -> list[Any]:
        if request.param == "one client":
            return [make(service)] * THREADS
        return [make(service) for _ in range(THREADS)]

    return clients


def test_eight_threads(clients: Callable[[str], list[Any]], connections: list[object]) -> None:
    """Eight threads on an account that nobody has used yet get all that they create."""
    kms, route53 = clients("kms"), clients("route53")
    sessions = [endpoint_of(client).http_session for client in kms + route53]

    def work(number: int) -> None:
        for turn in range(CALLS):
            name = f"{number}-{turn}"
            route53[number].create_hosted_zone(Name=f"{name}.com", CallerReference=name)
            key = kms[number].create_key(Description=name)["KeyMetadata"]
            found = kms[number].describe_key(KeyId=key["KeyId"])["KeyMetadata"]
            assert found["Description"] == name

    with mock_dnssec() as account:
        in_threads(work)
        zones = route53[0].get_hosted_zone_count()["HostedZoneCount"]
        keys = kms[0].list_keys(Limit=1000)["Keys"]

    assert zones == len(keys) == THREADS * CALLS
    assert len(account.calls) == THREADS * CALLS * 3 + 2
    assert connections == []
    assert [endpoint_of(client).http_session for client in kms + route53] == sessions


def test_a_backend_is_made_once() -> None:
    """Threads that ask for a service at the same moment get the same one."""
    accounts = [Account() for _ in range(100)]

    def backends(_: int) -> list[object]:
        return [one.backend(name, "us-east-1") for one in accounts for name in ("kms", "route53")]

    made = in_threads(backends)

    assert all(found == made[0] for found in made)


def test_no_request_id_twice(aws: Account) -> None:
    """Calls in eight threads at once have request ids of their own."""
    client = MAKES["botocore session"]("kms")

    def ids(_: int) -> list[str]:
        return [client.list_keys()["ResponseMetadata"]["RequestId"] for _ in range(CALLS)]

    assert len({one for found in in_threads(ids) for one in found}) == THREADS * CALLS


def test_faults_strike_as_often_as_told(aws: Account) -> None:
    """A fault for some calls strikes that many, whichever threads they come from."""
    aws.fail("ListKeys", "KMSInternalException", times=7, after=5)
    client = with_config(retries={"mode": "standard", "total_max_attempts": 1})("kms")

    def work(_: int) -> None:
        for _ in range(CALLS):
            with suppress(ClientError):
                client.list_keys()

    in_threads(work)

    assert len([call for call in aws.calls if call.error]) == 7


def test_a_call_under_way_when_the_mock_is_left(connections: list[Any], naps: list[float]) -> None:
    """A call that a thread has begun when the mock is left goes to no host that exists."""
    client = MAKES["with credentials"]("kms")
    session = endpoint_of(client).http_session

    def leave(**_: object) -> None:
        client.meta.events.unregister("before-send.kms", leave)
        mock_dnssec.stop()

    client.meta.events.register("before-send.kms", leave)
    mock_dnssec.start()
    with pytest.raises(EndpointConnectionError, match=r"mock-dnssec\.invalid"):
        client.list_keys()

    assert all(arguments[0].endswith(".invalid") for arguments in connections)
    assert endpoint_of(client).http_session is session


def test_a_call_that_comes_late_leaves_no_stand_in(
    monkeypatch: pytest.MonkeyPatch, connections: list[Any], naps: list[float]
) -> None:
    """A thread that enters the mock's hook after the mock was left leaves no trace of it."""
    client = MAKES["botocore session"]("kms")
    session = endpoint_of(client).http_session
    with mock_dnssec():
        hook = Endpoint.make_request
    with monkeypatch.context() as late:
        late.setattr(Endpoint, "make_request", hook)
        with pytest.raises(EndpointConnectionError, match=r"mock-dnssec\.invalid"):
            client.list_keys()

    assert endpoint_of(client).http_session is session
