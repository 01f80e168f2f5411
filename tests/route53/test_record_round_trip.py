"""What tools such as octoDNS and Terraform do all day: read all, plan, apply, read again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from .health import create as create_health_check
from .records import apply
from .test_alias_records import to

SETS = 1_000
BATCH = 150

VALUES = {
    "A": ["192.0.2.{0}", "198.51.100.{0}"],
    "AAAA": ["2001:db8::{1:x}", "2001:DB8:0:0::1"],
    "CAA": ['0 issue "ca{1}.example.net"', '0 iodef "mailto:a@example.net"'],
    "CNAME": ["Host-{1}.example.org"],
    "DS": ["{1} 13 2 {1:064X}"],
    "HTTPS": ["1 . alpn=h2,h3 port={1}", "2 svc{1}.example.org."],
    "MX": ["10 mail{1}.example.org", "20 mx.example.org."],
    "NAPTR": [r'{1} 50 "u" "E2U+sip" "!^(\\+{1})$!sip:\\1@example.com!" .'],
    "NS": ["ns1.p{1}.example.org", "ns2.example.org."],
    "PTR": ["host{1}.example.org."],
    "SPF": ['"v=spf1 ip4:192.0.2.{0} -all"'],
    "SRV": ["10 {0} 5060 sip{1}.example.org."],
    "SSHFP": ["4 2 {1:064x}"],
    "SVCB": ["0 svc{1}.example.org"],
    "TLSA": ["3 1 1 {1:064x}"],
    "TXT": [r'"a \"quote\", \344, <&> and {1}" "more"', '""'],
}
PREFIXES = {"SRV": "_sip._tcp.", "TLSA": "_443._tcp.", "A": "*.", "TXT": r"ex\344mple."}

RecordSets = dict[tuple[str, str, str], Any]


def desired(first: int, health_check_id: str, zone_id: str, *, ttl: int) -> RecordSets:
    """Return a thousand sets of all types and of several policies, as Route 53 lists them."""
    sets: RecordSets = {}
    for record_set in (
        *_simple_sets(range(first, first + SETS - 100), ttl),
        *_routed_sets(range(first, first + 80), health_check_id),
        *_aliases(first, zone_id),
    ):
        sets[record_set["Name"], record_set["Type"], record_set.get("SetIdentifier", "")] = (
            record_set
        )
    assert len(sets) == SETS
    return sets


def _simple_sets(numbers: range, ttl: int) -> Iterator[Any]:
    for number in numbers:
        record_type = list(VALUES)[number % len(VALUES)]
        name = f"{PREFIXES.get(record_type, '')}n{number}.example.com."
        values = [value.format(number % 256, number) for value in VALUES[record_type]]
        yield {
            "Name": name.replace("*", r"\052"),
            "Type": record_type,
            "TTL": ttl,
            "ResourceRecords": [{"Value": value} for value in values],
        }


def _routed_sets(numbers: range, health_check_id: str) -> Iterator[Any]:
    policies: list[dict[str, Any]] = [
        {"Weight": 7, "HealthCheckId": health_check_id},
        {"Region": "eu-west-1"},
        {"GeoLocation": {"CountryCode": "US", "SubdivisionCode": "CA"}},
        {"MultiValueAnswer": True},
    ]
    for number in numbers:
        yield {
            "Name": f"routed{number}.example.com.",
            "Type": "A",
            "SetIdentifier": f"set {number}",
            "TTL": 60,
            "ResourceRecords": [{"Value": "192.0.2.1"}],
            **policies[number % len(policies)],
        }


def _aliases(first: int, zone_id: str) -> Iterator[Any]:
    for number in range(first, first + 20):
        target = to(zone_id, f"routed{number}.example.com.", health=True)
        yield {"Name": f"alias{number}.example.com.", "Type": "A", "AliasTarget": target}


def read(route53: Any, zone_id: str) -> RecordSets:
    """Return all sets of a zone but the two that it was born with."""
    pages = route53.get_paginator("list_resource_record_sets").paginate(HostedZoneId=zone_id)
    return {
        (one["Name"], one["Type"], one.get("SetIdentifier", "")): one
        for page in pages
        for one in page["ResourceRecordSets"]
        if one["Name"] != "example.com."
    }


def plan(present: RecordSets, wanted: RecordSets) -> list[Any]:
    """Return what is to be changed, targets of aliases first."""
    found = [("DELETE", one) for key, one in present.items() if key not in wanted]
    for key, record_set in wanted.items():
        if key not in present:
            found.append(("CREATE", record_set))
        elif present[key] != record_set:
            found.append(("UPSERT", record_set))
    found.sort(key=lambda change: "AliasTarget" in change[1])
    return [{"Action": action, "ResourceRecordSet": one} for action, one in found]


def sync(route53: Any, zone_id: str, wanted: RecordSets) -> list[Any]:
    """Bring a zone to the wanted sets and return the changes that it took."""
    changes = plan(read(route53, zone_id), wanted)
    for start in range(0, len(changes), BATCH):
        apply(route53, zone_id, *changes[start : start + BATCH])
    return changes


@pytest.fixture
def health_check_id(route53: Any) -> str:
    """The id of a health check."""
    return str(create_health_check(route53)["Id"])


def test_a_thousand_sets_of_all_types(route53: Any, zone_id: str, health_check_id: str) -> None:
    """What was written is read again member for member, so that a second plan is empty."""
    model = route53.meta.service_model.shape_for("RRType").enum
    types = set(model) - {"SOA"}
    states = [
        desired(0, health_check_id, zone_id, ttl=300),
        desired(40, health_check_id, zone_id, ttl=300),
        desired(40, health_check_id, zone_id, ttl=60),
        {},
    ]
    for wanted in states:
        known = {key: one for key, one in wanted.items() if one["Type"] in types}
        assert sync(route53, zone_id, known)
        assert read(route53, zone_id) == known
        assert sync(route53, zone_id, known) == []
    route53.delete_hosted_zone(Id=zone_id)
