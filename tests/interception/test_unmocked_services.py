"""Calls to AWS that nobody in a test answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread
from typing import Any

import pytest
from botocore.exceptions import NoCredentialsError

from mock_dnssec import Account, MockUsageError, UnmockedServiceError, mock_dnssec

from .support import MAKES, Network, endpoint_of, with_config, with_options

CALLS: tuple[tuple[str, str, dict[str, str], str], ...] = (
    ("s3", "ListBuckets", {}, "s3"),
    ("s3", "GetObject", {"Bucket": "zones", "Key": "example.com"}, "zones.s3"),
    ("sqs", "ListQueues", {}, "us-east-1"),
    ("iam", "ListUsers", {}, "iam"),
    ("dynamodb", "ListTables", {}, "dynamodb"),
    ("route53resolver", "ListResolverRules", {}, "route53resolver"),
)


@pytest.mark.parametrize("make", ["botocore session", "with credentials", "standard retries"])
@pytest.mark.parametrize(("service", "operation", "parameters", "host"), CALLS)
def test_an_unmocked_service_is_refused(
    service: str,
    operation: str,
    parameters: dict[str, str],
    host: str,
    make: str,
    aws: Account,
    connections: list[object],
    naps: list[float],
) -> None:
    """With credentials or without, the refusal comes before any socket and says how to go on."""
    client = MAKES[make](service)
    with pytest.raises(UnmockedServiceError) as refusal:
        client._make_api_call(operation, parameters)

    assert f"{service} {operation} was about to reach " in str(refusal.value)
    assert host in str(refusal.value)
    assert f'mock_dnssec(passthrough=("{service}",))' in str(refusal.value)
    assert "moto's mock_aws" in str(refusal.value)
    assert connections == []
    assert naps == []


@pytest.mark.parametrize(
    ("config", "host"),
    [
        ({"use_fips_endpoint": True}, r"s3-fips\.us-east-1\.amazonaws\.com"),
        ({"use_dualstack_endpoint": True}, r"s3\.dualstack\.us-east-1\.amazonaws\.com"),
    ],
)
def test_every_endpoint_of_aws_is_known(config: Any, host: str, aws: Account) -> None:
    """Variants of AWS's endpoints are AWS's as well."""
    with pytest.raises(UnmockedServiceError, match=f"about to reach {host}"):
        with_config(**config)("s3").list_buckets()


@pytest.mark.parametrize(
    "url", ["https://vpce-1.s3.us-east-1.vpce.amazonaws.com", "https://x.api.aws"]
)
def test_custom_endpoints_of_aws(url: str, aws: Account, connections: list[object]) -> None:
    """An ``endpoint_url`` that is AWS's is refused."""
    with pytest.raises(UnmockedServiceError, match=re.escape(url.partition("//")[2])):
        with_options(endpoint_url=url)("dynamodb").list_tables()

    assert connections == []


def test_someone_else_may_answer(aws: Account) -> None:
    """A handler of botocore's ``before-send`` answers a service that is not ours."""
    client = MAKES["botocore session"]("dynamodb")
    client.meta.events.register(
        "before-send.dynamodb", lambda request, **_: Network().send(request)
    )

    assert client.list_tables()["ResponseMetadata"]["HTTPStatusCode"] == 200


class Buckets(BaseHTTPRequestHandler):
    """Answers with one bucket."""

    def do_GET(self) -> None:
        """Answer ListBuckets."""
        body = b"<R><Buckets><Bucket><Name>local</Name></Bucket></Buckets></R>"
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


@pytest.fixture
def local_server() -> Iterator[str]:
    """The URL of an HTTP server on this machine."""
    with HTTPServer(("127.0.0.1", 0), Buckets) as server:
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


def test_other_hosts_are_reached(aws: Account, local_server: str) -> None:
    """A call to a host that is not AWS's passes."""
    client = with_options(
        endpoint_url=local_server, aws_access_key_id="AKIAEXAMPLE", aws_secret_access_key="s"
    )("s3")

    assert [bucket["Name"] for bucket in client.list_buckets()["Buckets"]] == ["local"]
    client.close()


def passed_through(make: str, service: str) -> tuple[Any, Network]:
    """Return a client of a service and the network that its requests come to."""
    client, network = MAKES[make](service), Network()
    endpoint_of(client).http_session = network
    return client, network


@pytest.mark.parametrize("service", ["dynamodb", "kms"])
def test_passthrough(service: str) -> None:
    """A service that may pass reaches its real host, signed, KMS and Route 53 included."""
    client, network = passed_through("with credentials", service)
    with mock_dnssec(passthrough=(service,)) as account:
        client._make_api_call({"dynamodb": "ListTables", "kms": "ListKeys"}[service], {})

    assert [request.url for request in network.requests] == [
        f"https://{service}.us-east-1.amazonaws.com/"
    ]
    assert b"AKIAEXAMPLE" in network.requests[0].headers["Authorization"]
    assert len(account.calls) == 0
    assert endpoint_of(client).http_session is network


def test_passthrough_needs_credentials() -> None:
    """A call that passes without credentials fails as botocore has it."""
    client, network = passed_through("botocore session", "dynamodb")
    with mock_dnssec(passthrough=("dynamodb",)), pytest.raises(NoCredentialsError):
        client.list_tables()

    assert network.requests == []


def test_passthrough_lets_nothing_else_through() -> None:
    """The other services stay ours, or refused."""
    with mock_dnssec(passthrough=("dynamodb",)):
        assert MAKES["botocore session"]("kms").list_keys()["Keys"] == []
        with pytest.raises(UnmockedServiceError, match="s3 ListBuckets"):
            MAKES["with credentials"]("s3").list_buckets()


def test_an_operation_that_is_not_ours_yet(
    aws: Account, monkeypatch: pytest.MonkeyPatch, connections: list[object]
) -> None:
    """An operation of ours that the mock does not have is refused with a list of what exists."""
    monkeypatch.setitem(aws.backend("kms", "us-east-1").__dict__, "operations", {"list_keys": None})
    with pytest.raises(
        MockUsageError, match=r"does not answer kms ListAliases yet\. It answers: ListKeys\."
    ):
        MAKES["botocore session"]("kms").list_aliases()

    assert connections == []


def test_an_operation_of_sts_that_is_not_ours(aws: Account, connections: list[object]) -> None:
    """An operation of STS that the mock does not have is refused with a list of what exists."""
    with pytest.raises(MockUsageError, match=r"GetSessionToken.*GetCallerIdentity"):
        MAKES["botocore session"]("sts").get_session_token()

    assert connections == []
