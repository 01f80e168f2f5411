"""Whether Route 53 takes the endpoint behind a record set for healthy.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-failover-determining-health-of-endpoints.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.records.record_sets import AliasTarget, ResourceRecordSet


def is_healthy(
    backend: Backend, record_set: ResourceRecordSet, passed: Sequence[AliasTarget] = ()
) -> bool:
    """Ask a set's health check, and for an alias that evaluates it, its target: any set of it.

    A set without a health check is healthy, and so is what is outside Route 53.
    """
    if not backend.health_checks.is_healthy(record_set.get("HealthCheckId", "")):
        return False
    target = record_set.get("AliasTarget")
    if target is None or not target["EvaluateTargetHealth"] or target in passed:
        return True
    if target["HostedZoneId"] not in backend.zones:
        return True
    zone = backend.zones.get(target["HostedZoneId"])
    sets = zone.records.at(target["DNSName"], record_set["Type"])
    return any(is_healthy(backend, one, (*passed, target)) for one in sets)
