"""ListResourceRecordSets: order and pages."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_dnssec import mock_dnssec
from tests.conftest import make_client

from .records import apply, create, listed, names_and_types

ORDERED = [
    ("example.com.", "A"),
    ("example.com.", "MX"),
    (r"\052.example.com.", "A"),
    (r"\052.example.com.", "AAAA"),
    ("a-b.example.com.", "A"),
    ("a.example.com.", "A"),
    ("x.a.example.com.", "TXT"),
    ("b.example.com.", "A"),
    ("_dmarc.b.example.com.", "TXT"),
    (r"\344.example.com.", "A"),
]
VALUES = {
    "A": "192.0.2.1",
    "AAAA": "2001:db8::1",
    "MX": "10 mail.example.com",
    "TXT": '"text"',
}


def by_name_and_type(name: str, record_type: str) -> Any:
    """Return the CREATE of a set."""
    return create(name, record_type, VALUES[record_type])


def sort_key(name: str) -> str:
    """Return what AWS documents that it sorts by: the labels reversed, with the trailing dot."""
    return ".".join(reversed(name.rstrip(".").split("."))) + "."


@pytest.fixture
def filled_zone(route53: Any, zone_id: str) -> str:
    """The id of a zone with the records of the table, created in another order."""
    expected = sorted(ORDERED, key=lambda one: (sort_key(one[0]), one[1]))
    apply(route53, zone_id, *(by_name_and_type(*one) for one in reversed(expected)))
    return zone_id


def test_names_are_sorted_by_reversed_labels_then_type(route53: Any, filled_zone: str) -> None:
    """The trailing dot counts: ``a-b`` is before ``a``. Escapes sort by what is written."""
    expected = sorted(ORDERED, key=lambda one: (sort_key(one[0]), one[1]))
    assert names_and_types(listed(route53, filled_zone)) == expected
    names = [name for name, _ in expected]
    assert names.index("a-b.example.com.") < names.index("a.example.com.")


def test_the_apex_comes_first_with_its_types_in_order(route53: Any, zone_id: str) -> None:
    """A is before NS and SOA at the apex, which comes before all other names."""
    apply(route53, zone_id, create("a.example.com"), create("example.com"))
    answer = route53.list_resource_record_sets(HostedZoneId=zone_id)
    assert names_and_types(answer["ResourceRecordSets"]) == [
        ("example.com.", "A"),
        ("example.com.", "NS"),
        ("example.com.", "SOA"),
        ("a.example.com.", "A"),
    ]


@pytest.mark.parametrize(
    ("start", "first"),
    [
        ({"StartRecordName": "a.example.com"}, ("a.example.com.", "A")),
        ({"StartRecordName": "A.EXAMPLE.COM."}, ("a.example.com.", "A")),
        ({"StartRecordName": "aa.example.com"}, ("b.example.com.", "A")),
        ({"StartRecordName": "*.example.com"}, (r"\052.example.com.", "A")),
        (
            {"StartRecordName": "*.example.com", "StartRecordType": "AAAA"},
            (r"\052.example.com.", "AAAA"),
        ),
        (
            {"StartRecordName": "a.example.com", "StartRecordType": "TXT"},
            ("x.a.example.com.", "TXT"),
        ),
    ],
)
def test_the_list_starts_at_a_name_and_type(
    route53: Any, filled_zone: str, start: dict[str, str], first: tuple[str, str]
) -> None:
    """The list begins with the first set that is not before the name and type asked for."""
    answer = route53.list_resource_record_sets(HostedZoneId=filled_zone, **start)
    assert names_and_types(answer["ResourceRecordSets"])[0] == first


def test_a_page_tells_where_the_next_begins(route53: Any, zone_id: str) -> None:
    """A cut page names the next set by name, type and, if it has one, set identifier."""
    weighted = [
        create("www.example.com", SetIdentifier=identifier, Weight=1) for identifier in "abc"
    ]
    apply(route53, zone_id, *weighted)
    answer = route53.list_resource_record_sets(HostedZoneId=zone_id, MaxItems="3")
    assert answer["IsTruncated"] is True
    assert answer["MaxItems"] == "3"
    assert answer["NextRecordName"] == "www.example.com."
    assert answer["NextRecordType"] == "A"
    assert answer["NextRecordIdentifier"] == "b"
    answer = route53.list_resource_record_sets(
        HostedZoneId=zone_id,
        StartRecordName="www.example.com.",
        StartRecordType="A",
        StartRecordIdentifier="b",
    )
    assert [one["SetIdentifier"] for one in answer["ResourceRecordSets"]] == ["b", "c"]
    assert answer["IsTruncated"] is False
    assert "NextRecordName" not in answer


def test_a_page_has_100_sets_unless_asked_and_300_at_most(route53: Any, zone_id: str) -> None:
    """100 sets a page by default, as many as asked for up to 300."""
    apply(route53, zone_id, *(create(f"h{number:03}.example.com") for number in range(400)))
    for asked, size in [({}, 100), ({"MaxItems": "250"}, 250), ({"MaxItems": "5000"}, 300)]:
        answer = route53.list_resource_record_sets(HostedZoneId=zone_id, **asked)
        assert len(answer["ResourceRecordSets"]) == size
        assert answer["MaxItems"] == str(size)
        assert answer["IsTruncated"] is True
    assert len(listed(route53, zone_id)) == 400


@pytest.mark.parametrize(
    "request_members",
    [
        {"StartRecordType": "A"},
        {"StartRecordName": "a.example.com", "StartRecordIdentifier": "b"},
        {"MaxItems": "0"},
        {"MaxItems": "many"},
        {"StartRecordName": "example.org.."},
    ],
)
def test_a_request_that_makes_no_sense(
    route53: Any, zone_id: str, request_members: dict[str, str]
) -> None:
    """InvalidInput for a type without a name, a page of nothing, and for what is no name."""
    with pytest.raises(route53.exceptions.InvalidInput):
        route53.list_resource_record_sets(HostedZoneId=zone_id, **request_members)


def test_an_empty_label_is_named(route53: Any, zone_id: str) -> None:
    """A malformed name to start at is reported as AWS's parser words it."""
    with pytest.raises(route53.exceptions.InvalidInput) as refusal:
        route53.list_resource_record_sets(HostedZoneId=zone_id, StartRecordName="example.org..")
    assert refusal.value.response["Error"]["Message"] == (
        "FATAL problem: DomainLabelEmpty (Domain label is empty) encountered with 'example.org..'"
    )


labels = st.text("ab-_*", min_size=1, max_size=2)
names = st.lists(labels, min_size=1, max_size=3).map(lambda parts: ".".join(parts) + ".example.com")
sets = st.sets(st.tuples(names, st.sampled_from(sorted(VALUES))), max_size=25)


@settings(max_examples=25)
@given(wanted=sets, size=st.integers(1, 7))
def test_pages_of_any_size_give_the_whole_sorted_list(
    wanted: set[tuple[str, str]], size: int
) -> None:
    """Whatever a zone holds, its pages together are all of it once, in AWS's order."""
    route53 = make_client("route53")
    with mock_dnssec():
        created = route53.create_hosted_zone(Name="example.com", CallerReference="first")
        zone_id = created["HostedZone"]["Id"]
        if wanted:
            apply(route53, zone_id, *(by_name_and_type(*one) for one in wanted))
        pages = listed(route53, zone_id, PaginationConfig={"PageSize": size})
        as_listed = [(name.replace("*", r"\052") + ".", kind) for name, kind in wanted]
        expected = sorted(as_listed, key=lambda one: (sort_key(one[0]), one[1]))
        assert names_and_types(pages) == expected
        removal = [{"Action": "DELETE", "ResourceRecordSet": one} for one in pages]
        if removal:
            apply(route53, zone_id, *removal)
        route53.delete_hosted_zone(Id=zone_id)
