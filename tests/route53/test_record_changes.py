"""CREATE, UPSERT and DELETE."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .records import apply, change, create, delete, listed, names_and_types, refused, upsert

if TYPE_CHECKING:
    from mock_dnssec import Account

WWW = "[name='www.example.com.', type='A']"


def test_create_keeps_every_member(route53: Any, zone_id: str) -> None:
    """A created set is listed as it was given, its name in the normal form."""
    apply(route53, zone_id, create("WWW.example.com", "A", "192.0.2.2", "192.0.2.1", ttl=60))
    assert listed(route53, zone_id) == [
        {
            "Name": "www.example.com.",
            "Type": "A",
            "TTL": 60,
            "ResourceRecords": [{"Value": "192.0.2.2"}, {"Value": "192.0.2.1"}],
        }
    ]


def test_create_does_not_replace(route53: Any, zone_id: str) -> None:
    """CREATE of what exists is refused, and what exists stays."""
    apply(route53, zone_id, create("www.example.com", "A", "192.0.2.1"))
    message = refused(route53, zone_id, create("www.example.com", "A", "192.0.2.2"))
    assert message == f"[Tried to create resource record set {WWW} but it already exists]"
    assert listed(route53, zone_id)[0]["ResourceRecords"] == [{"Value": "192.0.2.1"}]


def test_upsert_creates_and_replaces(route53: Any, zone_id: str) -> None:
    """UPSERT works whether the set exists or not, and any number of times."""
    for value, ttl in [("192.0.2.1", 300), ("192.0.2.2", 60), ("192.0.2.2", 60)]:
        apply(route53, zone_id, upsert("www.example.com", "A", value, ttl=ttl))
        (record_set,) = listed(route53, zone_id)
        assert (record_set["ResourceRecords"], record_set["TTL"]) == ([{"Value": value}], ttl)


def test_delete_needs_the_same_values_in_any_order(route53: Any, zone_id: str) -> None:
    """DELETE names the current values; their order does not matter."""
    apply(route53, zone_id, create("www.example.com", "A", "192.0.2.1", "192.0.2.2"))
    apply(route53, zone_id, delete("www.example.com", "A", "192.0.2.2", "192.0.2.1"))
    assert listed(route53, zone_id) == []


def test_delete_of_what_is_not_there(route53: Any, zone_id: str) -> None:
    """DELETE of an unknown set is refused."""
    message = refused(route53, zone_id, delete("www.example.com"))
    assert message == f"[Tried to delete resource record set {WWW} but it was not found]"


@pytest.mark.parametrize(
    "stale",
    [
        delete("www.example.com", "A", "192.0.2.9"),
        delete("www.example.com", "A", "192.0.2.1", "192.0.2.2"),
        delete("www.example.com", "A", "192.0.2.1", ttl=60),
    ],
)
def test_delete_with_other_values(route53: Any, zone_id: str, stale: Any) -> None:
    """DELETE with other values or another TTL is refused."""
    apply(route53, zone_id, create("www.example.com", "A", "192.0.2.1"))
    assert refused(route53, zone_id, stale) == (
        f"[Tried to delete resource record set {WWW} "
        "but the values provided do not match the current values]"
    )
    assert len(listed(route53, zone_id)) == 1


def test_a_set_identifier_is_named_in_the_refusal(route53: Any, zone_id: str) -> None:
    """Refusals tell sets of one name and type apart by their set identifiers."""
    weighted: dict[str, Any] = {"SetIdentifier": "Default", "Weight": 1}
    apply(route53, zone_id, create("geo.example.com", **weighted))
    assert refused(route53, zone_id, create("geo.example.com", **weighted)) == (
        "[Tried to create resource record set [name='geo.example.com.', type='A', "
        "set-identifier='Default'] but it already exists]"
    )


def test_every_fault_is_named_and_nothing_happens(route53: Any, zone_id: str) -> None:
    """A batch with faults changes nothing, and its refusal lists them all in the batch's order."""
    apply(route53, zone_id, create("old.example.com"))
    message = refused(
        route53,
        zone_id,
        create("new.example.com"),
        create("www.example.org"),
        delete("none.example.com"),
        create("bad.example.com", "A", "192.0.2", "192.0.2.1", "192.0.2.1"),
        delete("old.example.com"),
        create("example.com", "CNAME", "example.org"),
    )
    assert message == (
        "[RRSet with DNS name www.example.org. is not permitted in zone example.com., "
        "Tried to delete resource record set [name='none.example.com.', type='A'] "
        "but it was not found, "
        "Invalid Resource Record: 'FATAL problem: ARRDATAIllegalIPv4Address "
        "(Value is not a valid IPv4 address) encountered with '192.0.2'', "
        "Duplicate Resource Record: '192.0.2.1', "
        "RRSet of type CNAME with DNS name example.com. is not permitted at apex "
        "in zone example.com., "
        "RRSet of type CNAME with DNS name example.com. is not permitted as it conflicts "
        "with other records with the same DNS name in zone example.com.]"
    )
    assert names_and_types(listed(route53, zone_id)) == [("old.example.com.", "A")]


def test_a_set_may_be_deleted_and_created_anew(route53: Any, zone_id: str) -> None:
    """DELETE and CREATE of one set in one batch replace it."""
    apply(route53, zone_id, create("www.example.com", "A", "192.0.2.1"))
    apply(
        route53,
        zone_id,
        delete("www.example.com", "A", "192.0.2.1"),
        create("www.example.com", "A", "192.0.2.2"),
    )
    assert listed(route53, zone_id)[0]["ResourceRecords"] == [{"Value": "192.0.2.2"}]


@pytest.mark.parametrize(
    "actions",
    [
        ("CREATE", "CREATE"),
        ("UPSERT", "UPSERT"),
        ("DELETE", "DELETE"),
        ("DELETE", "UPSERT"),
        ("CREATE", "UPSERT"),
    ],
)
def test_no_set_is_changed_twice(route53: Any, zone_id: str, actions: tuple[str, ...]) -> None:
    """One batch cannot delete a set twice, nor create it twice; an UPSERT does both."""
    apply(route53, zone_id, create("www.example.com"))
    batch = [change(action, "www.example.com") for action in actions]
    assert refused(route53, zone_id, *batch) == (
        "[The request contains an invalid set of changes for a resource record set "
        "'A www.example.com.']"
    )


def test_the_zones_own_ns_and_soa_stay(route53: Any, zone_id: str) -> None:
    """The NS and SOA of the apex cannot be deleted."""
    born = route53.list_resource_record_sets(HostedZoneId=zone_id)["ResourceRecordSets"]
    batch = [{"Action": "DELETE", "ResourceRecordSet": record_set} for record_set in born]
    assert refused(route53, zone_id, *batch) == (
        "[A HostedZone must contain at least one NS record for the zone itself., "
        "A HostedZone must contain exactly one SOA record.]"
    )


def test_the_zones_own_ns_and_soa_can_be_edited(route53: Any, zone_id: str) -> None:
    """The NS and SOA of the apex can be replaced."""
    soa = "ns.example.com. admin.example.com. 2 7200 900 1209600 300"
    apply(
        route53,
        zone_id,
        upsert("example.com", "NS", "ns.example.com", ttl=60),
        upsert("example.com", "SOA", soa),
    )
    answer = route53.list_resource_record_sets(HostedZoneId=zone_id)
    assert [one["ResourceRecords"] for one in answer["ResourceRecordSets"]] == [
        [{"Value": "ns.example.com"}],
        [{"Value": soa}],
    ]


def test_at_most_1000_records_a_request(route53: Any, zone_id: str) -> None:
    """1,000 records pass in one request; one more is refused; an UPSERT counts twice."""
    batch = [create(f"h{number}.example.com") for number in range(1000)]
    limit = "[Number of records limit of 1000 exceeded.]"
    assert refused(route53, zone_id, *batch, create("more.example.com")) == limit
    assert refused(route53, zone_id, *batch[:-1], upsert("more.example.com")) == limit
    assert listed(route53, zone_id) == []
    apply(route53, zone_id, *batch)
    assert route53.get_hosted_zone(Id=zone_id)["HostedZone"]["ResourceRecordSetCount"] == 1002


def test_at_most_32000_characters_a_request(route53: Any, zone_id: str) -> None:
    """All values of a request together have at most 32,000 characters."""
    strings = " ".join(f'"{"x" * 247}"' for _ in range(16))[: -1 - 249]
    batch = [create(f"t{number}.example.com", "TXT", strings) for number in range(9)]
    message = refused(route53, zone_id, *batch)
    assert message == "[RDATA character limit of 32000 exceeded.]"
    apply(route53, zone_id, *batch[:8])
    assert len(listed(route53, zone_id)) == 8


def test_only_so_many_records_a_zone(aws: Account, route53: Any, zone_id: str) -> None:
    """A batch that would leave more sets than the quota is refused; replacing is not growing."""
    aws.quotas.records_per_zone = 3
    apply(route53, zone_id, create("a.example.com"))
    message = refused(route53, zone_id, create("b.example.com"))
    assert message == f"[Exceeded limit MAX_RRSETS_BY_ZONE for zone: {zone_id}]"
    apply(route53, zone_id, delete("a.example.com"), create("b.example.com"))
    assert names_and_types(listed(route53, zone_id)) == [("b.example.com.", "A")]


def test_an_unknown_action_or_type_is_invalid_input(route53: Any, zone_id: str) -> None:
    """InvalidInput for what AWS's schema does not know: DNSSEC's own records cannot be created."""
    for batch in (change("RENAME", "www.example.com"), create("www.example.com", "DNSKEY", "x")):
        message = refused(route53, zone_id, batch, code="InvalidInput")
        assert message.startswith("Invalid XML ; ")
