"""The life of a hosted zone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError

from .records import apply, create

if TYPE_CHECKING:
    from mock_dnssec import Account

    from .conftest import NewKsk, NewZone


def test_create_answers_with_everything_that_aws_tells(route53: Any) -> None:
    """A new public zone comes with its URL, its four name servers and a change that is pending."""
    answer = route53.create_hosted_zone(
        Name="Example.COM", CallerReference="first", HostedZoneConfig={"Comment": "ours"}
    )
    zone = answer["HostedZone"]
    zone_id = zone["Id"].removeprefix("/hostedzone/")
    assert re.fullmatch("Z[0-9A-Z]{20}", zone_id)
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 201
    assert answer["Location"] == f"https://route53.amazonaws.com/2013-04-01/hostedzone/{zone_id}"
    assert zone == {
        "Id": f"/hostedzone/{zone_id}",
        "Name": "example.com.",
        "CallerReference": "first",
        "Config": {"Comment": "ours", "PrivateZone": False},
        "ResourceRecordSetCount": 2,
    }
    assert re.fullmatch("/change/C[0-9A-Z]{20}", answer["ChangeInfo"]["Id"])
    assert answer["ChangeInfo"]["Status"] == "PENDING"
    assert "Comment" not in answer["ChangeInfo"]


def test_name_servers_have_the_form_of_awss(route53: Any) -> None:
    """A zone gets one name server under each of com, net, org and co.uk, numbered as AWS does."""
    answer = route53.create_hosted_zone(Name="example.com", CallerReference="first")
    servers = answer["DelegationSet"]["NameServers"]
    found = [re.fullmatch(r"ns-(\d+)\.awsdns-(\d\d)\.(.+)", server) for server in servers]
    assert [match and match[3] for match in found] == ["com", "net", "org", "co.uk"]
    for block, match in enumerate(found):
        assert match is not None
        assert int(match[1]) // 512 == block
        assert int(match[1]) % 512 // 8 == int(match[2])


def test_zones_of_one_name_have_name_servers_of_their_own(new_zone: NewZone, route53: Any) -> None:
    """Any number of public zones may have one name; no two get the same delegation set."""
    servers = {
        tuple(route53.get_hosted_zone(Id=new_zone())["DelegationSet"]["NameServers"])
        for _ in range(5)
    }
    assert len(servers) == 5


def test_a_new_zone_holds_its_ns_and_soa_records(route53: Any, zone_id: str) -> None:
    """The NS record names the delegation set, the SOA record the first server of it."""
    servers = route53.get_hosted_zone(Id=zone_id)["DelegationSet"]["NameServers"]
    answer = route53.list_resource_record_sets(HostedZoneId=zone_id)
    assert answer["ResourceRecordSets"] == [
        {
            "Name": "example.com.",
            "Type": "NS",
            "TTL": 172800,
            "ResourceRecords": [{"Value": f"{server}."} for server in servers],
        },
        {
            "Name": "example.com.",
            "Type": "SOA",
            "TTL": 900,
            "ResourceRecords": [
                {"Value": f"{servers[0]}. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"}
            ],
        },
    ]


@pytest.mark.parametrize("prefix", ["", "/hostedzone/"])
def test_ids_come_with_or_without_their_path(route53: Any, zone_id: str, prefix: str) -> None:
    """GetHostedZone takes the id as CreateHostedZone showed it, and bare."""
    answer = route53.get_hosted_zone(Id=prefix + zone_id)
    assert answer["HostedZone"]["Id"] == f"/hostedzone/{zone_id}"


def test_resource_record_set_count_follows_the_records(route53: Any, zone_id: str) -> None:
    """ResourceRecordSetCount counts sets, not values."""
    apply(route53, zone_id, create("www.example.com", "A", "192.0.2.1", "192.0.2.2"))
    assert route53.get_hosted_zone(Id=zone_id)["HostedZone"]["ResourceRecordSetCount"] == 3


def test_the_comment_is_replaced_and_taken_away(route53: Any, zone_id: str) -> None:
    """UpdateHostedZoneComment sets a comment; without one it takes the comment away."""
    answer = route53.update_hosted_zone_comment(Id=zone_id, Comment="théirs & <ours>")
    assert answer["HostedZone"]["Config"] == {"Comment": "théirs & <ours>", "PrivateZone": False}
    answer = route53.update_hosted_zone_comment(Id=zone_id)
    assert answer["HostedZone"]["Config"] == {"PrivateZone": False}
    assert route53.get_hosted_zone(Id=zone_id)["HostedZone"] == answer["HostedZone"]


def test_delete_forgets_the_zone(route53: Any, zone_id: str) -> None:
    """A deleted zone is unknown, not listed and not counted."""
    assert route53.delete_hosted_zone(Id=zone_id)["ChangeInfo"]["Status"] == "PENDING"
    with pytest.raises(route53.exceptions.NoSuchHostedZone) as refusal:
        route53.get_hosted_zone(Id=zone_id)
    assert refusal.value.response["Error"]["Message"] == f"No hosted zone found with ID: {zone_id}"
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404
    assert route53.list_hosted_zones_by_name()["HostedZones"] == []
    assert route53.get_hosted_zone_count()["HostedZoneCount"] == 0


@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        ("get_hosted_zone", {"Id": "ZNONE"}),
        ("delete_hosted_zone", {"Id": "/hostedzone/ZNONE"}),
        ("update_hosted_zone_comment", {"Id": "ZNONE"}),
        ("list_resource_record_sets", {"HostedZoneId": "ZNONE"}),
        (
            "change_resource_record_sets",
            {"HostedZoneId": "ZNONE", "ChangeBatch": {"Changes": [create("www.example.com")]}},
        ),
    ],
)
def test_an_unknown_zone_is_named_in_the_refusal(
    route53: Any, operation: str, parameters: dict[str, Any]
) -> None:
    """NoSuchHostedZone shows the bare id."""
    with pytest.raises(route53.exceptions.NoSuchHostedZone) as refusal:
        getattr(route53, operation)(**parameters)
    assert refusal.value.response["Error"]["Message"] == "No hosted zone found with ID: ZNONE"


def test_a_zone_with_other_records_is_not_deleted(route53: Any, zone_id: str) -> None:
    """HostedZoneNotEmpty while there is any record beside the zone's NS and SOA."""
    apply(route53, zone_id, create("www.example.com"))
    with pytest.raises(route53.exceptions.HostedZoneNotEmpty) as refusal:
        route53.delete_hosted_zone(Id=zone_id)
    assert refusal.value.response["Error"]["Message"] == (
        "The specified hosted zone contains non-required resource record sets "
        "and so cannot be deleted."
    )
    assert route53.get_hosted_zone(Id=zone_id)["HostedZone"]["Id"] == f"/hostedzone/{zone_id}"


@pytest.mark.parametrize("status", ["ACTIVE", "INACTIVE"])
def test_a_zone_with_a_key_signing_key_is_not_deleted(
    route53: Any, zone_id: str, new_ksk: NewKsk, status: str
) -> None:
    """HostedZoneNotEmpty while there is a key-signing key, whatever its status."""
    new_ksk(status=status)
    with pytest.raises(route53.exceptions.HostedZoneNotEmpty) as refusal:
        route53.delete_hosted_zone(Id=zone_id)
    assert refusal.value.response["Error"]["Message"] == (
        "The specified hosted zone contains DNSSEC Key Signing Keys and so cannot be deleted."
    )


def test_a_caller_reference_serves_once(route53: Any) -> None:
    """A caller reference that was ever used is refused, even after its zone is gone."""
    created = route53.create_hosted_zone(Name="example.com", CallerReference="once")
    for name in ("example.com", "example.org"):
        with pytest.raises(route53.exceptions.HostedZoneAlreadyExists) as refusal:
            route53.create_hosted_zone(Name=name, CallerReference="once")
        assert refusal.value.response["Error"]["Message"] == (
            "A hosted zone has already been created with the specified caller reference."
        )
        assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 409
    route53.delete_hosted_zone(Id=created["HostedZone"]["Id"])
    with pytest.raises(route53.exceptions.HostedZoneAlreadyExists):
        route53.create_hosted_zone(Name="example.com", CallerReference="once")


@pytest.mark.parametrize(
    "name", ["", ".", "com", "com.", "a..example", "x" * 64 + ".com", "exämple.com", "a b.com"]
)
def test_what_is_no_domain_name_is_no_zone(route53: Any, name: str) -> None:
    """InvalidDomainName for malformed names and for top-level domains; nothing is created."""
    with pytest.raises(route53.exceptions.InvalidDomainName):
        route53.create_hosted_zone(Name=name, CallerReference="first")
    assert route53.get_hosted_zone_count()["HostedZoneCount"] == 0


def test_only_so_many_zones(aws: Account, route53: Any, new_zone: NewZone) -> None:
    """TooManyHostedZones at the account's quota."""
    aws.quotas.hosted_zones = 2
    new_zone("example.com")
    new_zone("example.org")
    with pytest.raises(route53.exceptions.TooManyHostedZones):
        new_zone("example.net")


def test_a_delegation_set_must_exist(route53: Any) -> None:
    """NoSuchDelegationSet for the id of no reusable delegation set."""
    with pytest.raises(route53.exceptions.NoSuchDelegationSet):
        route53.create_hosted_zone(
            Name="example.com", CallerReference="first", DelegationSetId="N123"
        )


def test_a_refused_zone_leaves_its_caller_reference_free(route53: Any) -> None:
    """What is refused has no effect: the same reference works in the next request."""
    with pytest.raises(ClientError):
        route53.create_hosted_zone(Name="com", CallerReference="first")
    created = route53.create_hosted_zone(Name="example.com", CallerReference="first")
    assert created["HostedZone"]["CallerReference"] == "first"
