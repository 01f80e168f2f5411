"""The user's own mocks of ``responses`` around the mock and inside it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
import requests
import responses
from requests.adapters import HTTPAdapter
from responses.matchers import header_matcher, query_param_matcher
from responses.registries import OrderedRegistry

from mock_dnssec import Account, UnmockedServiceError, mock_dnssec

from .signing import KMS, ask_kms, presigned

Both = Callable[..., AbstractContextManager[tuple[Account, responses.RequestsMock]]]

SEND = HTTPAdapter.send
GET_ADAPTER = requests.Session.get_adapter
OTHERS = "https://example.com/"


@contextmanager
def around(mock: responses.RequestsMock) -> Iterator[tuple[Account, responses.RequestsMock]]:
    """Turn the user's mock on, and then ours."""
    with mock, mock_dnssec() as account:
        yield account, mock


@contextmanager
def inside(mock: responses.RequestsMock) -> Iterator[tuple[Account, responses.RequestsMock]]:
    """Turn our mock on, and then the user's."""
    with mock_dnssec() as account, mock:
        yield account, mock


@contextmanager
def interleaved(mock: responses.RequestsMock) -> Iterator[tuple[Account, responses.RequestsMock]]:
    """Turn our mock on, then the user's, and ours off before it."""
    account = mock_dnssec.start()
    mock.start()
    try:
        yield account, mock
    finally:
        mock_dnssec.stop()
        mock.stop()


@pytest.fixture(params=[around, inside, interleaved])
def both(request: pytest.FixtureRequest) -> Iterator[Both]:
    """Return a context manager of both mocks, and see that nothing is left of them."""
    yield request.param
    assert HTTPAdapter.send is SEND
    assert requests.Session.get_adapter is GET_ADAPTER


def users_mock(**options: Any) -> responses.RequestsMock:
    """Return a mock with a response for a host that is not AWS's."""
    mock = responses.RequestsMock(assert_all_requests_are_fired=False, **options)
    mock.get(OTHERS, json={"whose": "the user's"})
    return mock


def test_each_answers_its_own(both: Both, connections: list[object]) -> None:
    """KMS is ours, what is registered is the user's, and the rest is refused by ``responses``."""
    with both(users_mock()) as (account, mock):
        assert ask_kms("CreateKey").ok
        assert requests.get(OTHERS, timeout=9).json() == {"whose": "the user's"}
        with pytest.raises(requests.exceptions.ConnectionError, match="by Responses"):
            requests.get("https://example.org/", timeout=9)

        assert [call.operation for call in account.calls] == ["CreateKey"]
        assert [call.request.url for call in mock.calls] == [OTHERS, "https://example.org/"]
    assert connections == []


def test_a_registration_for_aws_wins(both: Both) -> None:
    """What a user has registered for a URL of AWS answers it, in each of its forms."""
    mock = users_mock()
    mock.post(KMS, json={"whose": "the user's"}, match=[header_matcher({"X-Amz-Target": "T.x"})])
    mock.get(re.compile("https://s3.*"), body=b"content")
    mock.get(
        "https://route53.amazonaws.com/2013-04-01/hostedzone",
        body="<users/>",
        match=[query_param_matcher({"maxitems": "1"}, strict_match=False)],
    )
    with both(mock) as (account, _):
        target = {"X-Amz-Target": "T.x"}
        assert requests.post(KMS, headers=target, timeout=9).json() == {"whose": "the user's"}
        assert ask_kms("ListKeys").json() == {"Keys": [], "Truncated": False}
        assert requests.get("https://s3.us-east-1.amazonaws.com/b/k", timeout=9).text == "content"
        with_limit = presigned("route53", "list_hosted_zones", MaxItems="1")
        assert requests.get(with_limit, timeout=9).text == "<users/>"
        assert "HostedZones" in requests.get(presigned("route53", "list_hosted_zones")).text

        assert [call.operation for call in account.calls] == ["ListKeys", "ListHostedZones"]


def test_registrations_in_order(both: Both) -> None:
    """Calls that are ours are no steps in an order that the user expects."""
    mock = users_mock(registry=OrderedRegistry)
    mock.post(KMS, json={"step": 2})
    with both(mock):
        assert requests.get(OTHERS, timeout=9).ok
        assert requests.get(presigned("sts", "get_caller_identity"), timeout=9).ok
        assert ask_kms("ListKeys").json() == {"step": 2}
        assert ask_kms("ListKeys").json() == {"Keys": [], "Truncated": False}


LETS_PASS: list[Callable[[responses.RequestsMock], object]] = [
    lambda mock: mock.add_passthru("https://"),
    lambda mock: [
        mock.add(responses.PassthroughResponse(method, re.compile("^https://(?!example.com)")))
        for method in ("GET", "POST")
    ],
]


@pytest.mark.parametrize("lets_pass", LETS_PASS, ids=["add_passthru", "PassthroughResponse"])
def test_what_the_user_lets_pass(
    both: Both, lets_pass: Callable[[responses.RequestsMock], object], connections: list[object]
) -> None:
    """Letting pass is about other hosts: what a user lets pass to AWS is answered or refused."""
    mock = users_mock()
    lets_pass(mock)
    with both(mock):
        assert ask_kms("ListKeys").ok
        with pytest.raises(UnmockedServiceError, match="was about to reach s3"):
            requests.get("https://s3.us-east-1.amazonaws.com/", timeout=9)
        assert connections == []
        with pytest.raises(requests.exceptions.ConnectionError):
            requests.get("https://example.org/", timeout=9)
    assert connections != []


def test_calls_that_must_be_made() -> None:
    """A mock that asserts that all was asked for does so."""
    mock = users_mock()
    mock.assert_all_requests_are_fired = True
    with mock_dnssec(), pytest.raises(AssertionError, match="Not all requests have been"), mock:
        ask_kms("ListKeys")


def ask_both() -> tuple[bool, int]:
    """Return whether KMS answers, and what the default mock's registration does."""
    responses.get(OTHERS, status=204)
    return ask_kms("CreateKey").ok, requests.get(OTHERS, timeout=9).status_code


@pytest.mark.parametrize(
    "work",
    [mock_dnssec(responses.activate(ask_both)), responses.activate(mock_dnssec(ask_both))],
    ids=["mock outside", "responses outside"],
)
def test_decorators_in_both_orders(work: Callable[[], tuple[bool, int]]) -> None:
    """``@responses.activate`` and ``@mock_dnssec`` go together in either order."""
    assert work() == (True, 204)
    assert (HTTPAdapter.send, requests.Session.get_adapter) == (SEND, GET_ADAPTER)


def test_the_users_mock_outlives_ours() -> None:
    """After the mock, a user's mock around it is as it was."""
    with users_mock() as mock:
        with mock_dnssec():
            ask_kms("ListKeys")
        assert requests.get(OTHERS, timeout=9).ok
        with pytest.raises(requests.exceptions.ConnectionError, match="by Responses"):
            ask_kms("ListKeys")

        assert len(mock.calls) == 2
