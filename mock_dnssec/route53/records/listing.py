"""ListResourceRecordSets."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.route53.names import normal
from mock_dnssec.route53.paging import first_page, page_size
from mock_dnssec.route53.records.problems import FatalProblemError

if TYPE_CHECKING:
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.records.record_sets import ResourceRecordSet

_MOST_ITEMS = 300


class RecordListing:
    """The record sets of a zone, page by page."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def list_resource_record_sets(
        self,
        *,
        hosted_zone_id: str,
        start_record_name: str | None = None,
        start_record_type: str | None = None,
        start_record_identifier: str | None = None,
        max_items: str = "100",
    ) -> Result:
        """List sets by name with the labels reversed, then type, then set identifier.

        Raises NoSuchHostedZone, and InvalidInput for a type without a name.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html
        """
        zone = self._backend.zones.get(hosted_zone_id)
        size = page_size(max_items, _MOST_ITEMS)
        start = _start(start_record_name, start_record_type, start_record_identifier)
        page, following = first_page(zone.records.starting(*start), size)
        return {
            "ResourceRecordSets": page,
            "IsTruncated": following is not None,
            "MaxItems": str(size),
            **(_next(following) if following is not None else {}),
        }


def _start(*given: str | None) -> list[str]:
    """Return the parts of the place to start at; each makes sense only after the one before."""
    parts = [part for part in given if part is not None]
    if parts != list(given[: len(parts)]):
        raise AwsError("InvalidInput", "The input is not valid.")
    if not parts:
        return []
    try:
        return [normal(parts[0]), *parts[1:]]
    except FatalProblemError as problem:
        raise AwsError("InvalidInput", str(problem)) from problem


def _next(record_set: ResourceRecordSet) -> Result:
    following = {"NextRecordName": record_set["Name"], "NextRecordType": record_set["Type"]}
    if "SetIdentifier" in record_set:
        following["NextRecordIdentifier"] = record_set["SetIdentifier"]
    return following
