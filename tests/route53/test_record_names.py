"""Names of record sets in every spelling, wildcards in every place, and every type at the apex."""

from __future__ import annotations

from typing import Any

import pytest

from .records import apply, create, delete, listed, names_and_types, refused, upsert
from .test_alias_records import to
from .test_record_data import VALID

SPELLINGS = [
    ("*.example.com", r"\052.EXAMPLE.com."),
    ("Some_Host.example.com", r"\163ome\137host.example.com"),
    (r"a\.b.example.com", r"a\056b.example.com."),
    (r"ex\304mple.example.com", r"EX\304MPLE.example.com"),
    ("user@host.example.com", r"user\100host.example.com"),
    (r"\\.example.com", r"\134.example.com"),
]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_one_name(route53: Any, zone_id: str, one: str, other: str) -> None:
    """A name is the same name in whatever case and escapes it is written."""
    apply(route53, zone_id, create(one, "A", "192.0.2.1"))
    assert "already exists" in refused(route53, zone_id, create(other))
    apply(route53, zone_id, upsert(other, "A", "192.0.2.2"))
    answer = route53.test_dns_answer(HostedZoneId=zone_id, RecordName=other, RecordType="A")
    assert answer["RecordData"] == ["192.0.2.2"]
    apply(route53, zone_id, delete(one, "A", "192.0.2.2"))
    assert listed(route53, zone_id) == []


UNSUPPORTED = "UnsupportedCharacter (Value contains unsupported characters) encountered with"
LONG = "x" * 63
NO_NAMES = {
    "bücher.example.com": f"{UNSUPPORTED} 'ü'",
    "中国.example.com": f"{UNSUPPORTED} '中'",
    "tab\tin.example.com": f"{UNSUPPORTED} '\t'",
    r"\400.example.com": rf"{UNSUPPORTED} '\400.example.com'",
    r"\099.example.com": rf"{UNSUPPORTED} '\099.example.com'",
    r"\5.example.com": rf"{UNSUPPORTED} '\5.example.com'",
    "example.com\\": rf"{UNSUPPORTED} 'example.com\'",
    f"{LONG}x.example.com": "DomainLabelTooLong (Domain label is too long) encountered with "
    f"'{LONG}x.example.com'",
    f"{LONG}.{LONG}.{LONG}.{LONG}.example.com": "DomainNameTooLong (Domain name is too long) "
    f"encountered with '{LONG}.{LONG}.{LONG}.{LONG}.example.com'",
    ".example.com": "DomainLabelEmpty (Domain label is empty) encountered with '.example.com'",
}


@pytest.mark.parametrize("name", NO_NAMES)
def test_names_that_route_53_does_not_take(route53: Any, zone_id: str, name: str) -> None:
    """Other characters than printable ASCII need escapes, and lengths are the DNS's."""
    assert refused(route53, zone_id, create(name)) == f"[FATAL problem: {NO_NAMES[name]}]"
    target = create("alias.example.com", AliasTarget=to(zone_id, name))
    assert refused(route53, zone_id, target) == f"[FATAL problem: {NO_NAMES[name]}]"


def test_internationalized_names_are_given_in_punycode(route53: Any, zone_id: str) -> None:
    """IDNs in their ASCII form are names like any other, and values too."""
    name = "xn--bcher-kva.example.com"
    apply(route53, zone_id, create(name, "CNAME", "xn--fiqs8s.asia"))
    assert names_and_types(listed(route53, zone_id)) == [(f"{name}.", "CNAME")]


def test_names_of_the_greatest_length(route53: Any, zone_id: str) -> None:
    """63 characters a label and 255 octets in all are allowed."""
    name = f"{LONG}.{LONG}.{LONG}.{'y' * 48}.example.com."
    assert len(name) == 253
    apply(route53, zone_id, create(name))
    assert listed(route53, zone_id)[0]["Name"] == name


@pytest.mark.parametrize(
    ("name", "covers"),
    [
        ("*.example.com", True),
        ("*.a.example.com", True),
        ("*.*.a.example.com", False),
        ("a.*.example.com", False),
        ("*a.example.com", False),
        ("a*.example.com", False),
    ],
)
def test_wildcards_are_the_leftmost_label(
    route53: Any, zone_id: str, name: str, covers: bool
) -> None:
    """An asterisk elsewhere is taken as a character, and stands for nothing else."""
    apply(route53, zone_id, create(name))
    assert listed(route53, zone_id)[0]["Name"] == name.replace("*", r"\052") + "."
    other = name.replace("*", "x")
    answer = route53.test_dns_answer(HostedZoneId=zone_id, RecordName=other, RecordType="A")
    assert answer["RecordData"] == (["192.0.2.1"] if covers else [])


def test_delegations_have_no_wildcards(route53: Any, zone_id: str) -> None:
    """NS records cannot be at a wildcard; an asterisk elsewhere does no harm."""
    assert "NS" in refused(route53, zone_id, create("*.a.example.com", "NS", "ns.example.org"))
    apply(route53, zone_id, create("a.*.example.com", "NS", "ns.example.org"))
    answer = route53.list_resource_record_sets(HostedZoneId=zone_id)
    assert answer["ResourceRecordSets"][-1]["Name"] == r"a.\052.example.com."


TYPES = {record_type: value for record_type, value in VALID if record_type not in ("NS", "SOA")}


@pytest.mark.parametrize("record_type", TYPES)
def test_types_at_the_apex(route53: Any, zone_id: str, record_type: str) -> None:
    """All types may be at the apex but CNAME and DS."""
    batch = create("example.com", record_type, TYPES[record_type])
    if record_type in ("CNAME", "DS"):
        assert "at apex in zone example.com." in refused(route53, zone_id, batch)
    else:
        apply(route53, zone_id, batch)
        assert names_and_types(listed(route53, zone_id)) == [("example.com.", record_type)]


@pytest.mark.parametrize("record_type", TYPES)
def test_types_of_aliases(route53: Any, zone_id: str, record_type: str) -> None:
    """An alias may have any type that its target has, but those of delegations and zones."""
    apply(route53, zone_id, create("www.example.com", record_type, TYPES[record_type]))
    alias = create("alias.example.com", record_type, AliasTarget=to(zone_id, "www.example.com"))
    apply(route53, zone_id, alias)
    answers = [
        route53.test_dns_answer(HostedZoneId=zone_id, RecordName=name, RecordType=record_type)
        for name in ("alias.example.com", "www.example.com")
    ]
    assert answers[0]["RecordData"] == answers[1]["RecordData"] != []


@pytest.mark.parametrize("ttl", [0, 1, 604801, 2**31 - 1])
def test_ttls(route53: Any, zone_id: str, ttl: int) -> None:
    """Any TTL that the DNS can carry is kept as it is."""
    apply(route53, zone_id, create("www.example.com", ttl=ttl))
    assert listed(route53, zone_id)[0]["TTL"] == ttl


def test_a_ttl_out_of_range(route53: Any, zone_id: str) -> None:
    """A greater one is InvalidInput, which names the change and the limit."""
    batch = [create("a.example.com"), create("www.example.com", ttl=2**31)]
    assert refused(route53, zone_id, *batch, code="InvalidInput") == (
        "1 validation error detected: Value '2147483648' at "
        "'changeBatch.changes.2.member.resourceRecordSet.tTL' failed to satisfy constraint: "
        "Member must have value less than or equal to 2147483647"
    )
