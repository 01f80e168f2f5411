"""Traffic policies for the tests, and ways to create them and their instances."""

from __future__ import annotations

import json
from typing import Any

Document = dict[str, Any]


def document(record_type: str = "A", value: str = "192.0.2.1", **changes: Any) -> Document:
    """Return a document with one endpoint, and members changed or, if None, left out."""
    content = {
        "AWSPolicyFormatVersion": "2015-10-01",
        "RecordType": record_type,
        "Endpoints": {"only": {"Type": "value", "Value": value}},
        "StartEndpoint": "only",
        **changes,
    }
    return {member: part for member, part in content.items() if part is not None}


def new_policy(
    route53: Any, name: str = "policy", content: Document | None = None, **more: Any
) -> Any:
    """Create a policy and return its first version."""
    text = json.dumps(content or document())
    return route53.create_traffic_policy(Name=name, Document=text, **more)["TrafficPolicy"]


def new_version(route53: Any, policy: Any, content: Document | None = None, **more: Any) -> Any:
    """Append a version to a policy and return it."""
    text = json.dumps(content or document())
    answer = route53.create_traffic_policy_version(Id=policy["Id"], Document=text, **more)
    return answer["TrafficPolicy"]


def new_instance(
    route53: Any, zone_id: str, policy: Any, name: str = "www.example.com", ttl: int = 60
) -> Any:
    """Let a name answer as a version of a policy says, and return the instance."""
    answer = route53.create_traffic_policy_instance(
        HostedZoneId=zone_id,
        Name=name,
        TTL=ttl,
        TrafficPolicyId=policy["Id"],
        TrafficPolicyVersion=policy["Version"],
    )
    return answer["TrafficPolicyInstance"]


def instance(route53: Any, instance_id: str) -> Any:
    """Return an instance as it is now."""
    return route53.get_traffic_policy_instance(Id=instance_id)["TrafficPolicyInstance"]
