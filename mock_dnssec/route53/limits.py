"""GetAccountLimit, GetHostedZoneLimit and GetReusableDelegationSetLimit.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Sized

    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend

_NOT_PRIVATE = Refusal(
    "HostedZoneNotPrivate",
    "The specified hosted zone is a public hosted zone, not a private hosted zone.",
)


class LimitOperations:
    """How much there may be of something, and how much there is."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._quotas = backend.account.quotas

    def get_account_limit(self, *, type: str) -> Result:
        """Tell a limit of the account.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetAccountLimit.html
        """
        backend, quotas = self._backend, self._quotas
        limits: dict[str, tuple[int, Sized]] = {
            "MAX_HEALTH_CHECKS_BY_OWNER": (quotas.health_checks, backend.health_checks),
            "MAX_HOSTED_ZONES_BY_OWNER": (quotas.hosted_zones, backend.zones),
            "MAX_REUSABLE_DELEGATION_SETS_BY_OWNER": (
                quotas.reusable_delegation_sets,
                backend.delegation_sets,
            ),
            "MAX_TRAFFIC_POLICIES_BY_OWNER": (quotas.traffic_policies, backend.traffic_policies),
            "MAX_TRAFFIC_POLICY_INSTANCES_BY_OWNER": (
                quotas.traffic_policy_instances,
                backend.traffic_policy_instances,
            ),
        }
        quota, counted = limits[type]
        return _answer(type, quota, len(counted))

    def get_hosted_zone_limit(self, *, type: str, hosted_zone_id: str) -> Result:
        """Tell a limit of a zone; NoSuchHostedZone, HostedZoneNotPrivate.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHostedZoneLimit.html
        """
        zone = self._backend.zones.get(hosted_zone_id)
        if type == "MAX_RRSETS_BY_ZONE":
            return _answer(type, self._quotas.records_per_zone, len(zone.records))
        if not zone.private:
            raise _NOT_PRIVATE.error()
        return _answer(type, self._quotas.vpcs_per_zone, len(zone.vpcs))

    def get_reusable_delegation_set_limit(self, *, type: str, delegation_set_id: str) -> Result:
        """Tell how many zones may use a reusable delegation set; NoSuchDelegationSet.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetReusableDelegationSetLimit.html
        """
        delegation_set = self._backend.delegation_sets.get(delegation_set_id)
        zones = self._backend.zones.using(delegation_set)
        return _answer(type, self._quotas.zones_per_reusable_delegation_set, len(zones))


def _answer(limit: str, quota: int, count: int) -> Result:
    return {"Limit": {"Type": limit, "Value": quota}, "Count": count}
