"""Fixtures and the network guard of the whole suite."""

from __future__ import annotations

import asyncio
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.retries.bucket import TokenBucket
from hypothesis import HealthCheck, settings

from mock_dnssec import Account, mock_dnssec

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

# The same examples at every run, however slow the machine: a failure is the last change's.
# `--hypothesis-profile explore` looks for others.
_PATIENT = settings(deadline=None, print_blob=True, suppress_health_check=list(HealthCheck))
settings.register_profile("same", _PATIENT, derandomize=True, database=None)
settings.register_profile("explore", _PATIENT)
settings.load_profile("same")

LOOPBACK = ("127.0.0.1", "::1", "localhost")


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make any connection that leaves this machine fail."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            pytest.fail(f"A test tried to reach {address!r}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take away credentials, profiles and Regions that the machine may have."""
    for name in ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_DEFAULT_REGION", "us-east-1")


@cache
def make_client(service: str, region: str = "us-east-1") -> Any:
    """Return one client per service and Region for the whole run: the mock needs no fresh ones."""
    return boto3.session.Session().client(service, region_name=region)  # type: ignore[call-overload]


@pytest.fixture
def aws() -> Iterator[Account]:
    """The account of a mock that is on for one test."""
    with mock_dnssec() as account:
        yield account


@pytest.fixture
def client(aws: Account) -> Callable[..., Any]:
    """Return a function that gives the boto3 client of a service in a Region."""
    return make_client


@pytest.fixture
def kms(client: Callable[..., Any]) -> KMSClient:
    """KMS in us-east-1."""
    kms: KMSClient = client("kms")
    return kms


@pytest.fixture
def route53(client: Callable[..., Any]) -> Route53Client:
    """Route 53."""
    route53: Route53Client = client("route53")
    return route53


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the seconds that botocore, or the mock, would have slept, and sleep none of them.

    The adaptive mode waits for tokens besides: not here.
    """
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    monkeypatch.setattr(TokenBucket, "_sleep_amount", lambda bucket, amount: 0)
    return slept


@pytest.fixture
def async_naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the seconds that aiobotocore, or the mock, would have slept, and sleep none."""
    slept: list[float] = []
    sleep = asyncio.sleep

    async def nap(seconds: float) -> None:
        slept.append(seconds)
        await sleep(0)

    monkeypatch.setattr("asyncio.sleep", nap)
    return slept


@pytest.fixture
def ds_by_bind(tmp_path: Path) -> Callable[[str, str], str]:
    """Return a function that has BIND's dnssec-dsfromkey make the DS of a DNSKEY, in SHA-256."""
    tool = shutil.which("dnssec-dsfromkey")
    if tool is None:
        pytest.skip("dnssec-dsfromkey is missing: install Debian's bind9-utils")

    def ds_record(owner: str, dnskey: str) -> str:
        zone_file = tmp_path / "zone"
        zone_file.write_text(f"{owner} 3600 IN DNSKEY {dnskey}\n")
        command = [tool, "-2", "-f", str(zone_file), owner]
        printed = subprocess.run(command, check=True, capture_output=True, text=True).stdout
        return printed.split(" IN DS ")[1].strip()

    return ds_record
