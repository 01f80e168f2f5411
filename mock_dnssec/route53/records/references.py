"""What a record set may only refer to if it is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.records.record_sets import CidrRoutingConfig, ResourceRecordSet

_DEFAULT_LOCATION = "*"

# Texts that are not public.
_NO_COLLECTION = "The CIDR collection {id} does not exist."
_NO_LOCATION = "The CIDR collection {id} has no location {name}."
_NO_INSTANCE = "The traffic policy instance {id} does not exist."


def missing(backend: Backend, record_set: ResourceRecordSet) -> Iterator[str]:
    """Name what a set that is to be created refers to and the account does not have.

    Raises NoSuchHealthCheck for its health check.
    """
    if "HealthCheckId" in record_set:
        backend.health_checks.get(record_set["HealthCheckId"])
    if "CidrRoutingConfig" in record_set:
        yield from _missing_location(backend, record_set["CidrRoutingConfig"])
    if "TrafficPolicyInstanceId" in record_set:
        instance_id = record_set["TrafficPolicyInstanceId"]
        if all(instance_id != instance.id for instance in backend.traffic_policy_instances):
            yield _NO_INSTANCE.format(id=instance_id)


def _missing_location(backend: Backend, config: CidrRoutingConfig) -> Iterator[str]:
    collection_id, name = config["CollectionId"], config["LocationName"]
    if collection_id not in backend.cidr_collections:
        yield _NO_COLLECTION.format(id=collection_id)
    elif name not in (*backend.cidr_collections.get(collection_id).locations, _DEFAULT_LOCATION):
        yield _NO_LOCATION.format(id=collection_id, name=name)
