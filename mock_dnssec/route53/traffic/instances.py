"""Traffic policy instances: a name in a zone that answers as a version of a policy says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal
from mock_dnssec.route53.by_id import ById

if TYPE_CHECKING:
    from datetime import datetime

    from mock_dnssec.clock import Clock
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.records.record_sets import ResourceRecordSet

NO_SUCH_INSTANCE = Refusal(
    "NoSuchTrafficPolicyInstance", "No traffic policy instance exists with the specified ID."
)

Place = tuple[str, str, str]
"""A zone's id, a name in normal form and a record type: there is one instance at each place."""

_SHOWN_AS = (
    "This resource record set includes an attribute that is unsupported on this Route 53 API "
    "version. Please consider using a newer API version or a tool that does so."
)
"""What Route 53 lists as the value of the record set of an instance."""


@dataclass(slots=True, eq=False)
class TrafficPolicyInstance:
    """An instance. It takes effect when the change that made it so has propagated.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_TrafficPolicyInstance.html
    """

    id: str
    place: Place
    ttl: int
    policy_id: str
    policy_version: int
    clock: Clock
    settled_at: datetime
    underway: str = "Creating"
    """What is being done until ``settled_at``."""
    failure: str = ""
    """Why there is no record set, empty if there is one."""

    @property
    def settled(self) -> bool:
        """Whether what was asked for last has been done."""
        return self.clock.now() >= self.settled_at

    @property
    def state(self) -> str:
        """What AWS shows as the instance's State."""
        if not self.settled:
            return self.underway
        return "Failed" if self.failure else "Applied"

    @property
    def record_set(self) -> ResourceRecordSet:
        """What there is of the instance among the records of its zone."""
        _, name, record_type = self.place
        return {
            "Name": name,
            "Type": record_type,
            "TrafficPolicyInstanceId": self.id,
            "ResourceRecords": [{"Value": _SHOWN_AS}],
        }

    def describe(self, state: str) -> Result:
        """Describe the instance as AWS does, in this state."""
        zone_id, name, record_type = self.place
        return {
            "Id": self.id,
            "HostedZoneId": zone_id,
            "Name": name,
            "TTL": self.ttl,
            "State": state,
            "Message": self.failure if state == "Failed" else "",
            "TrafficPolicyId": self.policy_id,
            "TrafficPolicyVersion": self.policy_version,
            "TrafficPolicyType": record_type,
        }


class TrafficPolicyInstances(ById[TrafficPolicyInstance]):
    """Every traffic policy instance of the account."""

    unknown = NO_SUCH_INSTANCE

    def using(self, policy_id: str, version: int) -> list[TrafficPolicyInstance]:
        """Return the instances of a version of a policy."""
        return [one for one in self if (one.policy_id, one.policy_version) == (policy_id, version)]
