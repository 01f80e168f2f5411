"""VPCs for the tests, and ways to associate them."""

from __future__ import annotations

from typing import Any

OURS = {"VPCRegion": "us-east-1", "VPCId": "vpc-0a1b2c3d"}
"""The VPC of the private zone that the fixture makes."""

OTHER = {"VPCRegion": "us-east-1", "VPCId": "vpc-0a1b2c3e"}
THIRD = {"VPCRegion": "eu-west-1", "VPCId": "vpc-0123456789abcdef0"}


def associate(route53: Any, zone_id: str, vpc: Any, **more: Any) -> Any:
    """Associate a VPC and return the ChangeInfo."""
    answer = route53.associate_vpc_with_hosted_zone(HostedZoneId=zone_id, VPC=vpc, **more)
    return answer["ChangeInfo"]


def disassociate(route53: Any, zone_id: str, vpc: Any, **more: Any) -> Any:
    """Disassociate a VPC and return the ChangeInfo."""
    answer = route53.disassociate_vpc_from_hosted_zone(HostedZoneId=zone_id, VPC=vpc, **more)
    return answer["ChangeInfo"]


def vpcs_of(route53: Any, zone_id: str) -> Any:
    """Return the VPCs of a private zone."""
    return route53.get_hosted_zone(Id=zone_id)["VPCs"]
