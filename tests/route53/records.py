"""Ways for the tests to write, send and read record sets."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError


def change(
    action: str, name: str, record_type: str = "A", *values: str, ttl: int = 300, **more: Any
) -> Any:
    """Return a change of a set with these values, one address if none are given, or an alias."""
    record_set = {"Name": name, "Type": record_type, **more}
    if "AliasTarget" not in more:
        records = [{"Value": value} for value in values or ("192.0.2.1",)]
        record_set = {"TTL": ttl, "ResourceRecords": records, **record_set}
    return {"Action": action, "ResourceRecordSet": record_set}


def create(name: str, record_type: str = "A", *values: str, **more: Any) -> Any:
    """Return a CREATE."""
    return change("CREATE", name, record_type, *values, **more)


def upsert(name: str, record_type: str = "A", *values: str, **more: Any) -> Any:
    """Return an UPSERT."""
    return change("UPSERT", name, record_type, *values, **more)


def delete(name: str, record_type: str = "A", *values: str, **more: Any) -> Any:
    """Return a DELETE."""
    return change("DELETE", name, record_type, *values, **more)


def apply(route53: Any, zone_id: str, *changes: Any) -> Any:
    """Send a batch and return its ChangeInfo."""
    batch = {"Changes": list(changes)}
    answer = route53.change_resource_record_sets(HostedZoneId=zone_id, ChangeBatch=batch)
    return answer["ChangeInfo"]


def refused(route53: Any, zone_id: str, *changes: Any, code: str = "InvalidChangeBatch") -> str:
    """Send a batch that is refused with this code and return the message."""
    with pytest.raises(ClientError) as refusal:
        apply(route53, zone_id, *changes)
    error = refusal.value.response["Error"]
    assert error["Code"] == code
    return error["Message"]


def listed(route53: Any, zone_id: str, **start: Any) -> list[Any]:
    """Return all record sets of a zone but the two that it was born with."""
    pages = route53.get_paginator("list_resource_record_sets").paginate(
        HostedZoneId=zone_id, **start
    )
    record_sets = [record_set for page in pages for record_set in page["ResourceRecordSets"]]
    return [one for one in record_sets if one["Type"] not in ("NS", "SOA")]


def names_and_types(record_sets: list[Any]) -> list[tuple[str, str]]:
    """Return what tells the sets apart, in their order."""
    return [(record_set["Name"], record_set["Type"]) for record_set in record_sets]
