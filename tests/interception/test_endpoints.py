"""Where a client would have sent its request does not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .support import with_options

if TYPE_CHECKING:
    from mock_dnssec import Account

ENDPOINTS = (
    "http://localhost:4566",
    "http://127.0.0.1:5000/moto",
    "https://gateway.example/aws/mock/",
    "https://vpce-1.kms.us-east-1.vpce.amazonaws.com",
    "https://[::1]:8443",
)


@pytest.mark.parametrize("url", ENDPOINTS)
def test_custom_endpoints(url: str, aws: Account, connections: list[object]) -> None:
    """A client of ours with an ``endpoint_url``, with a path too, is mocked in full."""
    make = with_options(endpoint_url=url)
    zone = make("route53").create_hosted_zone(Name="example.com", CallerReference="1")["HostedZone"]

    assert make("route53").get_hosted_zone(Id=zone["Id"])["HostedZone"]["Name"] == "example.com."
    assert make("kms").create_key(Description="d")["KeyMetadata"]["Description"] == "d"
    assert connections == []


@pytest.mark.parametrize(
    ("region", "partition"),
    [("us-east-1", "aws"), ("cn-north-1", "aws-cn"), ("us-gov-west-1", "aws-us-gov")],
)
def test_regions(region: str, partition: str, client: Any) -> None:
    """A client's Region is that of its calls, whatever the partition."""
    arn = client("kms", region).create_key()["KeyMetadata"]["Arn"]

    assert arn.startswith(f"arn:{partition}:kms:{region}:123456789012:key/")


def test_regions_are_apart(client: Any) -> None:
    """A key of one Region is not listed in another."""
    client("kms", "eu-west-1").create_key()

    assert client("kms", "eu-central-1").list_keys()["Keys"] == []


def test_parameters_in_the_query(aws: Account, client: Any) -> None:
    """Parameters that travel in a URL's query arrive as they were given."""
    client("route53").list_hosted_zones_by_name(DNSName="*.a+b/c&d=e.com", MaxItems="7")

    assert aws.calls[0].parameters == {"DNSName": "*.a+b/c&d=e.com", "MaxItems": "7"}
