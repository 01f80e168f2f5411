"""A server in a test: subprocesses call it, and the test sees and steers what they do."""

from __future__ import annotations

import os
import sys
import threading
from contextlib import ExitStack
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from mock_dnssec import Account, BogusZoneError, MockUsageError, mock_dnssec
from tests.dnssec.hosting import Hosting

from .support import ask, ask_kms, run, signed_by

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

    from mock_dnssec.server.listener import Server

ALL_FOUR = """
import boto3
kms, route53, domains, sts = map(boto3.client, ["kms", "route53", "route53domains", "sts"])
print(kms.create_key()["KeyMetadata"]["KeyState"])
zone = route53.create_hosted_zone(Name="example.com", CallerReference="1")
print(zone["HostedZone"]["Name"], zone["ChangeInfo"]["Status"])
print(domains.check_domain_availability(DomainName="example.com")["Availability"])
print(sts.get_caller_identity()["Account"])
"""


def test_a_subprocess_calls_the_account(aws: Account, server: Server) -> None:
    """boto3 in another process finds all four services, and its calls are the account's."""
    printed = run(ALL_FOUR, server).splitlines()
    assert printed == ["Enabled", "example.com. PENDING", "AVAILABLE", aws.id]
    operations = [call.operation for call in aws.calls]
    assert operations[:3] == ["CreateKey", "CreateHostedZone", "CheckDomainAvailability"]
    (zone,) = aws.route53.zones
    assert zone.name == "example.com."


def test_faults_reach_a_subprocess(aws: Account, server: Server) -> None:
    """An error on purpose is botocore's ClientError over there."""
    aws.fail("ListKeys", "KMSInternalException", message="on purpose", times=10)
    program = """
import boto3, botocore
kms = boto3.client("kms", config=botocore.config.Config(retries={"max_attempts": 1}))
try:
    kms.list_keys()
except kms.exceptions.KMSInternalException as error:
    print(error.response["Error"]["Message"])
"""
    assert run(program, server) == "on purpose"


def test_a_guard_sees_what_comes_over_the_server(
    aws: Account, kms: KMSClient, route53: Route53Client, connection: HTTPConnection
) -> None:
    """The rollover check fails a test for a call of another process, at the end of the block."""
    zone, _ = Hosting(aws, route53, kms).signed()
    with ExitStack() as block:
        block.enter_context(aws.guard("example.com"))
        aws.registry.delegate("example.com", ds=[])
        disabled = ask(connection, "POST", f"/2013-04-01/hostedzone/{zone}/disable-dnssec")
        assert disabled.status == 200
        with pytest.raises(BogusZoneError, match="DisableHostedZoneDNSSEC"):
            block.close()


def test_the_environment_redirects_four_services_only(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What answers the others, and all else in the environment, is left alone."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:5000")
    monkeypatch.setenv("AWS_PROFILE", "production")
    monkeypatch.setenv("AWS_CREDENTIAL_EXPIRATION", "2020-01-01T00:00:00Z")
    monkeypatch.setenv("NO_PROXY", "example.com")
    monkeypatch.setenv("no_proxy", "example.org")
    environ = server.environ
    redirected = {name for name, value in environ.items() if value == server.endpoint}
    assert redirected == {
        "AWS_ENDPOINT_URL_KMS",
        "AWS_ENDPOINT_URL_ROUTE_53",
        "AWS_ENDPOINT_URL_ROUTE_53_DOMAINS",
        "AWS_ENDPOINT_URL_STS",
    }
    assert environ["AWS_ENDPOINT_URL"] == "http://127.0.0.1:5000"
    assert environ["PATH"] == os.environ["PATH"]
    assert {"AWS_PROFILE", "AWS_CREDENTIAL_EXPIRATION"}.isdisjoint(environ)
    assert environ["NO_PROXY"] == environ["no_proxy"] == "example.com,example.org,127.0.0.1"
    assert environ["AWS_EC2_METADATA_DISABLED"] == "true"


def test_configured_endpoints_that_are_ignored(
    aws: Account, server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A configuration that wants AWS's own endpoints does not lead a subprocess to AWS."""
    config = tmp_path / "config"
    config.write_text("[default]\nignore_configured_endpoint_urls = true\n")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    monkeypatch.setenv("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
    assert run("import boto3; print(boto3.client('kms').list_keys()['Keys'])", server) == "[]"
    assert len(aws.calls) == 1


@pytest.mark.parametrize("name", ["AWS_REGION", "AWS_DEFAULT_REGION"])
def test_the_environment_keeps_the_region(
    server: Server, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Tools that know only one of the two variables find the same Region."""
    for other in ("AWS_REGION", "AWS_DEFAULT_REGION"):
        monkeypatch.delenv(other, raising=False)
    assert server.environ["AWS_DEFAULT_REGION"] == "us-east-1"
    monkeypatch.setenv(name, "eu-west-3")
    assert server.environ["AWS_REGION"] == server.environ["AWS_DEFAULT_REGION"] == "eu-west-3"


def test_the_access_key_chooses_the_account(aws: Account, connection: HTTPConnection) -> None:
    """Each call goes to the account whose credentials have signed it, else to the default one."""
    other = aws.account("210987654321")
    access_key = other.credentials["aws_access_key_id"]
    answer = ask_kms(connection, "CreateKey", signed_by(access_key))
    assert answer.json["KeyMetadata"]["AWSAccountId"] == other.id
    answer = ask_kms(connection, "CreateKey", signed_by("AKIAIOSFODNN7EXAMPLE"))
    assert answer.json["KeyMetadata"]["AWSAccountId"] == aws.id


def test_the_signature_chooses_the_region(connection: HTTPConnection) -> None:
    """KMS is asked in the Region of the credential scope."""
    answer = ask_kms(connection, "CreateKey", signed_by("AKIAIOSFODNN7EXAMPLE", "eu-west-3"))
    assert answer.json["KeyMetadata"]["Arn"].startswith("arn:aws:kms:eu-west-3:")


def test_each_server_is_a_world_of_its_own() -> None:
    """Two servers of two accounts, and two of the same, listen on ports of their own."""
    one, other = Account(), Account()
    with one.server() as first, one.server() as second, other.server() as third:
        assert len({first.port, second.port, third.port}) == 3
        for server in (first, second, third):
            connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
            assert ask_kms(connection, "CreateKey").status == 200
            connection.close()
    assert len(one.calls) == 2
    assert len(other.calls) == 1


def test_leaving_closes_all(aws: Account) -> None:
    """Idle connections are closed, no thread is left, and the port is free again."""
    before = {*threading.enumerate()}
    with aws.server() as server:
        connection = HTTPConnection("127.0.0.1", server.port, timeout=10)
        assert ask(connection, "GET", "/_mock_dnssec/health").status == 200
    assert connection.sock.recv(1) == b""
    connection.close()
    for ending in {*threading.enumerate()} - before:
        ending.join(10)
    assert {*threading.enumerate()} == before
    with aws.server(port=server.port) as again:
        assert again.port == server.port


def test_a_server_is_used_once(aws: Account) -> None:
    """Whoever starts it again is told how to get another; one that never began can be stopped."""
    server = aws.server()
    server.stop()
    with aws.server(port=server.port) as server, pytest.raises(MockUsageError, match="once"):
        server.start()
    with pytest.raises(MockUsageError, match="once"), server:
        pass


def test_a_port_that_is_taken(aws: Account, server: Server) -> None:
    """Whoever asks for one is told by an OSError."""
    with pytest.raises(OSError, match="in use"):
        aws.server(port=server.port)


def test_without_werkzeug(aws: Account, monkeypatch: pytest.MonkeyPatch) -> None:
    """The exception says what to install."""
    loaded = [name for name in sys.modules if name.startswith(("mock_dnssec.server.", "werkzeug."))]
    for name in loaded:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "werkzeug", None)
    with pytest.raises(MockUsageError, match=r"pip install 'mock-dnssec\[server\]'"):
        aws.server()


def test_the_mock_need_not_be_active() -> None:
    """A server answers for any account, and leaves the botocore of its process alone."""
    assert mock_dnssec.account is None
    with Account().server() as server:
        assert mock_dnssec.account is None
        assert "AVAILABLE" in run(ALL_FOUR, server)
