"""moto's server mode: a process, or a thread, that has an endpoint of its own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import boto3
import pytest
import requests

from mock_dnssec import Account, mock_dnssec

pytest.importorskip("moto", reason="moto needs a newer botocore than the oldest")
servers = pytest.importorskip("moto.server", reason="moto[server] is not installed")


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    """The endpoint of moto's server, in a thread of this process."""
    server = servers.ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


def client_of(service: str, endpoint: str) -> Any:
    """Return a client of moto's server."""
    session = boto3.session.Session("testing", "testing", region_name="us-east-1")
    return session.client(service, endpoint_url=endpoint)  # type: ignore[call-overload]


def test_other_services_are_the_servers(aws: Account, endpoint: str) -> None:
    """S3 with the server's endpoint is the server's."""
    s3 = client_of("s3", endpoint)
    s3.create_bucket(Bucket="zones")
    s3.put_object(Bucket="zones", Key="example.com", Body=b"signed")

    assert s3.get_object(Bucket="zones", Key="example.com")["Body"].read() == b"signed"
    assert len(aws.calls) == 0


def test_our_services_are_ours(aws: Account, endpoint: str) -> None:
    """KMS is the account's though a suite points all of its clients at the server."""
    client_of("kms", endpoint).create_key()

    assert [call.operation for call in aws.calls] == ["CreateKey"]
    with mock_dnssec():
        assert len(client_of("kms", endpoint).list_keys()["Keys"]) == 1


def test_our_services_may_be_the_servers(endpoint: str) -> None:
    """``passthrough`` leaves a service to the endpoint that the client names."""
    with mock_dnssec(passthrough=("kms",)) as account:
        key = client_of("kms", endpoint).create_key()["KeyMetadata"]
        assert len(account.calls) == 0

    keys = client_of("kms", endpoint).list_keys()["Keys"]
    assert key["KeyId"] in [each["KeyId"] for each in keys]


def test_the_servers_own_interface(aws: Account, endpoint: str) -> None:
    """What is asked of the server with ``requests`` reaches it: its data, and its reset."""
    assert requests.get(f"{endpoint}/moto-api/data.json", timeout=9).ok
    assert requests.post(f"{endpoint}/moto-api/reset", timeout=9).json() == {"status": "ok"}


def test_presigned_urls_of_the_server(aws: Account, endpoint: str) -> None:
    """A URL that a client of the server has signed leads there."""
    s3 = client_of("s3", endpoint)
    s3.create_bucket(Bucket="signed")
    s3.put_object(Bucket="signed", Key="k", Body=b"content")
    url = s3.generate_presigned_url("get_object", {"Bucket": "signed", "Key": "k"})

    assert url.startswith(endpoint)
    assert requests.get(url, timeout=9).content == b"content"
