"""Leaving restores exactly what was there."""

from __future__ import annotations

from typing import Any

import pytest
import requests
from botocore.endpoint import Endpoint

from mock_dnssec import mock_dnssec

from .support import MAKES, Network, endpoint_of

MAKE_REQUEST = Endpoint.make_request


class Wrapper:
    """Another library's session, which stands before the one that it found."""

    def __init__(self, session: Any) -> None:
        self.session = session
        self.requests: list[object] = []

    def send(self, request: Any) -> Any:
        """Pass a request on."""
        self.requests.append(request)
        return self.session.send(request)


@pytest.fixture
def client() -> Any:
    """Return a client with credentials that nobody else uses."""
    return MAKES["with credentials"]("kms")


def test_everything_is_put_back(client: Any) -> None:
    """botocore's method and the client's session are the very objects that they were."""
    session = endpoint_of(client).http_session
    with mock_dnssec():
        client.list_keys()

        assert Endpoint.make_request is not MAKE_REQUEST
        assert endpoint_of(client).http_session is not session
    assert Endpoint.make_request is MAKE_REQUEST
    assert endpoint_of(client).http_session is session


def test_an_exception_in_the_body(client: Any) -> None:
    """An exception passes, and all is put back."""
    session = endpoint_of(client).http_session
    with pytest.raises(client.exceptions.NotFoundException), mock_dnssec():
        client.describe_key(KeyId="11111111-2222-3333-4444-555555555555")

    assert Endpoint.make_request is MAKE_REQUEST
    assert endpoint_of(client).http_session is session


def test_only_the_last_to_leave_puts_back(client: Any) -> None:
    """While an outer activation lasts, an inner one's end changes nothing."""
    with mock_dnssec():
        with mock_dnssec():
            client.create_key()
        assert len(client.list_keys()["Keys"]) == 1

    assert Endpoint.make_request is MAKE_REQUEST


def test_an_account_is_not_seen_by_the_next(client: Any) -> None:
    """A client that outlives its account finds the next one empty."""
    with mock_dnssec():
        client.create_key()
    with mock_dnssec():
        assert client.list_keys()["Keys"] == []


def test_the_session_works_as_before(client: Any) -> None:
    """After the mock, a client sends where it did before."""
    network = Network()
    endpoint_of(client).http_session = network
    with mock_dnssec():
        client.list_keys()
    client.list_keys()

    assert [request.url for request in network.requests] == ["https://kms.us-east-1.amazonaws.com/"]


def test_a_session_that_was_wrapped_before(client: Any) -> None:
    """What another library has put before the session stays there."""
    endpoint = endpoint_of(client)
    endpoint.http_session = wrapper = Wrapper(endpoint.http_session)
    with mock_dnssec():
        client.list_keys()

    assert endpoint.http_session is wrapper
    assert wrapper.requests == []


def test_a_session_that_is_wrapped_inside(client: Any) -> None:
    """What another library puts before the mock's stand-in works, and stays, and lets through."""
    network, endpoint = Network(), endpoint_of(client)
    endpoint.http_session = network
    with mock_dnssec():
        client.list_keys()
        endpoint.http_session = wrapper = Wrapper(endpoint.http_session)
        client.create_key()
        assert len(client.list_keys()["Keys"]) == 1
    client.list_keys()

    assert endpoint.http_session is wrapper
    assert len(network.requests) == 1


def test_a_stand_in_that_another_library_kept(client: Any) -> None:
    """A stand-in that comes back after its mock has gone does not answer for the next one."""
    network, endpoint = Network(), endpoint_of(client)
    endpoint.http_session = network
    with mock_dnssec():
        client.create_key()
        endpoint.http_session = wrapper = Wrapper(endpoint.http_session)
    assert endpoint.http_session is wrapper
    endpoint.http_session = wrapper.session
    with mock_dnssec() as account:
        assert client.list_keys()["Keys"] == []
        assert len(account.calls) == 1
    client.list_keys()

    assert len(network.requests) == 1


def test_a_session_can_be_used_through_the_stand_in(client: Any) -> None:
    """What a client asks of its session besides sending is still the session's to answer."""
    closed = []
    network: Any = Network()
    network.close = lambda: closed.append(True)
    endpoint_of(client).http_session = network
    with mock_dnssec():
        client.list_keys()
        client.close()

    assert closed == [True]


def test_another_library_that_leaves_before(monkeypatch: pytest.MonkeyPatch) -> None:
    """What took the place of requests' method before the mock did, and left it, stays away."""
    original = requests.Session.get_adapter
    monkeypatch.setattr(requests.Session, "get_adapter", lambda *_: None)
    mock_dnssec.start()
    monkeypatch.undo()
    mock_dnssec.stop()

    assert requests.Session.get_adapter is original


def test_another_library_that_leaves_after(monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes the place of requests' method inside the mock keeps it, and lets go of ours."""
    monkeypatch.setattr(requests.Session, "get_adapter", requests.Session.get_adapter)
    with pytest.MonkeyPatch.context() as other:
        with mock_dnssec():
            other.setattr(requests.Session, "get_adapter", lambda *_: None)
        assert requests.Session().get_adapter("https://example.com") is None

    adapter = requests.Session().get_adapter("https://kms.us-east-1.amazonaws.com")
    assert isinstance(adapter, requests.adapters.HTTPAdapter)
