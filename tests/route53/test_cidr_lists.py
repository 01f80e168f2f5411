"""Lists of CIDR collections, of their locations and of their blocks."""

from __future__ import annotations

from typing import Any

import pytest

from .cidr import blocks, change, new_collection, put


@pytest.fixture
def collection_id(route53: Any) -> Any:
    """The id of a collection with five blocks in three locations."""
    collection_id = new_collection(route53)["Id"]
    change(route53, collection_id, put("a", "192.0.2.0/24", "198.51.100.0/24"))
    change(route53, collection_id, put("b", "203.0.113.0/24"), put("c", "10.0.0.0/24"))
    change(route53, collection_id, put("c", "2001:db8::/48"))
    return collection_id


def test_collections_page_by_page(route53: Any) -> None:
    """The paginator finds all collections in the order of their creation."""
    ids = [new_collection(route53, f"name-{number}")["Id"] for number in range(3)]
    paginator = route53.get_paginator("list_cidr_collections")
    pages = list(paginator.paginate(PaginationConfig={"PageSize": 2}))
    assert [len(page["CidrCollections"]) for page in pages] == [2, 1]
    assert [one["Id"] for page in pages for one in page["CidrCollections"]] == ids


def test_locations_page_by_page(route53: Any, collection_id: str) -> None:
    """The paginator finds all locations."""
    paginator = route53.get_paginator("list_cidr_locations")
    pages = paginator.paginate(CollectionId=collection_id, PaginationConfig={"PageSize": 2})
    locations = [one for page in pages for one in page["CidrLocations"]]
    assert locations == [{"LocationName": name} for name in ("a", "b", "c")]


def test_blocks_page_by_page(route53: Any, collection_id: str) -> None:
    """The paginator finds all blocks, and those of one location."""
    found = blocks(route53, collection_id, PaginationConfig={"PageSize": 2})
    assert [location for location, _ in found] == ["a", "a", "b", "c", "c"]
    assert blocks(route53, collection_id, LocationName="c") == [
        ("c", "10.0.0.0/24"),
        ("c", "2001:db8::/48"),
    ]


def test_an_unknown_location_is_refused(route53: Any, collection_id: str) -> None:
    """NoSuchCidrLocationException, HTTP 404."""
    with pytest.raises(route53.exceptions.NoSuchCidrLocationException) as refusal:
        route53.list_cidr_blocks(CollectionId=collection_id, LocationName="d")
    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 404


@pytest.mark.parametrize("operation", ["list_cidr_locations", "list_cidr_blocks"])
def test_lists_are_of_collections_that_exist(route53: Any, operation: str) -> None:
    """NoSuchCidrCollectionException for an id of none."""
    with pytest.raises(route53.exceptions.NoSuchCidrCollectionException):
        getattr(route53, operation)(CollectionId="c0ffee00-0000-4000-8000-000000000000")


@pytest.mark.parametrize("page", [{"NextToken": "made up"}, {"MaxResults": "0"}])
def test_pages_that_do_not_exist_are_refused(
    route53: Any, collection_id: str, page: dict[str, str]
) -> None:
    """InvalidInput for a token that no page gave and for a size that is none."""
    for operation, parameters in (
        ("list_cidr_collections", {}),
        ("list_cidr_locations", {"CollectionId": collection_id}),
        ("list_cidr_blocks", {"CollectionId": collection_id}),
    ):
        with pytest.raises(route53.exceptions.InvalidInput):
            getattr(route53, operation)(**parameters, **page)
