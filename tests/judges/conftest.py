"""The zoo, open for visitors, and the judges who visit it."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mock_dnssec import Account, mock_dnssec
from tests.judges.keeper import Keeper
from tests.judges.zoo import BUILT

if TYPE_CHECKING:
    from mock_dnssec.dnssec.server import DnsServer

PACKAGES = {
    "delv": "bind9-dnsutils",
    "dig": "bind9-dnsutils",
    "dnssec-verify": "bind9-utils",
    "ldns-verify-zone": "ldnsutils",
    "unbound": "unbound",
}
"""The judges, and the packages of Debian that hold them."""

UNBOUND = """
server:
  interface: 127.0.0.1
  port: {port}
  directory: "{directory}"
  chroot: ""
  username: ""
  pidfile: ""
  use-syslog: no
  logfile: "{directory}/log"
  verbosity: 1
  val-log-level: 2
  num-threads: 1
  module-config: "validator iterator"
  trust-anchor-file: "{directory}/anchor"
  do-not-query-localhost: no
forward-zone:
  name: "."
  forward-addr: {host}@{upstream}
"""

Ask = Callable[..., str]


def tool(name: str) -> str:
    """Return the path of a judge, or skip the test, which says what to install."""
    path = shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin")
    if path is None:
        pytest.skip(f"{name} is missing: install Debian's {PACKAGES[name]}")
    return path


def run(name: str, *arguments: str | Path) -> str:
    """Return what a judge prints, whatever it thinks of what it saw."""
    command = [tool(name), *map(str, arguments)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return ran.stdout + ran.stderr


@pytest.fixture(scope="module")
def zoo() -> Iterator[Account]:
    """An account with every kind of zone, eight days old."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("AWS_DEFAULT_REGION", "us-east-1")
        with mock_dnssec() as aws:
            opening, keeper = aws.clock.now(), Keeper(aws)
            for ago, builders in BUILT:
                aws.clock.freeze(opening - ago)
                for build in builders:
                    build(keeper)
            aws.clock.resume()
            yield aws


@pytest.fixture(scope="module")
def server(zoo: Account) -> Iterator[DnsServer]:
    """The zoo's DNS server."""
    with zoo.dns.serve() as server:
        yield server


@pytest.fixture(scope="module")
def delv(zoo: Account, server: DnsServer, tmp_path_factory: pytest.TempPathFactory) -> Ask:
    """BIND's delv, a validating resolver that says what it thinks."""
    anchor = tmp_path_factory.mktemp("delv") / "anchor"
    anchor.write_text(zoo.dns.trust_anchor)

    def ask(name: str, record_type: str) -> str:
        where = (f"@{server.host}", "-p", str(server.port), "-a", str(anchor), "+root=.")
        return run("delv", *where, name, record_type)

    return ask


@pytest.fixture(scope="module")
def dig(server: DnsServer) -> Ask:
    """dig at the zoo's server."""

    def ask(*question: str) -> str:
        return run("dig", f"@{server.host}", "-p", str(server.port), *question)

    return ask


@pytest.fixture(scope="module")
def unbound(
    zoo: Account, server: DnsServer, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Ask]:
    """Ask dig at unbound, a validating resolver that forwards to the zoo's server."""
    directory = tmp_path_factory.mktemp("unbound")
    (directory / "anchor").write_text(f". IN DS {zoo.dns.internet.trust_anchor}\n")
    settings = {"directory": directory, "host": server.host, "upstream": server.port}
    command = [tool("unbound"), "-d", "-c", str(directory / "conf")]
    for _ in range(5):  # somebody else may take a port before unbound does
        port = free_port()
        (directory / "conf").write_text(UNBOUND.format(port=port, **settings))
        with subprocess.Popen(command) as daemon:
            if listens(daemon, port):
                yield partial(run, "dig", "@127.0.0.1", "-p", str(port), "+dnssec")
                daemon.terminate()
                return
    pytest.fail("unbound does not start")


def free_port() -> int:
    """Return a port of loopback that is free for TCP just now."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return int(listening.getsockname()[1])


def listens(daemon: subprocess.Popen[bytes], port: int) -> bool:
    """Return once a daemon listens; False if it ends instead."""
    while daemon.poll() is None:
        with socket.socket() as caller:
            if caller.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.05)
    return False
