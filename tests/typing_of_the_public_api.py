"""The types of the public names, held by mypy: this file is never run."""

from __future__ import annotations

import unittest
from collections.abc import AsyncIterator, Callable, Iterator
from datetime import datetime, timedelta

import boto3
from typing_extensions import assert_type

from mock_dnssec import Account, BogusZoneError, documented_errors, mock_dnssec
from mock_dnssec.activation import Activation
from mock_dnssec.calls import Call, Calls
from mock_dnssec.dnssec.chain.chain import Chain
from mock_dnssec.dnssec.resolver import Resolution
from mock_dnssec.documentation import DocumentedError
from mock_dnssec.faults import Fault


def managers() -> None:
    """Entering gives the account."""
    with mock_dnssec as bare:
        assert_type(bare, Account)
    with mock_dnssec(seed=1) as called:
        assert_type(called, Account)
    assert_type(mock_dnssec.start(), Account)
    assert_type(mock_dnssec.account, Account | None)


async def async_managers() -> None:
    """Entering gives the account."""
    async with mock_dnssec as bare:
        assert_type(bare, Account)
    async with mock_dnssec() as called:
        assert_type(called, Account)


def options() -> None:
    """Every option has its type, and there are no others."""
    assert_type(mock_dnssec(), Activation)
    assert_type(
        mock_dnssec(
            account_id="111122223333",
            seed="one",
            propagation=timedelta(minutes=1),
            passthrough=("s3", "sqs"),
            accounts={"AKIAIOSFODNN7EXAMPLE": "210987654321"},
        ),
        Activation,
    )
    mock_dnssec(seed=b"one", propagation=0.5)(account_id="111122223333")
    mock_dnssec(sed=1)  # type: ignore[call-overload]
    mock_dnssec(account_id=111122223333)  # type: ignore[call-overload]
    mock_dnssec(accounts={"AKIAIOSFODNN7EXAMPLE": 210987654321})  # type: ignore[dict-item]
    mock_dnssec(5)  # type: ignore[call-overload]


@mock_dnssec
def function(zone: str, *, ttl: int = 300) -> bytes:
    """Is decorated bare."""
    return f"{zone}{ttl}".encode()


@mock_dnssec(seed=1)
async def coroutine_function(zone: str) -> bytes:
    """Is decorated with options."""
    return zone.encode()


@mock_dnssec
def generator(zone: str) -> Iterator[str]:
    """Is a fixture, say."""
    yield zone


@mock_dnssec()
async def async_generator(zone: str) -> AsyncIterator[str]:
    """Is a fixture, say."""
    yield zone


@mock_dnssec
class Case(unittest.TestCase):
    """Is decorated bare."""

    zone = "example.com"


@mock_dnssec(seed=1)
class TestKeys:
    """Is decorated with options."""

    def test_one(self, number: int) -> None:
        """Take a fixture."""


async def decorated() -> None:
    """What is decorated keeps its type, parameters and all."""
    assert_type(function("example.com", ttl=1), bytes)
    as_function: Callable[[str], bytes] = function
    as_function("example.com")
    function(5)  # type: ignore[arg-type]
    function("example.com", tll=1)  # type: ignore[call-arg]
    assert_type(await coroutine_function("example.com"), bytes)
    assert_type(generator("example.com"), Iterator[str])
    assert_type(async_generator("example.com"), AsyncIterator[str])
    assert_type(Case(), Case)
    assert_type(Case.zone, str)
    TestKeys().test_one("seven")  # type: ignore[arg-type]


def controls(account: Account) -> None:
    """What a test holds in its hand is typed too."""
    assert_type(account.id, str)
    assert_type(account.clock.now(), datetime)
    assert_type(account.clock.advance(days=7), datetime)
    assert_type(account.clock.freeze(), datetime)
    assert_type(account.calls[0], Call)
    assert_type(account.calls[1:], Calls)
    assert_type(account.calls.to("GetDNSSEC", HostedZoneId="Z1").after("CreateKey"), Calls)
    assert_type(account.calls.to("GetDNSSEC").once(), Call)
    assert_type(account.calls.failed.before("GetDNSSEC", HostedZoneId="Z1"), Calls)
    zone = account.hosted_zone("example.com")
    assert_type((zone.signing, zone.ds_at_parent), tuple[str, list[str]])
    assert_type(zone.key_signing_keys["ksk"].status, str)
    assert_type(zone.key_signing_keys["ksk"].key_tag, int)
    assert_type(account.kms_key("alias/ksk").state, str)


def faults(account: Account) -> None:
    """Errors on purpose: by code, HTTP status and network failure, bare and around a block."""
    assert_type(
        account.fail("GetDNSSEC", "InvalidInput", times=2, after=1, when={"HostedZoneId": "Z1"}),
        Fault,
    )
    with account.fail("CreateKey", 503, times=None, performed=True, unused=True) as fault:
        assert_type(fault.fired, int)
    with account.slow("ListKeys", 0.5, when=lambda given: given["Limit"] == 7) as slow:
        assert_type(slow, Fault)
    account.fail("GetDNSSEC")  # type: ignore[call-arg]
    account.fail("GetDNSSEC", "InvalidInput", when="Z1")  # type: ignore[arg-type]
    account.fail("GetDNSSEC", "InvalidInput", performd=True)  # type: ignore[call-arg]
    assert_type(account.faults.unfired(), list[Fault])


def accounts(account: Account) -> None:
    """An account beside an account is one, and its credentials are a client's arguments."""
    other = account.account("210987654321")
    assert_type(other, Account)
    boto3.client("kms", **other.credentials)
    boto3.Session(region_name="us-east-1", **other.credentials)


def documented(account: Account) -> None:
    """A documented error is a str that can be asked for."""
    for error in documented_errors("CreateKeySigningKey", common=True):
        assert_type(error, DocumentedError)
        assert_type(error.code, str)
        assert_type(error.http_status, int)
        assert_type(error.sentence, str)
        account.fail("CreateKeySigningKey", error)


@mock_dnssec.fail("CreateKey", "TagException", times=2)
def failing(zone: str) -> int:
    """Is decorated with a fault."""
    return len(zone)


def fault_activations() -> None:
    """Entering gives the account; what is decorated keeps its type; the options are checked."""
    with mock_dnssec(seed=1).fail("CreateKey", "ReadTimeout", performed=True) as account:
        assert_type(account, Account)
    assert_type(failing("example.com"), int)
    failing(5)  # type: ignore[arg-type]
    mock_dnssec.fail("CreateKey", "TagException", tmes=2)  # type: ignore[call-arg]


def domain_name_system(account: Account) -> None:
    """The DNS around an account: a resolver, a chain of trust, a guard, servers."""
    assert_type(account.resolver().resolve("example.com", "MX"), Resolution)
    assert_type(account.chain("example.com"), Chain)
    with account.guard("example.com") as guard:
        assert_type(guard.outage, BogusZoneError | None)
    with account.dns.serve() as dns, account.server() as server:
        assert_type((dns.host, dns.port), tuple[str, int])
        assert_type(server.environ, dict[str, str])
