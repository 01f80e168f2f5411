"""The command ``mock-dnssec``, or ``python -m mock_dnssec``."""

from __future__ import annotations

import argparse
import signal
import sys
import time
from typing import TYPE_CHECKING, Any, NoReturn

from mock_dnssec import __version__
from mock_dnssec.errors import MockUsageError
from mock_dnssec.server import LOOPBACK, server_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.server.listener import Server

DEFAULT_PORT = 8053
HIGHEST_PORT = 65535

WAKE = 0.1
"""In seconds: a signal may reach a thread that answers, and this one sees it when it wakes."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Serve until SIGINT or SIGTERM; exits with 2 for options that make no sense."""
    parser = _parser()
    asked = parser.parse_args(arguments)
    try:
        server = _server(asked)
    except (MockUsageError, OSError) as error:
        parser.error(str(error))
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, _exit)
    with server:
        print(f"mock_dnssec is ready on {server.endpoint}", flush=True)  # noqa: T201 - whoever started it waits for this
        while True:
            time.sleep(WAKE)


def _exit(*_: object) -> NoReturn:
    sys.exit(0)


def _server(asked: argparse.Namespace) -> Server:
    from mock_dnssec.account import Account
    from mock_dnssec.accounts import Accounts
    from mock_dnssec.options import Options
    from mock_dnssec.server.unread_calls import UnreadCalls

    options = Options(
        account_id=asked.account_id,
        seed=int(asked.seed) if asked.seed and asked.seed.isdecimal() else asked.seed,
        propagation=asked.propagation,
        accounts=dict(asked.account),
    )
    account = Account(options, accounts=Accounts(options, UnreadCalls()))
    return server_of(account, asked.host, asked.port)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="mock-dnssec", description="KMS, Route 53, Route 53 Domains and STS in memory."
    )
    parser.add_argument("--version", action="version", version=__version__)
    serve = parser.add_subparsers(required=True, metavar="serve").add_parser(
        "serve", help="answer on one port, until SIGINT or SIGTERM"
    )
    for name, option in OPTIONS.items():
        serve.add_argument(name, **option)
    return parser


def _port(text: str) -> int:
    if not (text.isdecimal() and int(text) <= HIGHEST_PORT):
        raise argparse.ArgumentTypeError(f"{text!r} is not a port, 0 to {HIGHEST_PORT}")
    return int(text)


def _access_key_and_account(text: str) -> tuple[str, str]:
    access_key, equals, account_id = text.partition("=")
    if not equals:
        raise argparse.ArgumentTypeError(f"{text!r} is not ACCESS_KEY=ACCOUNT_ID")
    return access_key, account_id


OPTIONS: dict[str, dict[str, Any]] = {
    "--host": {"default": LOOPBACK, "help": "the address to listen on (default: %(default)s)"},
    "--port": {
        "type": _port,
        "default": DEFAULT_PORT,
        "help": "0 for any that is free (default: %(default)s)",
    },
    "--account-id": {"default": "123456789012", "help": "12 digits (default: %(default)s)"},
    "--seed": {"help": "makes ids and keys the same run to run; the clock stands still"},
    "--propagation": {
        "type": float,
        "default": 0.0,
        "metavar": "SECONDS",
        "help": "how long a Route 53 change stays PENDING (default: 0)",
    },
    "--account": {
        "type": _access_key_and_account,
        "action": "append",
        "default": [],
        "metavar": "ACCESS_KEY=ACCOUNT_ID",
        "help": "another account, and an access key that acts in it; may be given again",
    },
}
"""What ``serve`` may be told, as argparse has it."""
