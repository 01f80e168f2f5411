"""Fixtures for the tests of the server."""

from __future__ import annotations

from http.client import HTTPConnection
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mock_dnssec import Account
    from mock_dnssec.server.listener import Server


@pytest.fixture
def server(aws: Account) -> Iterator[Server]:
    """A server of the account of one test."""
    with aws.server() as server:
        yield server


@pytest.fixture
def connection(server: Server) -> Iterator[HTTPConnection]:
    """A connection to it, which is kept from request to request."""
    connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
    yield connection
    connection.close()
