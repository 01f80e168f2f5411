"""What a VPC must be, and which zones it cannot have beside each other."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal
from mock_dnssec.route53.zones.everywhere import zones_named

if TYPE_CHECKING:
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.zones.hosted_zones import VPC

_VPC_ID = re.compile(r"vpc-[0-9a-f]{8,17}")

_BAD_VPC = Refusal("InvalidVPCId", "The VPC ID is invalid.")
_NO_REGION = Refusal("InvalidInput", "A VPC needs its VPCRegion.")
_CONFLICT = Refusal(
    "ConflictingDomainExists",
    "The VPC {vpc} in region {region} has already been associated with the hosted zone {zone_id} "
    "with the same domain name.",
)


def check_vpc(vpc: VPC) -> None:
    """Raise InvalidVPCId for an id that no VPC can have, InvalidInput for a VPC without Region."""
    if not is_vpc_id(vpc.get("VPCId", "")):
        raise _BAD_VPC.error()
    if "VPCRegion" not in vpc:
        raise _NO_REGION.error()


def is_vpc_id(vpc_id: str) -> bool:
    """Say whether an id has the form of a VPC's."""
    return _VPC_ID.fullmatch(vpc_id) is not None


def check_alone(backend: Backend, zone_name: str, vpc: VPC) -> None:
    """Raise ConflictingDomainExists if anybody's zone of this name answers in the VPC already."""
    for zone in zones_named(backend, zone_name):
        if vpc in zone.vpcs:
            raise _CONFLICT.error(vpc=vpc["VPCId"], region=vpc["VPCRegion"], zone_id=zone.id)
