"""Protections of record sets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .records import apply, create, delete, listed, refused, upsert

if TYPE_CHECKING:
    from mock_dnssec import Account

WWW = {"RecordName": "www.example.com.", "RecordType": "A"}
MAIL = {"RecordName": "example.com.", "RecordType": "MX", "Comment": "ask the post"}


def protect(route53: Any, zone_id: str, *protections: Any) -> None:
    """Create protections."""
    route53.create_resource_record_set_protections(
        HostedZoneId=zone_id, Protections=list(protections)
    )


def unprotect(route53: Any, zone_id: str, *protections: Any) -> None:
    """Delete protections."""
    route53.delete_resource_record_set_protections(
        HostedZoneId=zone_id,
        Protections=[
            {"RecordName": one["RecordName"], "RecordType": one["RecordType"]}
            for one in protections
        ],
    )


def protected(route53: Any, zone_id: str, **more: Any) -> list[Any]:
    """Return the protections on all pages."""
    paginator = route53.get_paginator("list_resource_record_set_protections")
    pages = paginator.paginate(HostedZoneId=zone_id, **more)
    return [one for page in pages for one in page["ResourceRecordSetProtections"]]


def test_protections_come_and_go(route53: Any, zone_id: str) -> None:
    """They are listed by name and type, in Route 53's form of names, until they are deleted."""
    protect(route53, zone_id, {**WWW, "RecordName": "WWW.example.com"}, MAIL)
    assert protected(route53, zone_id) == [MAIL, WWW]
    unprotect(route53, zone_id, WWW)
    assert protected(route53, zone_id) == [MAIL]


@pytest.mark.parametrize("change", [create, upsert, delete])
def test_nobody_changes_what_is_protected(route53: Any, zone_id: str, change: Any) -> None:
    """InvalidChangeBatch for any change of the name and type, and with it for its whole batch."""
    apply(route53, zone_id, create("www.example.com"))
    protect(route53, zone_id, {**WWW, "Comment": "do not touch"})
    other = create("other.example.com")
    message = refused(route53, zone_id, change("www.example.com"), other)
    assert "www.example.com." in message
    assert "do not touch" in message
    assert [one["Name"] for one in listed(route53, zone_id)] == ["www.example.com."]
    apply(route53, zone_id, create("www.example.com", "TXT", '"another type"'), other)
    unprotect(route53, zone_id, WWW)
    apply(route53, zone_id, delete("www.example.com"))


def test_a_protected_zone_is_not_deleted(route53: Any, zone_id: str) -> None:
    """HostedZoneNotEmpty until all protections are deleted, whether or not they protect a set."""
    protect(route53, zone_id, WWW)
    with pytest.raises(route53.exceptions.HostedZoneNotEmpty):
        route53.delete_hosted_zone(Id=zone_id)
    unprotect(route53, zone_id, WWW)
    route53.delete_hosted_zone(Id=zone_id)


def codes(error: Any) -> list[tuple[str, str]]:
    """Return the name and code of each failing entry that an error lists."""
    return [(one["RecordName"], one["Code"]) for one in error.response["Errors"]]


def test_protections_that_all_exist(route53: Any, zone_id: str) -> None:
    """ProtectionAlreadyExists, HTTP 409, lists every entry."""
    protect(route53, zone_id, WWW, MAIL)
    with pytest.raises(route53.exceptions.ProtectionAlreadyExists) as refusal:
        protect(route53, zone_id, MAIL, WWW)
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 409
    assert codes(refusal.value) == [
        ("example.com.", "ProtectionAlreadyExists"),
        ("www.example.com.", "ProtectionAlreadyExists"),
    ]


def test_one_failing_entry_fails_all(route53: Any, zone_id: str) -> None:
    """InvalidResourceRecordSetProtectionBatch lists what fails; nothing is done of the rest."""
    protect(route53, zone_id, WWW)
    with pytest.raises(route53.exceptions.InvalidResourceRecordSetProtectionBatch) as refusal:
        protect(route53, zone_id, WWW, MAIL)
    assert codes(refusal.value) == [("www.example.com.", "ProtectionAlreadyExists")]
    with pytest.raises(route53.exceptions.InvalidResourceRecordSetProtectionBatch) as refusal:
        unprotect(route53, zone_id, WWW, MAIL)
    assert codes(refusal.value) == [("example.com.", "ProtectionNotFound")]
    assert protected(route53, zone_id) == [WWW]


def test_invalid_entries_come_first(route53: Any, zone_id: str) -> None:
    """Names that are none or outside, and repetitions, hide protections that exist."""
    protect(route53, zone_id, WWW)
    invalid = [
        {"RecordName": "www.example.org", "RecordType": "A"},
        {"RecordName": "a..example.com", "RecordType": "A"},
        MAIL,
        {**MAIL, "RecordName": "Example.com"},
    ]
    for operate in (protect, unprotect):
        with pytest.raises(route53.exceptions.InvalidResourceRecordSetProtectionBatch) as refusal:
            operate(route53, zone_id, WWW, *invalid)
        assert codes(refusal.value) == [(one["RecordName"], "InvalidInput") for one in invalid]


@pytest.mark.parametrize("operate", [protect, unprotect])
def test_requests_out_of_bounds(route53: Any, zone_id: str, operate: Any) -> None:
    """InvalidInput for more than a hundred entries and for no record type; NoSuchHostedZone."""
    many = [{**WWW, "RecordName": f"{number}.example.com"} for number in range(101)]
    for entries in (many, [{**WWW, "RecordType": "DNSKEY"}]):
        with pytest.raises(route53.exceptions.InvalidInput):
            operate(route53, zone_id, *entries)
    with pytest.raises(route53.exceptions.NoSuchHostedZone):
        operate(route53, "ZNONE", WWW)


def test_only_so_many_protections(aws: Account, route53: Any, zone_id: str) -> None:
    """LimitsExceeded if a request would exceed the zone's quota."""
    aws.quotas.protections_per_zone = 1
    with pytest.raises(route53.exceptions.LimitsExceeded):
        protect(route53, zone_id, WWW, MAIL)
    protect(route53, zone_id, WWW)


def test_lists_page_by_page(route53: Any, zone_id: str) -> None:
    """The paginator finds all in the order of records; a list may begin at a name and a type."""
    names = ["example.com.", "a.example.com.", "z.a.example.com.", "b.example.com."]
    entries = [{"RecordName": name, "RecordType": kind} for name in names for kind in ("A", "TXT")]
    protect(route53, zone_id, *reversed(entries))
    assert protected(route53, zone_id, PaginationConfig={"PageSize": 3}) == entries
    start = {"StartRecordName": "a.example.com", "StartRecordType": "TXT"}
    assert protected(route53, zone_id, **start, PaginationConfig={"PageSize": 2}) == entries[3:]


@pytest.mark.parametrize(
    ("start", "code"),
    [
        ({"StartRecordType": "A"}, "InvalidInput"),
        ({"StartRecordName": "a..b"}, "InvalidInput"),
        ({"MaxResults": "none"}, "InvalidInput"),
        ({"NextToken": "made up"}, "InvalidPaginationToken"),
    ],
)
def test_lists_that_begin_nowhere_are_refused(
    route53: Any, zone_id: str, start: dict[str, str], code: str
) -> None:
    """A type needs a name, a name a form, and a token a page that gave it."""
    with pytest.raises(getattr(route53.exceptions, code)):
        route53.list_resource_record_set_protections(HostedZoneId=zone_id, **start)
    with pytest.raises(route53.exceptions.NoSuchHostedZone):
        route53.list_resource_record_set_protections(HostedZoneId="ZNONE")
