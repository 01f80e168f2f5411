"""Fixtures for the tests of Route 53 Domains."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from .contacts import CONTACT

if TYPE_CHECKING:
    from mypy_boto3_route53domains import Route53DomainsClient
    from mypy_boto3_route53domains.type_defs import GetDomainDetailResponseTypeDef

Register = Callable[..., str]
Details = Callable[..., "GetDomainDetailResponseTypeDef"]
Outcome = Callable[[str], tuple[str, str]]


@pytest.fixture
def domains(client: Callable[..., Any]) -> Route53DomainsClient:
    """Route 53 Domains."""
    made: Route53DomainsClient = client("route53domains")
    return made


@pytest.fixture
def register(domains: Route53DomainsClient) -> Register:
    """Return a function that registers a domain and gives the id of the operation."""
    usual: dict[str, Any] = {
        "DurationInYears": 1,
        "AdminContact": CONTACT,
        "RegistrantContact": CONTACT,
        "TechContact": CONTACT,
    }

    def do(name: str = "example.com", **changes: Any) -> str:
        return domains.register_domain(DomainName=name, **{**usual, **changes})["OperationId"]

    return do


@pytest.fixture
def details(domains: Route53DomainsClient) -> Details:
    """Return a function that describes a domain."""

    def do(name: str = "example.com") -> GetDomainDetailResponseTypeDef:
        return domains.get_domain_detail(DomainName=name)

    return do


@pytest.fixture
def outcome(domains: Route53DomainsClient) -> Outcome:
    """Return a function that gives status and message of an operation by its id."""

    def do(operation_id: str) -> tuple[str, str]:
        found = domains.get_operation_detail(OperationId=operation_id)
        return found["Status"], found.get("Message", "")

    return do
