"""Throttling, outages, timeouts and lost answers: is your code as patient as you think it is?"""

import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ClientError, EndpointConnectionError, ReadTimeoutError
from dnssec_tool import add_key_signing_key, create_dnssec_key, enable_dnssec

from mock_dnssec import Account, mock_dnssec

T = TypeVar("T")


def patiently(call: Callable[[], T], attempts: int = 3) -> T:
    """What botocore does not retry, you do: a change that meets another deserves a second try."""
    try:
        return call()
    except ClientError as error:
        if attempts == 1 or error.response["Error"]["Code"] != "ConcurrentModification":
            raise
    time.sleep(5)
    return patiently(call, attempts - 1)


def zone_of(name: str, reference: str) -> str:
    """Create a zone, or find the one that an attempt whose answer was lost has left."""
    route53 = boto3.client("route53")
    try:
        zone = route53.create_hosted_zone(Name=name, CallerReference=reference)["HostedZone"]
    except route53.exceptions.HostedZoneAlreadyExists:
        (zone,) = route53.list_hosted_zones_by_name(DNSName=name, MaxItems="1")["HostedZones"]
    return zone["Id"]


@pytest.fixture(autouse=True)
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that botocore and the code under test make, in no time."""
    made: list[float] = []
    monkeypatch.setattr("time.sleep", made.append)
    return made


@pytest.fixture
def zone_id(dnssec_account: Account) -> str:
    return zone_of("example.com", "test")


@pytest.mark.parametrize("error", ["Throttling", 503, "ReadTimeout", "ConnectionReset"])
def test_botocore_tries_again(error: str | int, zone_id: str, dnssec_account: Account) -> None:
    fault = dnssec_account.fail("EnableHostedZoneDNSSEC", error, times=2)
    assert enable_dnssec(zone_id)
    assert fault.fired == 2
    assert len(dnssec_account.calls.to("EnableHostedZoneDNSSEC")) == 3


def test_botocore_gives_up(zone_id: str, dnssec_account: Account) -> None:
    dnssec_account.fail("EnableHostedZoneDNSSEC", "EndpointUnreachable", times=None)
    with pytest.raises(EndpointConnectionError, match="route53"):
        enable_dnssec(zone_id)


@pytest.mark.parametrize(("times", "outcome"), [(2, "SIGNING"), (3, "NOT_SIGNING")])
def test_your_own_backoff(
    times: int, outcome: str, zone_id: str, dnssec_account: Account, pauses: list[float]
) -> None:
    add_key_signing_key(zone_id, "ksk_1")
    route53 = boto3.client("route53")
    dnssec_account.fail("EnableHostedZoneDNSSEC", "ConcurrentModification", times=times)
    with suppress(ClientError):
        patiently(lambda: route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id))
    assert route53.get_dnssec(HostedZoneId=zone_id)["Status"]["ServeSignature"] == outcome
    assert pauses == [5, 5]


def test_a_zone_whose_creation_was_not_answered(dnssec_account: Account) -> None:
    dnssec_account.fail("CreateHostedZone", "ReadTimeout", performed=True)
    assert zone_of("example.com", "test")
    assert len(boto3.client("route53").list_hosted_zones()["HostedZones"]) == 1


def test_a_key_whose_creation_was_not_answered_is_made_twice(dnssec_account: Account) -> None:
    dnssec_account.fail("CreateKey", 504, performed=True)  # botocore cannot know, and costs you $1
    create_dnssec_key()
    assert len(boto3.client("kms", region_name="us-east-1").list_keys()["Keys"]) == 2


def test_a_client_that_does_not_wait_for_ever(zone_id: str, dnssec_account: Account) -> None:
    config = Config(read_timeout=2, retries={"total_max_attempts": 1})
    route53 = boto3.client("route53", config=config)
    with dnssec_account.slow("GetDNSSEC", 30), pytest.raises(ReadTimeoutError):
        route53.get_dnssec(HostedZoneId=zone_id)
    assert route53.get_dnssec(HostedZoneId=zone_id)["Status"]["ServeSignature"] == "NOT_SIGNING"


@mock_dnssec.fail("ListKeys", "ThrottlingException", times=2, when=lambda given: "Limit" in given)
def test_only_some_calls_are_throttled() -> None:
    kms = boto3.client("kms", region_name="us-east-1")
    assert kms.list_keys()["ResponseMetadata"]["RetryAttempts"] == 0
    assert kms.list_keys(Limit=10)["ResponseMetadata"]["RetryAttempts"] == 2
