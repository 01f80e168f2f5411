"""The mock as a server, for whatever is not botocore in this process: shells, tools, languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import MockUsageError

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.server.listener import Server

LOOPBACK = "127.0.0.1"


def server_of(account: Account, host: str = LOOPBACK, port: int = 0) -> Server:
    """Return the server that will answer for ``account``, and for the other accounts of its world.

    Raises OSError for an address or a port that cannot be had, MockUsageError for no address, which
    would be all of them, and where Werkzeug is not installed.
    """
    if not host:
        raise MockUsageError(f"A server listens on an address such as {LOOPBACK}, not on {host!r}.")
    try:
        from mock_dnssec.server.listener import Server
    except ModuleNotFoundError as missing:
        if not (missing.name or "").startswith("werkzeug"):
            raise
        raise MockUsageError(
            "The server needs Werkzeug: pip install 'mock-dnssec[server]'"
        ) from missing
    return Server(account, host, port)
