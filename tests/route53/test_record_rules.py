"""Where a zone lets a record be, and beside which others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .records import apply, create, delete, listed, names_and_types, refused, upsert

if TYPE_CHECKING:
    from .conftest import NewZone

DS = "55613 13 2 89215220A57181200AEFB1F6411EC37E5E318E7BA8EE35EF33737398B25DE19D"
SOA = "ns.example.com. admin.example.com. 1 7200 900 1209600 300"


@pytest.mark.parametrize("name", ["example.org", "com", "notexample.com", "www.example.com.org"])
def test_names_outside_the_zone(route53: Any, zone_id: str, name: str) -> None:
    """Every name of a zone ends with the zone's own."""
    for batch in (create(name), upsert(name), delete(name)):
        assert refused(route53, zone_id, batch) == (
            f"[RRSet with DNS name {name}. is not permitted in zone example.com.]"
        )


def test_no_cname_at_the_apex(route53: Any, zone_id: str) -> None:
    """The apex has NS and SOA records, which a CNAME tolerates no more than its place."""
    message = refused(route53, zone_id, create("example.com", "CNAME", "www.example.com"))
    assert message.startswith(
        "[RRSet of type CNAME with DNS name example.com. is not permitted at apex "
        "in zone example.com."
    )


def test_no_ds_at_the_apex(route53: Any, zone_id: str) -> None:
    """A zone's own DS belongs to its parent: it is refused at the apex, and fine below it."""
    message = refused(route53, zone_id, create("example.com", "DS", DS))
    assert message == (
        "[RRSet of type DS with DNS name example.com. is not permitted at apex "
        "in zone example.com.]"
    )
    apply(route53, zone_id, create("child.example.com", "DS", DS))
    assert listed(route53, zone_id)[0]["ResourceRecords"] == [{"Value": DS}]


def test_no_soa_below_the_apex(route53: Any, zone_id: str) -> None:
    """A zone has one SOA record, at its apex."""
    refused(route53, zone_id, create("www.example.com", "SOA", SOA))
    assert listed(route53, zone_id) == []


def test_no_delegation_of_a_wildcard(route53: Any, zone_id: str) -> None:
    """NS records have no wildcards."""
    refused(route53, zone_id, create("*.example.com", "NS", "ns.example.org"))
    apply(route53, zone_id, create("*.example.com", "A"))
    assert names_and_types(listed(route53, zone_id)) == [(r"\052.example.com.", "A")]


def test_no_cname_beside_others(route53: Any, zone_id: str) -> None:
    """A CNAME cannot be created where another record is."""
    apply(route53, zone_id, create("www.example.com", "TXT", '"text"'))
    message = refused(route53, zone_id, create("www.example.com", "CNAME", "example.org"))
    assert message == (
        "[RRSet of type CNAME with DNS name www.example.com. is not permitted as it conflicts "
        "with other records with the same DNS name in zone example.com.]"
    )


def test_no_others_beside_a_cname(route53: Any, zone_id: str) -> None:
    """Nothing can be created where a CNAME is."""
    apply(route53, zone_id, create("www.example.com", "CNAME", "example.org"))
    message = refused(route53, zone_id, create("www.example.com", "A"))
    assert message == (
        "[RRSet of type A with DNS name www.example.com. is not permitted because a conflicting "
        "RRSet of type  CNAME with the same DNS name already exists in zone example.com.]"
    )


@pytest.mark.parametrize("order", [1, -1])
def test_a_cname_is_replaced_in_one_batch(route53: Any, zone_id: str, order: int) -> None:
    """Deleting a CNAME makes room for what the same batch creates, in whatever order they are."""
    apply(route53, zone_id, create("www.example.com", "CNAME", "example.org"))
    batch = [delete("www.example.com", "CNAME", "example.org"), create("www.example.com", "A")]
    apply(route53, zone_id, *batch[::order])
    assert names_and_types(listed(route53, zone_id)) == [("www.example.com.", "A")]


def test_conflicts_within_a_batch(route53: Any, zone_id: str) -> None:
    """A batch cannot create what could not be created one after the other."""
    message = refused(
        route53,
        zone_id,
        create("www.example.com", "A"),
        create("www.example.com", "CNAME", "example.org"),
    )
    assert "is not permitted as it conflicts with other records" in message
    assert listed(route53, zone_id) == []


@pytest.mark.parametrize(
    ("record_type", "values"),
    [("CNAME", ("a.example.org", "b.example.org")), ("SOA", (SOA, SOA.replace(" 1 ", " 2 ")))],
)
def test_types_of_one_value(
    route53: Any, zone_id: str, record_type: str, values: tuple[str, ...]
) -> None:
    """CNAME and SOA have exactly one value."""
    name = "example.com" if record_type == "SOA" else "www.example.com"
    refused(route53, zone_id, upsert(name, record_type, *values))
    apply(route53, zone_id, upsert(name, record_type, values[0]))
    answer = route53.list_resource_record_sets(HostedZoneId=zone_id)
    assert [{"Value": values[0]}] in [
        one["ResourceRecords"] for one in answer["ResourceRecordSets"]
    ]


def test_at_most_400_values_a_set(route53: Any, zone_id: str) -> None:
    """A set has at most 400 values."""
    values = [f"10.0.{number // 256}.{number % 256}" for number in range(401)]
    message = refused(route53, zone_id, create("www.example.com", "A", *values))
    assert message == "[Cannot have more than 400 records in a RRSet.]"
    apply(route53, zone_id, create("www.example.com", "A", *values[:400]))
    assert len(listed(route53, zone_id)[0]["ResourceRecords"]) == 400


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("", "DomainNameEmpty (Domain name is empty) encountered with ''"),
        (
            "a..example.com",
            "DomainLabelEmpty (Domain label is empty) encountered with 'a..example.com'",
        ),
        (
            "a b.example.com",
            "UnsupportedCharacter (Value contains unsupported characters) encountered with ' '",
        ),
    ],
)
def test_what_is_no_name(route53: Any, zone_id: str, name: str, problem: str) -> None:
    """A malformed name is reported as AWS's parser words it."""
    assert refused(route53, zone_id, create(name)) == f"[FATAL problem: {problem}]"


def test_zones_keep_their_records_apart(route53: Any, new_zone: NewZone) -> None:
    """Two zones of one name each have records of their own."""
    one, other = new_zone(), new_zone()
    apply(route53, one, create("www.example.com"))
    assert listed(route53, other) == []
