"""Credentials: none are needed, and none are faked."""

from __future__ import annotations

import os

import boto3
import botocore.session
import pytest
from botocore.exceptions import NoCredentialsError

from mock_dnssec import mock_dnssec


@pytest.fixture(autouse=True)
def _no_credentials_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)
    monkeypatch.setattr(boto3, "DEFAULT_SESSION", None)


def test_no_credentials_are_needed(connections: list[object]) -> None:
    """A session without credentials calls KMS, Route 53 and STS."""
    session = boto3.session.Session()
    with mock_dnssec() as account:
        assert session.client("kms").list_keys()["Keys"] == []
        assert session.client("route53").get_hosted_zone_count()["HostedZoneCount"] == 0
        assert session.client("sts").get_caller_identity()["Account"] == account.id

    assert connections == []


def test_no_credentials_are_faked() -> None:
    """While the mock is on, the environment and boto3's default session are as they were."""
    environment = dict(os.environ)
    session = boto3._get_default_session()
    with mock_dnssec():
        boto3.client("kms").create_key()

        assert dict(os.environ) == environment
        assert boto3.DEFAULT_SESSION is session
        assert botocore.session.Session().get_credentials() is None


def test_clients_stay_without_credentials() -> None:
    """A client that had no credentials has none after the mock."""
    client = boto3.session.Session().client("kms")
    with mock_dnssec():
        client.create_key()

    with pytest.raises(NoCredentialsError):
        client.create_key()


def test_requests_are_not_signed() -> None:
    """Credentials that are there stay there: they are not put into the request."""
    seen = []
    client = boto3.client("kms", aws_access_key_id="AKIAEXAMPLE", aws_secret_access_key="secret")
    client.meta.events.register("before-send.kms", lambda request, **_: seen.append(request))
    with mock_dnssec():
        client.create_key()

    assert [name for name in seen[0].headers if name.lower() == "authorization"] == []
