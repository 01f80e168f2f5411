"""AssociateVPCWithHostedZone, DisassociateVPCFromHostedZone and ListHostedZonesByVPC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal
from mock_dnssec.route53.paging import by_token, page_size
from mock_dnssec.route53.refusals import LIMITS_EXCEEDED
from mock_dnssec.route53.vpcs.rules import check_alone, check_vpc, is_vpc_id
from mock_dnssec.route53.zones.everywhere import all_backends, holder_of

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

    def associate_vpc_with_hosted_zone(
        self, *, hosted_zone_id: str, vpc: VPC, comment: str | None = None
    ) -> Result:
        """Let a private zone answer in one more VPC.

        Raises NoSuchHostedZone, InvalidVPCId, InvalidInput, PublicZoneVPCAssociation,
        NotAuthorizedException, ConflictingDomainExists, LimitsExceeded.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_AssociateVPCWithHostedZone.html
        """
        holder = holder_of(self._backend, hosted_zone_id)
        zone = holder.zones.get(hosted_zone_id)
        check_vpc(vpc)
        if not zone.private:
            raise _PUBLIC_ZONE.error(zone_id=zone.id, vpc=vpc["VPCId"])
        self._check_authorized(holder, zone, vpc)
        check_alone(self._backend, zone.name, vpc)
        if len(zone.vpcs) >= holder.account.quotas.vpcs_per_zone:
            raise LIMITS_EXCEEDED.error()
        zone.vpcs.append(vpc)
        return {"ChangeInfo": self._backend.changes.submit(comment)}

    def disassociate_vpc_from_hosted_zone(
        self, *, hosted_zone_id: str, vpc: VPC, comment: str | None = None
    ) -> Result:
        """Let a private zone answer in one VPC less, never in none.

        The VPC's owner may take it out of another account's zone. Raises NoSuchHostedZone,
        AccessDenied, InvalidVPCId, InvalidInput, VPCAssociationNotFound, LastVPCAssociation.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_DisassociateVPCFromHostedZone.html
        """
        zone = self._find(hosted_zone_id, vpc)
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
        entries = (
            (zone.id, _summary(zone, holder))
            for holder in all_backends(self._backend)
            for zone in holder.zones
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

    def _check_authorized(self, holder: Backend, zone: HostedZone, vpc: VPC) -> None:
        """Raise NotAuthorizedException for a VPC of another account that is not authorized.

        All that tells such a VPC from the zone's account's own is that it was once authorized, or
        that another account asks.
        """
        is_foreign = holder is not self._backend or vpc["VPCId"] in holder.foreign_vpcs
        if is_foreign and vpc not in zone.authorized_vpcs:
            raise _NOT_AUTHORIZED.error(vpc=vpc["VPCId"])

    def _find(self, zone_id: str, vpc: VPC) -> HostedZone:
        """Return the zone that a VPC is to be taken out of: the account's own, or the VPC's is."""
        holder = holder_of(self._backend, zone_id)
        if vpc.get("VPCId") in holder.foreign_vpcs:
            return holder.zones.get(zone_id)
        return self._backend.zones.get(zone_id)


def _summary(zone: HostedZone, holder: Backend) -> Result:
    owner = {"OwningAccount": holder.account.id}
    return {"HostedZoneId": zone.id, "Name": zone.name, "Owner": owner}
