"""Clients of every make, and an HTTP session that answers in the place of a network."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import SimpleNamespace
from typing import Any

import boto3
import botocore.session
from botocore import UNSIGNED
from botocore.config import Config
from botocore.loaders import create_loader

MakeClient = Callable[[str], Any]


_LOADER = create_loader()


def _session() -> Any:
    """Return a session of its own credentials, which shares the costly models with the others."""
    session = botocore.session.Session()
    session.register_component("data_loader", _LOADER)
    return session


def with_options(**options: Any) -> MakeClient:
    """Return a function that makes the client of a service with ``options``."""
    return lambda service: _session().create_client(service, "us-east-1", **options)


def with_config(**options: Any) -> MakeClient:
    """Return a function that makes the client of a service with a ``Config`` of ``options``."""
    return with_options(config=Config(**options))


MAKES: Mapping[str, MakeClient] = {
    "boto3": lambda service: boto3.client(service),  # type: ignore[call-overload]
    "boto3 session": lambda service: boto3.session.Session().client(service),  # type: ignore[call-overload]
    "botocore session": with_options(),
    "with credentials": with_options(aws_access_key_id="AKIAEXAMPLE", aws_secret_access_key="s"),
    "unsigned": with_config(signature_version=UNSIGNED),
    "standard retries": with_config(retries={"mode": "standard"}),
    "adaptive retries": with_config(retries={"mode": "adaptive"}),
    "FIPS endpoint": with_config(use_fips_endpoint=True),
    "proxy": with_config(proxies={"https": "http://127.0.0.1:9"}),
    "custom endpoint": with_options(endpoint_url="http://localhost:4566"),
    "custom endpoint with a path": with_options(endpoint_url="https://gateway.example/aws/mock/"),
    "private link": with_options(endpoint_url="https://vpce-1.kms.us-east-1.vpce.amazonaws.com"),
}
"""How a client of a service is made."""


class Network:
    """An HTTP session that keeps what it is sent and answers with an empty body."""

    def __init__(self) -> None:
        self.requests: list[Any] = []

    def send(self, request: Any) -> Any:
        """Answer 200 to everything."""
        self.requests.append(request)
        return SimpleNamespace(status_code=200, headers={}, content=b"", raw=None)


def endpoint_of(client: Any) -> Any:
    """Return the endpoint of a client, which botocore keeps to itself."""
    return client._endpoint
