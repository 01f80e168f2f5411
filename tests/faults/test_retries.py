"""botocore's retries run for real against faults, in each of its modes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any

import boto3
import pytest
from botocore import exceptions
from botocore.config import Config
from botocore.exceptions import ClientError

from mock_dnssec import Account, MockUsageError
from mock_dnssec.faults.network import KINDS

pytestmark = pytest.mark.usefixtures("naps")

MODES = ("legacy", "standard", "adaptive")
ATTEMPTS = {"legacy": 5, "standard": 3, "adaptive": 3}
"""How often a call is sent at most: botocore's defaults."""

EXCEPTIONS = {
    "ConnectTimeout": exceptions.ConnectTimeoutError,
    "ReadTimeout": exceptions.ReadTimeoutError,
    "ConnectionReset": exceptions.ConnectionClosedError,
    "EndpointUnreachable": exceptions.EndpointConnectionError,
}

CALLS: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "kms": ("ListKeys", lambda client: client.list_keys()),
    "route53": ("ListHostedZones", lambda client: client.list_hosted_zones()),
    "route53domains": ("ListDomains", lambda client: client.list_domains()),
    "sts": ("GetCallerIdentity", lambda client: client.get_caller_identity()),
}
"""By service: a call that needs nothing."""

THROTTLING = {
    "kms": "ThrottlingException",
    "route53": "Throttling",
    "route53domains": "ThrottlingException",
    "sts": "Throttling",
}


@cache
def client_of(service: str, mode: Any) -> Any:
    """Return a client with botocore's defaults in a mode, one for all tests."""
    config = Config(retries={"mode": mode})
    return boto3.session.Session().client(service, region_name="us-east-1", config=config)  # type: ignore[call-overload]


def attempts(response: Any) -> int:
    """Return how often a call was sent, as botocore says."""
    return int(response["ResponseMetadata"]["RetryAttempts"]) + 1


@pytest.mark.parametrize("service", CALLS)
@pytest.mark.parametrize("mode", MODES)
def test_throttling(mode: str, service: str, aws: Account, naps: list[float]) -> None:
    """Two throttled attempts and one that succeeds are three calls, with two pauses."""
    operation, call = CALLS[service]
    aws.fail(operation, THROTTLING[service], times=2)

    assert attempts(call(client_of(service, mode))) == 3
    assert [each.failure for each in aws.calls] == [THROTTLING[service]] * 2 + [None]
    assert len(naps) == 2


@pytest.mark.parametrize("service", CALLS)
@pytest.mark.parametrize("status", [500, 502, 503, 504])
@pytest.mark.parametrize("mode", MODES)
def test_gateways(mode: str, status: int, service: str, aws: Account) -> None:
    """A page of a load balancer's is tried again, whatever protocol the service speaks."""
    operation, call = CALLS[service]
    aws.fail(operation, status, times=2)

    assert attempts(call(client_of(service, mode))) == 3
    assert [each.failure for each in aws.calls] == [status, status, None]


@pytest.mark.parametrize("service", CALLS)
@pytest.mark.parametrize(("status", "phrase"), [(503, "Service Unavailable"), (599, "")])
def test_gateways_that_stay(status: int, phrase: str, service: str, aws: Account) -> None:
    """What botocore gives up on, or never retries, is raised with the status as its code."""
    operation, call = CALLS[service]
    aws.fail(operation, status, times=None)
    with pytest.raises(ClientError) as caught:
        call(client_of(service, "standard"))

    assert dict(caught.value.response["Error"]) == {"Code": str(status), "Message": phrase}
    assert caught.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
    assert len(aws.calls) == (3 if status == 503 else 1)
    assert str(aws.calls[0].error) == f"{status} {phrase}".rstrip()


@pytest.mark.parametrize("service", CALLS)
@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mode", MODES)
def test_network_failures(mode: str, kind: str, service: str, aws: Account) -> None:
    """A call that got no answer is sent again, and its failures are recorded."""
    operation, call = CALLS[service]
    aws.fail(operation, kind, times=2)

    assert attempts(call(client_of(service, mode))) == 3
    assert [each.failure for each in aws.calls] == [kind, kind, None]
    assert [each.result is None for each in aws.calls] == [True, True, False]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("mode", MODES)
def test_network_failures_that_stay(mode: str, kind: str, aws: Account) -> None:
    """In the end botocore's own exception is raised, and names the endpoint that was meant."""
    aws.fail("ListKeys", kind, times=None)
    with pytest.raises(EXCEPTIONS[kind]) as caught:
        client_of("kms", mode).list_keys()

    assert type(caught.value) is EXCEPTIONS[kind]
    assert "https://kms.us-east-1.amazonaws.com/" in str(caught.value)
    assert len(aws.calls) == ATTEMPTS[mode]


def test_an_endpoint_of_the_client_s_own(aws: Account) -> None:
    """The exception names the whole URL, at the endpoint that the client was given."""
    config = Config(retries={"total_max_attempts": 1})
    client = boto3.client("route53", endpoint_url="http://localhost:4566", config=config)
    aws.fail("GetDNSSEC", "EndpointUnreachable")
    with pytest.raises(
        exceptions.EndpointConnectionError,
        match="http://localhost:4566/2013-04-01/hostedzone/Z1/dnssec",
    ):
        client.get_dnssec(HostedZoneId="Z1")


@pytest.mark.parametrize(("error", "shown"), [(404, "404 is not a status"), (600, "600 is not")])
def test_statuses_that_are_none_of_a_gateway(error: int, shown: str, aws: Account) -> None:
    """A status below 500 is none that a gateway answers in AWS's place."""
    with pytest.raises(MockUsageError, match=f"{shown}.*500 to 599"):
        aws.fail("ListKeys", error)


def test_a_misspelt_network_failure(aws: Account) -> None:
    """A name that is neither an error nor a network failure is refused with the lists of both."""
    with pytest.raises(MockUsageError, match=r"'Timeout'.*It documents.*ConnectTimeout, ReadTime"):
        aws.fail("ListKeys", "Timeout")
