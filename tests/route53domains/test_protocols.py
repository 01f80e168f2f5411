"""Route 53 Domains speaks JSON and Smithy's RPC v2, as each client wants it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.loaders import create_loader
from botocore.serialize import SERIALIZERS

from .contacts import CONTACT

if TYPE_CHECKING:
    from mypy_boto3_route53domains import Route53DomainsClient

    from mock_dnssec import Account

CONTENT_TYPES = {
    "json": "application/x-amz-json-1.1",
    "smithy-rpc-v2-cbor": "application/cbor",
}
METADATA = create_loader().load_service_model("route53domains", "service-2")["metadata"]
PROTOCOLS = [
    name for name in METADATA.get("protocols", [METADATA["protocol"]]) if name in SERIALIZERS
]
"""What AWS's service speaks, as far as the installed botocore knows."""


@pytest.fixture(params=PROTOCOLS)
def protocol(request: pytest.FixtureRequest) -> str:
    """One of the protocols."""
    return str(request.param)


@pytest.fixture
def domains(protocol: str, monkeypatch: pytest.MonkeyPatch) -> Route53DomainsClient:
    """A client that prefers this protocol to all others."""
    preference = "botocore.model.PRIORITY_ORDERED_SUPPORTED_PROTOCOLS"
    monkeypatch.setattr(preference, [protocol], raising=False)
    return boto3.session.Session().client("route53domains", region_name="us-east-1")


def test_the_same_answers_in_every_protocol(
    aws: Account, domains: Route53DomainsClient, protocol: str
) -> None:
    """Texts, numbers, times, lists and errors arrive; the response is in the client's protocol."""
    since = aws.clock.now().replace(microsecond=0)
    contacts: dict[str, Any] = dict.fromkeys(
        ("AdminContact", "RegistrantContact", "TechContact"), CONTACT
    )
    answer = domains.register_domain(DomainName="example.com", DurationInYears=1, **contacts)
    headers = answer["ResponseMetadata"]["HTTPHeaders"]
    assert headers["content-type"] == CONTENT_TYPES[protocol]

    (operation,) = domains.list_operations(SubmittedSince=since, Status=["SUCCESSFUL"])[
        "Operations"
    ]
    assert operation["OperationId"] == answer["OperationId"]
    assert operation["SubmittedDate"] >= since
    detail = domains.get_domain_detail(DomainName="example.com")
    assert detail["AdminContact"]["FirstName"] == CONTACT["FirstName"]
    assert detail["AutoRenew"] is True
    with pytest.raises(domains.exceptions.InvalidInput, match="No operation found"):
        domains.get_operation_detail(OperationId="x")
