"""Requests to AWS as those make them who do without a client of botocore."""

from __future__ import annotations

import json
from typing import Any

import boto3
import requests
from botocore.auth import SigV4Auth
from botocore.awsrequest import AWSRequest
from botocore.credentials import Credentials

KMS = "https://kms.us-east-1.amazonaws.com/"
KEYS = {"aws_access_key_id": "AKIAIOSFODNN7EXAMPLE", "aws_secret_access_key": "secret"}


def presigned(service: str, method: str, credentials: Any = KEYS, **parameters: Any) -> str:
    """Return the URL that a client of ``service`` signs for others to GET."""
    client = boto3.session.Session(region_name="us-east-1", **credentials).client(service)  # type: ignore[call-overload]
    url: str = client.generate_presigned_url(method, Params=parameters, HttpMethod="GET")
    return url


def signed(
    service: str, region: str, http: AWSRequest, credentials: Any = KEYS
) -> requests.PreparedRequest:
    """Return a request with a signature made by hand."""
    names = ("aws_access_key_id", "aws_secret_access_key", "aws_session_token")
    SigV4Auth(Credentials(*map(credentials.get, names)), service, region).add_auth(http)
    return requests.Request(
        http.method, http.url, data=http.data, headers=dict(http.headers)
    ).prepare()


def kms_request(operation: str, url: str = KMS, **parameters: Any) -> AWSRequest:
    """Return an unsigned request of KMS."""
    headers = {
        "X-Amz-Target": f"TrentService.{operation}",
        "Content-Type": "application/x-amz-json-1.1",
    }
    return AWSRequest("POST", url, data=json.dumps(parameters), headers=headers)


def ask_kms(operation: str, url: str = KMS, **parameters: Any) -> requests.Response:
    """Send an unsigned request of KMS."""
    http = kms_request(operation, url, **parameters)
    return requests.post(url, data=http.data, headers=dict(http.headers), timeout=9)
