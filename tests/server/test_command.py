"""The command ``mock-dnssec serve``, as a process of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from http.client import HTTPConnection
from importlib.metadata import entry_points
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mock_dnssec import __version__
from mock_dnssec.server.command import main

from .support import ask, ask_kms, signed_by

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MODULE = [sys.executable, "-m", "mock_dnssec"]
OTHER_ACCOUNT = "210987654321"
ACCESS_KEY = "AKIAIOSFODNN7EXAMPLE"


@contextmanager
def serving(*options: str) -> Iterator[tuple[subprocess.Popen[str], HTTPConnection]]:
    """Run the command on a port that is free, and connect to it when it is ready."""
    command = [*MODULE, "serve", "--port", "0", *options]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            ready = re.fullmatch(
                r"mock_dnssec is ready on http://127\.0\.0\.1:(\d+)\n", process.stdout.readline()
            )
            assert ready is not None
            connection = HTTPConnection("127.0.0.1", int(ready[1]), timeout=20)
            with closing(connection):
                yield process, connection
        finally:
            process.kill()


def test_it_serves_with_its_options() -> None:
    """Seed, propagation, account and access keys are what they are in a test."""
    options = ["--seed", "1", "--propagation", "60", "--account-id", "111122223333"]
    with serving(*options, "--account", f"{ACCESS_KEY}={OTHER_ACCOUNT}") as (_, connection):
        first = ask_kms(connection, "CreateKey").json["KeyMetadata"]
        other = ask_kms(connection, "CreateKey", signed_by(ACCESS_KEY)).json["KeyMetadata"]
        zone = ask(
            connection,
            "POST",
            "/2013-04-01/hostedzone",
            '<CreateHostedZoneRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/">'
            "<Name>example.com</Name><CallerReference>1</CallerReference></CreateHostedZoneRequest>",
        )
        change_path = f"/2013-04-01{zone.text('ChangeInfo/Id')}"
        change = ask(connection, "GET", change_path)
        ask(connection, "POST", "/_mock_dnssec/clock/advance?seconds=60")
        later = ask(connection, "GET", change_path)
    assert first["AWSAccountId"] == "111122223333"
    assert other["AWSAccountId"] == OTHER_ACCOUNT
    assert change.text("ChangeInfo/Status") == "PENDING"
    assert later.text("ChangeInfo/Status") == "INSYNC"
    with serving("--seed", "1", "--account-id", "111122223333") as (_, connection):
        assert ask_kms(connection, "CreateKey").json["KeyMetadata"]["KeyId"] == first["KeyId"]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_stops_gracefully(number: signal.Signals) -> None:
    """A signal ends it with 0, also while a client keeps its connection, and nothing is printed."""
    with serving() as (process, connection):
        assert ask(connection, "GET", "/_mock_dnssec/health").status == 200
        started = time.monotonic()
        process.send_signal(number)
        assert process.wait(timeout=10) == 0
        assert time.monotonic() - started < 3
        assert process.stdout is not None
        assert process.stdout.read() == ""


def _seconds_of_children(run: Callable[[], None]) -> float:
    """Return the processor's time that they take: what the machine does besides counts nothing."""
    before = os.times()
    run()
    after = os.times()
    return sum(after[2:4]) - sum(before[2:4])


def _import_boto3() -> None:
    subprocess.run([sys.executable, "-c", "import boto3"], check=True)


def _start() -> None:
    with serving():
        pass


def test_it_starts_quickly() -> None:
    """It is ready in less than half a second more than Python and boto3 need."""
    boto3 = min(_seconds_of_children(_import_boto3) for _ in range(2))
    assert min(_seconds_of_children(_start) for _ in range(2)) < boto3 + 0.5


REFUSED = [
    (["serve", "--account", "nonsense"], "ACCESS_KEY=ACCOUNT_ID"),
    (["serve", "--account", "A=1"], "accounts is a dict"),
    (["serve", "--account-id", "1"], "12 digits"),
    (["serve", "--propagation", "-1"], "negative"),
    (["serve", "--port", "99999999"], "not a port"),
    (["serve", "--host", "192.0.2.1"], "annot assign requested address"),
    (["serve", "--host", "unix://socket"], "attempting to bind"),
    (["serve", "--host", ""], "not on ''"),
    ([], "required"),
]


@pytest.mark.parametrize(("arguments", "text"), REFUSED, ids=str)
def test_options_that_make_no_sense(
    arguments: list[str], text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command says what is wrong, and exits with 2."""
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert text in capsys.readouterr().err


def test_a_port_that_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    """No traceback, but a sentence."""
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(SystemExit):
        main(["serve", "--port", str(taken.getsockname()[1])])
    assert "in use" in capsys.readouterr().err


def test_the_command_is_installed() -> None:
    """The package declares the console script, which the module is the same as."""
    scripts = entry_points(group="console_scripts", name="mock-dnssec")
    assert [script.value for script in scripts] in ([], ["mock_dnssec.server.command:main"])
    declared = (Path(__file__).parents[2] / "setup.cfg").read_text()
    assert "mock-dnssec = mock_dnssec.server.command:main" in declared
    printed = subprocess.run([*MODULE, "--version"], check=True, capture_output=True, text=True)
    assert printed.stdout.strip() == __version__


def test_it_needs_no_aws_configuration(tmp_path: Path) -> None:
    """It starts without a home, credentials or a Region."""
    environ = {"PATH": os.environ["PATH"], "HOME": str(tmp_path)}
    process = subprocess.Popen(
        [*MODULE, "serve", "--port", "0"],
        env={**environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    assert "ready" in process.stdout.readline()
    process.terminate()
    assert process.wait(timeout=10) == 0
    process.stdout.close()
