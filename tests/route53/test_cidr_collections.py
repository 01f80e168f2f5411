"""CIDR collections: created, changed, deleted."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from .cidr import blocks, change, new_collection, put, remove, version
from .records import apply, create

if TYPE_CHECKING:
    from mock_dnssec import Account


@pytest.fixture
def collection_id(route53: Any) -> Any:
    """The id of an empty collection."""
    return new_collection(route53)["Id"]


def test_create_answers_in_full(route53: Any) -> None:
    """A new collection has version 1, an ARN and a location, and is empty."""
    answer = route53.create_cidr_collection(Name="offices", CallerReference="first")
    collection = answer["Collection"]
    assert re.fullmatch("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", collection["Id"])
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 201
    assert answer["Location"] == (
        f"https://route53.amazonaws.com/2013-04-01/cidrcollection/{collection['Id']}"
    )
    assert collection == {
        "Arn": f"arn:aws:route53:::cidrcollection/{collection['Id']}",
        "Id": collection["Id"],
        "Name": "offices",
        "Version": 1,
    }
    assert route53.list_cidr_collections()["CidrCollections"] == [collection]
    assert blocks(route53, collection["Id"]) == []


def test_a_repeated_request_returns_what_it_made(route53: Any) -> None:
    """The same name and reference create nothing new; another reference is refused."""
    first = new_collection(route53)
    assert new_collection(route53) == first
    with pytest.raises(route53.exceptions.CidrCollectionAlreadyExistsException):
        new_collection(route53, reference="second")
    assert route53.list_cidr_collections()["CidrCollections"] == [first]


def test_blocks_come_and_go(route53: Any, collection_id: str) -> None:
    """Each request counts the version up; a location is there while it has blocks."""
    change(route53, collection_id, put("berlin", "198.51.100.0/24", "2001:DB8:0::/48"))
    change(route53, collection_id, put("tokyo", "203.0.113.0/24"), put("berlin", "192.0.2.0/24"))
    assert blocks(route53, collection_id) == [
        ("berlin", "198.51.100.0/24"),
        ("berlin", "2001:db8::/48"),
        ("berlin", "192.0.2.0/24"),
        ("tokyo", "203.0.113.0/24"),
    ]
    change(route53, collection_id, remove("tokyo", "203.0.113.0/24", "10.0.0.0/8"))
    assert {location for location, _ in blocks(route53, collection_id)} == {"berlin"}
    assert version(route53, collection_id) == 4


def test_a_change_can_be_followed(route53: Any, collection_id: str) -> None:
    """The id that ChangeCidrCollection returns is known to GetChange."""
    change_id = change(route53, collection_id, put("berlin", "198.51.100.0/24"))
    assert route53.get_change(Id=change_id)["ChangeInfo"]["Status"] == "INSYNC"


def test_a_block_moves_in_one_request(route53: Any, collection_id: str) -> None:
    """A block may leave one location for another, whatever comes first in the request."""
    change(route53, collection_id, put("berlin", "198.51.100.0/24"))
    moves = (put("tokyo", "198.51.100.0/24"), remove("berlin", "198.51.100.0/24"))
    change(route53, collection_id, *moves)
    assert blocks(route53, collection_id) == [("tokyo", "198.51.100.0/24")]


def test_a_block_is_in_one_location(route53: Any, collection_id: str) -> None:
    """CidrBlockInUseException for a block of another location; nothing of the request is done."""
    change(route53, collection_id, put("berlin", "198.51.100.0/24"))
    with pytest.raises(route53.exceptions.CidrBlockInUseException):
        change(route53, collection_id, put("oslo", "192.0.2.0/24"), put("tokyo", "198.51.100.0/24"))
    assert blocks(route53, collection_id) == [("berlin", "198.51.100.0/24")]
    assert version(route53, collection_id) == 2
    change(route53, collection_id, put("berlin", "198.51.100.0/24"))


def test_a_location_that_records_are_routed_by_stays(
    route53: Any, zone_id: str, collection_id: str
) -> None:
    """CidrBlockInUseException for the last block of it, CidrCollectionInUseException at the end."""
    change(route53, collection_id, put("berlin", "198.51.100.0/24", "192.0.2.0/24"))
    config = {"CollectionId": collection_id, "LocationName": "berlin"}
    routed = create("www.example.com", SetIdentifier="berlin", CidrRoutingConfig=config)
    apply(route53, zone_id, routed)
    change(route53, collection_id, remove("berlin", "192.0.2.0/24"))
    with pytest.raises(route53.exceptions.CidrBlockInUseException):
        change(route53, collection_id, remove("berlin", "198.51.100.0/24"))
    apply(route53, zone_id, {**routed, "Action": "DELETE"})
    change(route53, collection_id, remove("berlin", "198.51.100.0/24"))


def test_only_empty_collections_are_deleted(route53: Any, collection_id: str) -> None:
    """CidrCollectionInUseException while a collection has blocks; then it is forgotten."""
    change(route53, collection_id, put("berlin", "198.51.100.0/24"))
    with pytest.raises(route53.exceptions.CidrCollectionInUseException):
        route53.delete_cidr_collection(Id=collection_id)
    change(route53, collection_id, remove("berlin", "198.51.100.0/24"))
    route53.delete_cidr_collection(Id=collection_id)
    assert route53.list_cidr_collections()["CidrCollections"] == []


def test_a_change_of_an_old_version_is_refused(route53: Any, collection_id: str) -> None:
    """CidrCollectionVersionMismatchException, HTTP 409, unless the version is the present one."""
    change(route53, collection_id, put("berlin", "198.51.100.0/24"), CollectionVersion=1)
    with pytest.raises(route53.exceptions.CidrCollectionVersionMismatchException) as refusal:
        change(route53, collection_id, put("berlin", "192.0.2.0/24"), CollectionVersion=1)
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 409
    assert blocks(route53, collection_id) == [("berlin", "198.51.100.0/24")]


@pytest.mark.parametrize(
    "block",
    [
        "198.51.100.0/25",
        "2001:db8::/49",
        "0.0.0.0/0",
        "::/0",
        "198.51.100.1/24",
        "198.51.100.0/33",
        "example.com",
    ],
)
def test_what_is_no_block_is_refused(route53: Any, collection_id: str, block: str) -> None:
    """InvalidInput for prefixes beyond /24 and /48, empty ones, host bits and other texts."""
    with pytest.raises(route53.exceptions.InvalidInput):
        change(route53, collection_id, put("berlin", block))


def test_only_so_many_collections_and_blocks(aws: Account, route53: Any) -> None:
    """LimitsExceeded at the quotas of the account and of a collection."""
    aws.quotas.cidr_collections = 1
    aws.quotas.blocks_per_cidr_collection = 2
    collection_id = new_collection(route53)["Id"]
    with pytest.raises(route53.exceptions.LimitsExceeded):
        new_collection(route53, "other")
    change(route53, collection_id, put("berlin", "198.51.100.0/24", "192.0.2.0/24"))
    with pytest.raises(route53.exceptions.LimitsExceeded):
        change(route53, collection_id, put("tokyo", "203.0.113.0/24"))


def test_a_request_names_so_many_blocks(aws: Account, route53: Any, collection_id: str) -> None:
    """InvalidInput for more than a thousand blocks in one request, over all its changes."""
    aws.quotas.blocks_per_cidr_collection = 2_000
    networks = [f"10.{number // 256}.{number % 256}.0/24" for number in range(1_001)]
    with pytest.raises(route53.exceptions.InvalidInput):
        change(route53, collection_id, put("one", *networks[:600]), put("two", *networks[600:]))
    change(route53, collection_id, put("one", *networks[:600]), put("two", *networks[600:1_000]))


@pytest.mark.parametrize(
    ("operation", "parameters"),
    [
        ("change_cidr_collection", {"Changes": [put("berlin", "192.0.2.0/24")]}),
        ("delete_cidr_collection", {}),
    ],
)
def test_an_unknown_collection_is_refused(
    route53: Any, operation: str, parameters: dict[str, Any]
) -> None:
    """NoSuchCidrCollectionException, HTTP 404; InvalidInput for what is no id."""
    with pytest.raises(route53.exceptions.NoSuchCidrCollectionException) as refusal:
        getattr(route53, operation)(Id="c0ffee00-0000-4000-8000-000000000000", **parameters)
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404
    with pytest.raises(route53.exceptions.InvalidInput):
        getattr(route53, operation)(Id="nobody", **parameters)
