"""Ways for the tests to make and change CIDR collections."""

from __future__ import annotations

from typing import Any


def new_collection(route53: Any, name: str = "collection", reference: str = "first") -> Any:
    """Create a collection and return it."""
    answer = route53.create_cidr_collection(Name=name, CallerReference=reference)
    return answer["Collection"]


def put(location: str, *blocks: str) -> Any:
    """Return the change that gives a location more blocks."""
    return {"LocationName": location, "Action": "PUT", "CidrList": list(blocks)}


def remove(location: str, *blocks: str) -> Any:
    """Return the change that takes blocks from a location."""
    return {"LocationName": location, "Action": "DELETE_IF_EXISTS", "CidrList": list(blocks)}


def change(route53: Any, collection_id: str, *changes: Any, **more: Any) -> Any:
    """Change a collection and return the id of the change."""
    answer = route53.change_cidr_collection(Id=collection_id, Changes=list(changes), **more)
    return answer["Id"]


def blocks(route53: Any, collection_id: str, **more: Any) -> list[tuple[str, str]]:
    """Return the location and text of each block, from all pages."""
    pages = route53.get_paginator("list_cidr_blocks").paginate(CollectionId=collection_id, **more)
    return [(one["LocationName"], one["CidrBlock"]) for page in pages for one in page["CidrBlocks"]]


def version(route53: Any, collection_id: str) -> Any:
    """Return the version of a collection."""
    collections = route53.list_cidr_collections()["CidrCollections"]
    return next(one["Version"] for one in collections if one["Id"] == collection_id)
