"""AssociateVPCWithHostedZone, DisassociateVPCFromHostedZone and ListHostedZonesByVPC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal
from mock_dnssec.route53.paging import by_token, page_size
from mock_dnssec.route53.refusals import LIMITS_EXCEEDED
from mock_dnssec.route53.vpcs.rules import check_alone, check_vpc, is_vpc_id

if TYPE_CHECKING:
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.zones.hosted_zones import VPC, HostedZone

_MOST_ITEMS = 100

# Texts that AWS's answers are known to carry.
_PUBLIC_ZONE = Refusal(
    "PublicZoneVPCAssociation", "Attempting to associate public zone: {zone_id} with vpc: {vpc}"
)
_NOT_AUTHORIZED = Refusal(
    "NotAuthorizedException",
    "The VPC: {vpc} has not authorized to associate with your hosted zone.",
)

# Texts that are not public: the sentences of AWS's documentation.
_NOT_ASSOCIATED = Refusal(
    "VPCAssociationNotFound",
    "The specified VPC and hosted zone are not currently associated.",
)
_LAST = Refusal(
    "LastVPCAssociation",
    "The VPC that you're trying to disassociate from the private hosted zone is the last VPC that "
    "is associated with the hosted zone.",
)
_BAD_VPC_ID = Refusal("InvalidInput", "The VPC ID is invalid.")


class VPCAssociations:
    """Which private zones answer in which VPCs."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._zones = backend.zones

    def associate_vpc_with_hosted_zone(
        self, *, hosted_zone_id: str, vpc: VPC, comment: str | None = None
    ) -> Result:
        """Let a private zone answer in one more VPC.

        Raises NoSuchHostedZone, InvalidVPCId, InvalidInput, PublicZoneVPCAssociation,
        NotAuthorizedException, ConflictingDomainExists, LimitsExceeded.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_AssociateVPCWithHostedZone.html
        """
        zone = self._zones.get(hosted_zone_id)
        check_vpc(vpc)
        if not zone.private:
            raise _PUBLIC_ZONE.error(zone_id=zone.id, vpc=vpc["VPCId"])
        self._check_owner(zone, vpc)
        check_alone(self._zones, zone.name, vpc)
        if len(zone.vpcs) >= self._backend.account.quotas.vpcs_per_zone:
            raise LIMITS_EXCEEDED.error()
        zone.vpcs.append(vpc)
        return {"ChangeInfo": self._backend.changes.submit(comment)}

    def disassociate_vpc_from_hosted_zone(
        self, *, hosted_zone_id: str, vpc: VPC, comment: str | None = None
    ) -> Result:
        """Let a private zone answer in one VPC less, never in none.

        Raises NoSuchHostedZone, InvalidVPCId, InvalidInput, VPCAssociationNotFound,
        LastVPCAssociation.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_DisassociateVPCFromHostedZone.html
        """
        zone = self._zones.get(hosted_zone_id)
        check_vpc(vpc)
        if vpc not in zone.vpcs:
            raise _NOT_ASSOCIATED.error()
        if len(zone.vpcs) == 1:
            raise _LAST.error()
        zone.vpcs.remove(vpc)
        return {"ChangeInfo": self._backend.changes.submit(comment)}

    def list_hosted_zones_by_vpc(
        self,
        *,
        vpc_id: str,
        vpc_region: str,
        max_items: str = "100",
        next_token: str | None = None,
    ) -> Result:
        """List the zones that answer in a VPC; InvalidInput, InvalidPaginationToken.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListHostedZonesByVPC.html
        """
        if not is_vpc_id(vpc_id):
            raise _BAD_VPC_ID.error()
        vpc = {"VPCRegion": vpc_region, "VPCId": vpc_id}
        owner = {"OwningAccount": self._backend.account.id}
        entries = (
            (zone.id, {"HostedZoneId": zone.id, "Name": zone.name, "Owner": owner})
            for zone in self._zones
            if vpc in zone.vpcs
        )
        page = by_token(
            "HostedZoneSummaries",
            entries,
            token=next_token,
            max_results=max_items,
            most=_MOST_ITEMS,
        )
        return {**page, "MaxItems": str(page_size(max_items, _MOST_ITEMS))}

    def _check_owner(self, zone: HostedZone, vpc: VPC) -> None:
        """Raise NotAuthorizedException for another account's VPC that is not authorized.

        All that tells such a VPC from the account's own is that it was once authorized.
        """
        if vpc["VPCId"] in self._backend.foreign_vpcs and vpc not in zone.authorized_vpcs:
            raise _NOT_AUTHORIZED.error(vpc=vpc["VPCId"])
