"""ListTrafficPolicies and ListTrafficPolicyVersions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.route53.paging import page_from, page_size

if TYPE_CHECKING:
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.traffic.policies import TrafficPolicy

_MOST_ITEMS = 100


class TrafficPolicyListing:
    """The traffic policies of the account; deleted versions are in no list."""

    def __init__(self, backend: Backend) -> None:
        self._policies = backend.traffic_policies

    def list_traffic_policies(
        self, *, traffic_policy_id_marker: str | None = None, max_items: str = "100"
    ) -> Result:
        """List the latest version of each policy, in the order of creation; InvalidInput.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListTrafficPolicies.html
        """
        size = page_size(max_items, _MOST_ITEMS)
        entries = ((policy.id, self._summary(policy)) for policy in self._policies)
        page, following = page_from(entries, traffic_policy_id_marker, size)
        return {
            "TrafficPolicySummaries": page,
            "IsTruncated": following is not None,
            "MaxItems": str(size),
            **({"TrafficPolicyIdMarker": following} if following is not None else {}),
        }

    def list_traffic_policy_versions(
        self, *, id: str, traffic_policy_version_marker: str | None = None, max_items: str = "100"
    ) -> Result:
        """List the versions of a policy by number; NoSuchTrafficPolicy, InvalidInput.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListTrafficPolicyVersions.html
        """
        policy = self._policies.get(id)
        size = page_size(max_items, _MOST_ITEMS)
        entries = ((str(one.number), policy.describe(one)) for one in policy.present)
        page, following = page_from(entries, traffic_policy_version_marker, size)
        return {
            "TrafficPolicies": page,
            "IsTruncated": following is not None,
            "MaxItems": str(size),
            **({"TrafficPolicyVersionMarker": following} if following is not None else {}),
        }

    def _summary(self, policy: TrafficPolicy) -> Result:
        latest = policy.present[-1]
        return {
            "Id": policy.id,
            "Name": policy.name,
            "Type": latest.record_type,
            "LatestVersion": latest.number,
            "TrafficPolicyCount": len(self._policies),
        }
