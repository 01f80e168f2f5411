"""GetTrafficPolicyInstance, GetTrafficPolicyInstanceCount and the three lists of instances."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError, Refusal
from mock_dnssec.route53.names import normal
from mock_dnssec.route53.paging import page_from, page_size
from mock_dnssec.route53.records.problems import FatalProblemError
from mock_dnssec.route53.traffic.instances import NO_SUCH_INSTANCE

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.traffic.instances import Place, TrafficPolicyInstance

_MOST_ITEMS = 100
_MARKERS = (
    "HostedZoneIdMarker",
    "TrafficPolicyInstanceNameMarker",
    "TrafficPolicyInstanceTypeMarker",
)
_INCOMPLETE = Refusal("InvalidInput", "Specify all markers of the previous response, or none.")


class TrafficPolicyInstanceListing:
    """The traffic policy instances of the account."""

    def __init__(self, backend: Backend) -> None:
        self._zones = backend.zones
        self._policies = backend.traffic_policies
        self._instances = backend.traffic_policy_instances

    def get_traffic_policy_instance(self, *, id: str) -> Result:
        """Describe an instance; NoSuchTrafficPolicyInstance if unknown.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetTrafficPolicyInstance.html
        """
        instance = self._instances.get(id)
        return {"TrafficPolicyInstance": instance.describe(instance.state)}

    def get_traffic_policy_instance_count(self) -> Result:
        """Count the instances of the account.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetTrafficPolicyInstanceCount.html
        """
        return {"TrafficPolicyInstanceCount": len(self._instances)}

    def list_traffic_policy_instances(
        self,
        *,
        hosted_zone_id_marker: str | None = None,
        traffic_policy_instance_name_marker: str | None = None,
        traffic_policy_instance_type_marker: str | None = None,
        max_items: str = "100",
    ) -> Result:
        """List the instances in the order of creation.

        Raises InvalidInput, and NoSuchTrafficPolicyInstance for markers that name none.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListTrafficPolicyInstances.html
        """
        markers = (
            hosted_zone_id_marker,
            traffic_policy_instance_name_marker,
            traffic_policy_instance_type_marker,
        )
        return _page(self._instances, _place(*markers), max_items)

    def list_traffic_policy_instances_by_hosted_zone(
        self,
        *,
        hosted_zone_id: str,
        traffic_policy_instance_name_marker: str | None = None,
        traffic_policy_instance_type_marker: str | None = None,
        max_items: str = "100",
    ) -> Result:
        """List the instances in a zone; NoSuchHostedZone and as above.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListTrafficPolicyInstancesByHostedZone.html
        """
        zone_id = self._zones.get(hosted_zone_id).id
        markers = (traffic_policy_instance_name_marker, traffic_policy_instance_type_marker)
        start = _place(zone_id if any(markers) else None, *markers)
        page = _page((one for one in self._instances if one.place[0] == zone_id), start, max_items)
        return {member: value for member, value in page.items() if member != _MARKERS[0]}

    def list_traffic_policy_instances_by_policy(
        self,
        *,
        traffic_policy_id: str,
        traffic_policy_version: int,
        hosted_zone_id_marker: str | None = None,
        traffic_policy_instance_name_marker: str | None = None,
        traffic_policy_instance_type_marker: str | None = None,
        max_items: str = "100",
    ) -> Result:
        """List the instances of a version of a policy; NoSuchTrafficPolicy and as above.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListTrafficPolicyInstancesByPolicy.html
        """
        self._policies.version(traffic_policy_id, traffic_policy_version)
        instances = self._instances.using(traffic_policy_id, traffic_policy_version)
        markers = (
            hosted_zone_id_marker,
            traffic_policy_instance_name_marker,
            traffic_policy_instance_type_marker,
        )
        return _page(instances, _place(*markers), max_items)


def _place(zone_id: str | None, name: str | None, record_type: str | None) -> Place | None:
    """Return where the instance is that markers name, None if there are no markers."""
    if zone_id is None and name is None and record_type is None:
        return None
    if zone_id is None or name is None or record_type is None:
        raise _INCOMPLETE.error()
    try:
        return zone_id, normal(name), record_type
    except FatalProblemError as problem:
        raise AwsError("InvalidInput", str(problem)) from problem


def _page(
    instances: Iterable[TrafficPolicyInstance], start: Place | None, max_items: str
) -> Result:
    size = page_size(max_items, _MOST_ITEMS)
    entries = ((one.place, one.describe(one.state)) for one in instances)
    page, following = page_from(entries, start, size, NO_SUCH_INSTANCE)
    return {
        "TrafficPolicyInstances": page,
        "IsTruncated": following is not None,
        "MaxItems": str(size),
        **(dict(zip(_MARKERS, following, strict=True)) if following is not None else {}),
    }
