"""CreateCidrCollection, ChangeCidrCollection and DeleteCidrCollection."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from mock_dnssec.errors import Refusal
from mock_dnssec.operations import NOTHING
from mock_dnssec.route53.cidr.collections import CidrCollection, Locations, normal_block
from mock_dnssec.route53.refusals import LIMITS_EXCEEDED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend

_LOCATION = "https://route53.amazonaws.com/2013-04-01/cidrcollection/"
_MOST_BLOCKS = 1_000
"""How many blocks one request may name."""

# Texts that are not public: the sentences of AWS's documentation where it has one.
_ALREADY_EXISTS = Refusal(
    "CidrCollectionAlreadyExistsException",
    "A CIDR collection with this name and a different caller reference already exists in this "
    "account.",
)
_OTHER_VERSION = Refusal(
    "CidrCollectionVersionMismatchException",
    "The CIDR collection version you provided, doesn't match the one in the ListCidrCollections "
    "operation.",
)
_BLOCK_IN_USE = Refusal("CidrBlockInUseException", "This CIDR block is already in use.")
_COLLECTION_IN_USE = Refusal(
    "CidrCollectionInUseException", "This CIDR collection is in use, and isn't empty."
)
_TOO_MANY_BLOCKS = Refusal(
    "InvalidInput", "The maximum number of CIDR blocks in a request is {most}."
)


class CidrCollectionChange(TypedDict):
    """What to do (PUT or DELETE_IF_EXISTS) with which blocks of a location."""

    LocationName: str
    Action: str
    CidrList: list[str]


class CidrCollectionOperations:
    """The life of a CIDR collection."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._account = backend.account
        self._collections = backend.cidr_collections

    def create_cidr_collection(self, *, name: str, caller_reference: str) -> Result:
        """Create an empty collection; a repeated request returns the one that it made.

        Raises CidrCollectionAlreadyExistsException, LimitsExceeded.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateCidrCollection.html
        """
        collection = self._collections.named(name)
        if collection is None:
            collection = self._create(name, caller_reference)
        elif collection.caller_reference != caller_reference:
            raise _ALREADY_EXISTS.error()
        return {"Collection": collection.description, "Location": _LOCATION + collection.id}

    def change_cidr_collection(
        self,
        *,
        id: str,
        changes: Sequence[CidrCollectionChange],
        collection_version: int | None = None,
    ) -> Result:
        """Make all changes, or none: first what is to go, then what is to come.

        Raises NoSuchCidrCollectionException, CidrCollectionVersionMismatchException, InvalidInput,
        CidrBlockInUseException, LimitsExceeded.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeCidrCollection.html
        """
        collection = self._collections.get(id)
        if collection_version not in (None, collection.version):
            raise _OTHER_VERSION.error()
        locations = _changed(collection.locations, changes)
        if sum(map(len, locations.values())) > self._account.quotas.blocks_per_cidr_collection:
            raise LIMITS_EXCEEDED.error()
        gone = collection.locations.keys() - locations.keys()
        if gone and gone & collection.routes(self._backend.zones):
            raise _BLOCK_IN_USE.error()
        collection.locations = locations
        collection.version += 1
        return {"Id": self._backend.changes.submit()["Id"]}

    def delete_cidr_collection(self, *, id: str) -> Result:
        """Delete an empty collection.

        Raises NoSuchCidrCollectionException, CidrCollectionInUseException.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteCidrCollection.html
        """
        collection = self._collections.get(id)
        if collection.locations or collection.routes(self._backend.zones):
            raise _COLLECTION_IN_USE.error()
        self._collections.remove(collection)
        return NOTHING

    def _create(self, name: str, caller_reference: str) -> CidrCollection:
        if len(self._collections) >= self._account.quotas.cidr_collections:
            raise LIMITS_EXCEEDED.error()
        collection_id = self._account.entropy.draw_uuid("route53:cidr collection")
        collection = CidrCollection(collection_id, name, caller_reference)
        self._collections.add(collection)
        return collection


def _changed(locations: Locations, changes: Sequence[CidrCollectionChange]) -> Locations:
    """Return the locations as the changes would leave them."""
    if sum(len(change["CidrList"]) for change in changes) > _MOST_BLOCKS:
        raise _TOO_MANY_BLOCKS.error(most=str(_MOST_BLOCKS))
    where = {block: name for name, blocks in locations.items() for block in blocks}
    for name, block in _named(changes, "DELETE_IF_EXISTS"):
        if where.get(block) == name:
            del where[block]
    for name, block in _named(changes, "PUT"):
        if where.setdefault(block, name) != name:
            raise _BLOCK_IN_USE.error()
    changed: Locations = {}
    for block, name in where.items():
        changed.setdefault(name, []).append(block)
    return changed


def _named(changes: Sequence[CidrCollectionChange], action: str) -> list[tuple[str, str]]:
    """Return each location and block that changes of this kind name."""
    return [
        (change["LocationName"], normal_block(block))
        for change in changes
        if change["Action"] == action
        for block in change["CidrList"]
    ]
