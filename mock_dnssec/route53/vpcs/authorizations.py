"""Authorizations for VPCs of other accounts.

CreateVPCAssociationAuthorization, DeleteVPCAssociationAuthorization and
ListVPCAssociationAuthorizations.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal
from mock_dnssec.operations import NOTHING
from mock_dnssec.route53.paging import by_token
from mock_dnssec.route53.vpcs.rules import check_vpc

if TYPE_CHECKING:
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.zones.hosted_zones import VPC, HostedZone

# Texts that are not public: the sentences of AWS's documentation where it has one.
_TOO_MANY = Refusal(
    "TooManyVPCAssociationAuthorizations",
    "You've created the maximum number of authorizations that can be created for the specified "
    "hosted zone.",
)
_NOT_AUTHORIZED = Refusal(
    "VPCAssociationAuthorizationNotFound",
    "The VPC that you specified is not authorized to be associated with the hosted zone.",
)
_PUBLIC_ZONE = Refusal(
    "InvalidInput", "VPCs can be authorized for private hosted zones only, not for {zone_id}."
)


class VPCAuthorizations:
    """Which VPCs of other accounts may be associated with a zone."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def create_vpc_association_authorization(self, *, hosted_zone_id: str, vpc: VPC) -> Result:
        """Let another account associate its VPC with a zone; again is no error.

        Raises NoSuchHostedZone, InvalidVPCId, InvalidInput, TooManyVPCAssociationAuthorizations.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateVPCAssociationAuthorization.html
        """
        zone = self._find(hosted_zone_id, vpc)
        if vpc not in zone.authorized_vpcs:
            quota = self._backend.account.quotas.vpc_authorizations_per_zone
            if len(zone.authorized_vpcs) >= quota:
                raise _TOO_MANY.error()
            zone.authorized_vpcs.append(vpc)
            self._backend.foreign_vpcs.add(vpc["VPCId"])
        return {"HostedZoneId": zone.id, "VPC": vpc}

    def delete_vpc_association_authorization(self, *, hosted_zone_id: str, vpc: VPC) -> Result:
        """Take an authorization back; an association that it has led to stays.

        Raises NoSuchHostedZone, InvalidVPCId, InvalidInput, VPCAssociationAuthorizationNotFound.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteVPCAssociationAuthorization.html
        """
        zone = self._find(hosted_zone_id, vpc)
        if vpc not in zone.authorized_vpcs:
            raise _NOT_AUTHORIZED.error()
        zone.authorized_vpcs.remove(vpc)
        return NOTHING

    def list_vpc_association_authorizations(
        self, *, hosted_zone_id: str, next_token: str | None = None, max_results: str = "50"
    ) -> Result:
        """List the VPCs that are authorized; NoSuchHostedZone, InvalidPaginationToken.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListVPCAssociationAuthorizations.html
        """
        zone = self._backend.zones.get(hosted_zone_id)
        entries = ((f"{vpc['VPCRegion']} {vpc['VPCId']}", vpc) for vpc in zone.authorized_vpcs)
        page = by_token("VPCs", entries, token=next_token, max_results=max_results)
        return {"HostedZoneId": zone.id, **page}

    def _find(self, zone_id: str, vpc: VPC) -> HostedZone:
        zone = self._backend.zones.get(zone_id)
        check_vpc(vpc)
        if not zone.private:
            raise _PUBLIC_ZONE.error(zone_id=zone.id)
        return zone
