"""CreateTrafficPolicyInstance, UpdateTrafficPolicyInstance and DeleteTrafficPolicyInstance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError, Refusal
from mock_dnssec.operations import NOTHING
from mock_dnssec.route53.names import is_under, normal
from mock_dnssec.route53.records import rules
from mock_dnssec.route53.records.draft import Draft
from mock_dnssec.route53.records.problems import FatalProblemError
from mock_dnssec.route53.records.record_sets import ResourceRecordSet, key_of
from mock_dnssec.route53.refusals import NOT_COMPLETE
from mock_dnssec.route53.traffic.instances import TrafficPolicyInstance

if TYPE_CHECKING:
    from datetime import datetime

    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.zones.hosted_zones import HostedZone

_LOCATION = "https://route53.amazonaws.com/2013-04-01/trafficpolicyinstance/"

# Texts that are not public: the sentences of AWS's documentation where it has one.
_ALREADY_EXISTS = Refusal(
    "TrafficPolicyInstanceAlreadyExists",
    "There is already a traffic policy instance with the specified name and type.",
)
_TOO_MANY = Refusal(
    "TooManyTrafficPolicyInstances",
    "This traffic policy instance can't be created because the current account has reached the "
    "limit on the number of traffic policy instances.",
)
_CONFLICTING_TYPES = Refusal(
    "ConflictingTypes",
    "You tried to update a traffic policy instance by using a traffic policy version that has a "
    "different DNS type than the current type for the instance.",
)
_PRIVATE_ZONE = Refusal(
    "InvalidInput", "Traffic policy instances are supported for public hosted zones only."
)
_OUTSIDE = Refusal("InvalidInput", "The name {name} is not permitted in zone {zone}")


class TrafficPolicyInstanceOperations:
    """The life of a traffic policy instance and of its record set."""

    def __init__(self, backend: Backend) -> None:
        self._account = backend.account
        self._zones = backend.zones
        self._policies = backend.traffic_policies
        self._instances = backend.traffic_policy_instances

    def create_traffic_policy_instance(
        self,
        *,
        hosted_zone_id: str,
        name: str,
        ttl: int,
        traffic_policy_id: str,
        traffic_policy_version: int,
    ) -> Result:
        """Let a name in a public zone answer as a version of a policy says.

        Where the zone cannot hold the record set, the instance's State turns Failed. Raises
        NoSuchHostedZone, InvalidInput, NoSuchTrafficPolicy, TrafficPolicyInstanceAlreadyExists,
        TooManyTrafficPolicyInstances.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateTrafficPolicyInstance.html
        """
        zone = self._zones.get(hosted_zone_id)
        place_name = _name_in(zone, name)
        _, version = self._policies.version(traffic_policy_id, traffic_policy_version)
        instance = TrafficPolicyInstance(
            id=self._account.entropy.draw_uuid("route53:traffic policy instance"),
            place=(zone.id, place_name, version.record_type),
            ttl=ttl,
            policy_id=traffic_policy_id,
            policy_version=traffic_policy_version,
            clock=self._account.clock,
            settled_at=self._settled_at(),
        )
        self._check_room(instance)
        self._put_record(instance, zone)
        self._instances.add(instance)
        return {
            "TrafficPolicyInstance": instance.describe("Creating"),
            "Location": _LOCATION + instance.id,
        }

    def update_traffic_policy_instance(
        self, *, id: str, ttl: int, traffic_policy_id: str, traffic_policy_version: int
    ) -> Result:
        """Let an instance answer as another version or policy of the same record type says.

        Raises NoSuchTrafficPolicyInstance, NoSuchTrafficPolicy, ConflictingTypes, and
        PriorRequestNotComplete before the last request has taken effect.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateTrafficPolicyInstance.html
        """
        instance = self._settled(id)
        _, version = self._policies.version(traffic_policy_id, traffic_policy_version)
        zone_id, _, record_type = instance.place
        if version.record_type != record_type:
            raise _CONFLICTING_TYPES.error()
        instance.ttl = ttl
        instance.policy_id, instance.policy_version = traffic_policy_id, traffic_policy_version
        instance.underway, instance.settled_at = "Updating", self._settled_at()
        if zone_id in self._zones:
            self._put_record(instance, self._zones.get(zone_id))
        return {"TrafficPolicyInstance": instance.describe("Updating")}

    def delete_traffic_policy_instance(self, *, id: str) -> Result:
        """Delete an instance and its record set.

        Raises NoSuchTrafficPolicyInstance, and PriorRequestNotComplete before the last request has
        taken effect.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteTrafficPolicyInstance.html
        """
        instance = self._settled(id)
        zone_id, *_ = instance.place
        if zone_id in self._zones:
            records = self._zones.get(zone_id).records
            if records.get(key_of(instance.record_set)) == instance.record_set:
                records.remove(instance.record_set)
        self._instances.remove(instance)
        return NOTHING

    def _settled(self, instance_id: str) -> TrafficPolicyInstance:
        instance = self._instances.get(instance_id)
        if not instance.settled:
            raise NOT_COMPLETE.error()
        return instance

    def _settled_at(self) -> datetime:
        return self._account.clock.now() + self._account.propagation

    def _check_room(self, instance: TrafficPolicyInstance) -> None:
        if any(other.place == instance.place for other in self._instances):
            raise _ALREADY_EXISTS.error()
        if len(self._instances) >= self._account.quotas.traffic_policy_instances:
            raise _TOO_MANY.error()

    def _put_record(self, instance: TrafficPolicyInstance, zone: HostedZone) -> None:
        """Put the record set into the zone unless it is there, or note why it cannot be."""
        record_set = instance.record_set
        if zone.records.get(key_of(record_set)) == record_set:
            return
        candidate = ResourceRecordSet(Name=record_set["Name"], Type=record_set["Type"])
        faults = rules.faults(candidate, zone, Draft(zone.records), self._zones)
        instance.failure = ", ".join(faults)
        if not instance.failure:
            zone.records.put(record_set)


def _name_in(zone: HostedZone, name: str) -> str:
    """Return the normal form of a name in a public zone; InvalidInput if it is none."""
    if zone.private:
        raise _PRIVATE_ZONE.error()
    try:
        normal_name = normal(name)
    except FatalProblemError as problem:
        raise AwsError("InvalidInput", str(problem)) from problem
    if not is_under(normal_name, zone.name):
        raise _OUTSIDE.error(name=normal_name, zone=zone.name)
    return normal_name
