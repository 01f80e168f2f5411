"""Two accounts: the default one, which ``aws`` is, and another beside it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import boto3
import pytest

if TYPE_CHECKING:
    from mock_dnssec import Account

OTHER_ID = "210987654321"

Client = Callable[..., Any]
NewKey = Callable[..., str]

OWN: dict[str, object] = {"Principal": {"AWS": f"arn:aws:iam::{OTHER_ID}:root"}, "Action": "kms:*"}


@pytest.fixture(autouse=True)
def _no_credentials_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", os.devnull)
    monkeypatch.setenv("AWS_CONFIG_FILE", os.devnull)


@pytest.fixture
def other(aws: Account) -> Account:
    """The account beside the default one."""
    return aws.account(OTHER_ID)


@pytest.fixture
def other_client(other: Account) -> Client:
    """Return a function that gives the other account's client of a service in a Region."""
    return lambda service, region="us-east-1": boto3.client(
        service, region_name=region, **other.credentials
    )


@pytest.fixture
def other_kms(other_client: Client) -> Any:
    """The other account's KMS in us-east-1."""
    return other_client("kms")


@pytest.fixture
def other_route53(other_client: Client) -> Any:
    """The other account's Route 53."""
    return other_client("route53")


@pytest.fixture
def foreign_key(other_kms: Any) -> NewKey:
    """Return a function that makes a key of the other account, open to all that it allows: its ARN.

    The statements of the key policy are given; who and what is all that they must say.
    """

    def create(*statements: dict[str, object], **options: Any) -> str:
        filled = [{"Effect": "Allow", "Resource": "*", **one} for one in (OWN, *statements)]
        policy = json.dumps({"Version": "2012-10-17", "Statement": filled})
        arn: str = other_kms.create_key(Policy=policy, **options)["KeyMetadata"]["Arn"]
        return arn

    return create
