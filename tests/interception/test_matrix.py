"""Every make of client, made before or after activation, in every surrounding: all are mocked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from importlib.util import find_spec
from typing import Any

import pytest
from botocore.endpoint import Endpoint

from mock_dnssec import Account, mock_dnssec

from .support import MAKES, endpoint_of

MAKE_REQUEST = Endpoint.make_request


@contextmanager
def nested() -> Iterator[Account]:
    """Turn the mock on inside the mock."""
    with mock_dnssec(), mock_dnssec() as account:
        yield account


SURROUNDINGS: dict[str, Callable[[], AbstractContextManager[Account]]] = {
    "alone": mock_dnssec,
    "in another mock": nested,
}
if find_spec("moto"):  # moto needs a newer botocore than the oldest that is supported
    from .beside_moto import moto_inside, moto_outside

    SURROUNDINGS |= {"in moto": moto_outside, "around moto": moto_inside}


@cache
def made_before(make: str) -> tuple[Any, Any]:
    """Return clients that were made when no mock was on, and have served under others since."""
    return MAKES[make]("kms"), MAKES[make]("route53")


def made_after(make: str) -> tuple[Any, Any]:
    """Return clients that are made now."""
    return MAKES[make]("kms"), MAKES[make]("route53")


@pytest.mark.parametrize("surrounding", SURROUNDINGS)
@pytest.mark.parametrize("moment", [made_before, made_after])
@pytest.mark.parametrize("make", MAKES)
def test_every_client_is_mocked(
    make: str,
    moment: Callable[[str], tuple[Any, Any]],
    surrounding: str,
    connections: list[object],
) -> None:
    """Whoever made a client, how and when, its calls reach the account and never the network."""
    made_before(make)
    with SURROUNDINGS[surrounding]() as account:
        clients = moment(make)
        kms, route53 = clients
        key_id = kms.create_key()["KeyMetadata"]["KeyId"]
        route53.create_hosted_zone(Name="example.com", CallerReference="1")
        other_thread = threading.Thread(target=kms.describe_key, kwargs={"KeyId": key_id})
        other_thread.start()
        other_thread.join()
        sessions = [endpoint_of(client).http_session for client in clients]

    assert [(call.service, call.operation) for call in account.calls] == [
        ("kms", "CreateKey"),
        ("route53", "CreateHostedZone"),
        ("kms", "DescribeKey"),
    ]
    assert account.calls[2].error is None
    assert connections == []
    assert Endpoint.make_request is MAKE_REQUEST
    assert [endpoint_of(client).http_session for client in clients] == [
        session.session for session in sessions
    ]
