"""ListCidrCollections, ListCidrLocations and ListCidrBlocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal
from mock_dnssec.route53.paging import BAD_INPUT_TOKEN, by_token

if TYPE_CHECKING:
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend

_NO_SUCH_LOCATION = Refusal(
    "NoSuchCidrLocationException",
    "The CIDR collection location doesn't match any locations in your account.",
)


class CidrListing:
    """Collections, their locations, and the blocks of these."""

    def __init__(self, backend: Backend) -> None:
        self._collections = backend.cidr_collections

    def list_cidr_collections(
        self, *, next_token: str | None = None, max_results: str = "100"
    ) -> Result:
        """List the collections of the account; InvalidInput.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListCidrCollections.html
        """
        return by_token(
            "CidrCollections",
            ((one.id, one.description) for one in self._collections),
            token=next_token,
            max_results=max_results,
            refusal=BAD_INPUT_TOKEN,
        )

    def list_cidr_locations(
        self, *, collection_id: str, next_token: str | None = None, max_results: str = "100"
    ) -> Result:
        """List the locations of a collection; NoSuchCidrCollectionException, InvalidInput.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListCidrLocations.html
        """
        locations = self._collections.get(collection_id).locations
        return by_token(
            "CidrLocations",
            ((name, {"LocationName": name}) for name in locations),
            token=next_token,
            max_results=max_results,
            refusal=BAD_INPUT_TOKEN,
        )

    def list_cidr_blocks(
        self,
        *,
        collection_id: str,
        location_name: str | None = None,
        next_token: str | None = None,
        max_results: str = "100",
    ) -> Result:
        """List the blocks of a collection, or of one location of it.

        Raises NoSuchCidrCollectionException, NoSuchCidrLocationException, InvalidInput.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListCidrBlocks.html
        """
        locations = self._collections.get(collection_id).locations
        if location_name is not None and location_name not in locations:
            raise _NO_SUCH_LOCATION.error()
        return by_token(
            "CidrBlocks",
            (
                (block, {"CidrBlock": block, "LocationName": name})
                for name, blocks in locations.items()
                for block in blocks
                if location_name in (None, name)
            ),
            token=next_token,
            max_results=max_results,
            refusal=BAD_INPUT_TOKEN,
        )
