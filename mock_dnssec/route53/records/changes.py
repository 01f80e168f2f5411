"""ChangeResourceRecordSets."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from mock_dnssec.errors import AwsError
from mock_dnssec.route53.records import references
from mock_dnssec.route53.records.change_batches import ChangeBatch
from mock_dnssec.route53.records.shapes import check_shape

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.records.record_sets import Change

_MOST_RECORDS = 1_000
_MOST_CHARACTERS = 32_000


class _Comment(TypedDict, total=False):
    Comment: str


class Batch(_Comment):
    """Changes that happen all or not at all."""

    Changes: list[Change]


class RecordChanges:
    """Changes to the record sets of a zone."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def change_resource_record_sets(self, *, hosted_zone_id: str, change_batch: Batch) -> Result:
        """Make all changes of a batch, or none and name every fault of it.

        Raises InvalidInput, NoSuchHostedZone, NoSuchHealthCheck, InvalidChangeBatch.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeResourceRecordSets.html
        """
        changes = change_batch["Changes"]
        for change in changes:
            check_shape(change)
        zone = self._backend.zones.get(hosted_zone_id)
        _refuse(_beyond_limits(changes))
        known = [*zone.protections.against(changes), *self._missing(changes)]
        quota = self._backend.account.quotas.records_per_zone
        batch = ChangeBatch(changes, zone, self._backend.zones, quota)
        _refuse([*known, *batch.faults])
        batch.commit()
        return {"ChangeInfo": self._backend.changes.submit(change_batch.get("Comment"))}

    def _missing(self, changes: Sequence[Change]) -> list[str]:
        return [
            fault
            for change in changes
            if change["Action"] != "DELETE"
            for fault in references.missing(self._backend, change["ResourceRecordSet"])
        ]


def _refuse(faults: Sequence[str]) -> None:
    if faults:
        raise AwsError("InvalidChangeBatch", f"[{', '.join(faults)}]")


def _beyond_limits(changes: Sequence[Change]) -> list[str]:
    """Name the limits of a request that the changes break.

    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/DNSLimitations.html#limits-api-requests
    """
    records = characters = 0
    for size, length in map(_measure, changes):
        records += size
        characters += length
    faults = []
    if records > _MOST_RECORDS:
        faults.append(f"Number of records limit of {_MOST_RECORDS} exceeded.")
    if characters > _MOST_CHARACTERS:
        faults.append(f"RDATA character limit of {_MOST_CHARACTERS} exceeded.")
    return faults


def _measure(change: Change) -> tuple[int, int]:
    """Return how many records and characters a change counts for: an UPSERT counts twice."""
    times = 2 if change["Action"] == "UPSERT" else 1
    values = change["ResourceRecordSet"].get("ResourceRecords", [])
    characters = sum(len(record["Value"]) for record in values)
    return times * max(len(values), 1), times * characters
