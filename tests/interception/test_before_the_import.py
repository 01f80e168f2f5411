"""Clients that are older than the mock's very import."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import os, socket, sys

def refuse(*arguments, **_):
    raise OSError("There is no network here.")

socket.socket.connect = socket.getaddrinfo = refuse

import boto3, botocore.session

clients = [boto3.client("kms"), botocore.session.Session().create_client("kms", "us-east-1")]
default_session, environment = boto3.DEFAULT_SESSION, dict(os.environ)
assert "mock_dnssec" not in sys.modules

from mock_dnssec import mock_dnssec

with mock_dnssec() as account:
    for client in clients:
        client.create_key()
    assert boto3.DEFAULT_SESSION is default_session
    assert os.environ == environment
assert boto3.DEFAULT_SESSION is default_session
assert os.environ == environment
print([call.operation for call in account.calls])
"""


def test_clients_from_before_the_import() -> None:
    """Clients made before ``import mock_dnssec`` are mocked, without credentials, faking none."""
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=Path(__file__).parents[2],
        env={"AWS_EC2_METADATA_DISABLED": "true", "AWS_DEFAULT_REGION": "us-east-1", "HOME": "/x"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ran.stderr == ""
    assert ran.stdout.strip() == "['CreateKey', 'CreateKey']"
