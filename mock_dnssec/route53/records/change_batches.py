"""A batch of changes to the record sets of a zone: what speaks against it, and what it leaves.

The changes of a batch happen at once: whatever it deletes or replaces is gone before the first
set is created. So a batch may replace a CNAME record by others in any order, and an alias needs
its target to be there already or to be created earlier in the batch.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from mock_dnssec.route53.identifiers import bare
from mock_dnssec.route53.names import is_under, normal
from mock_dnssec.route53.records import rules
from mock_dnssec.route53.records.draft import Draft
from mock_dnssec.route53.records.problems import FatalProblemError
from mock_dnssec.route53.records.record_sets import ResourceRecordSet, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from mock_dnssec.route53.ordered import Key
    from mock_dnssec.route53.records.record_sets import Change
    from mock_dnssec.route53.zones.hosted_zones import HostedZone, HostedZones

_REPEATED = "The request contains an invalid set of changes for a resource record set"
_REQUIRED = {
    "NS": "A HostedZone must contain at least one NS record for the zone itself.",
    "SOA": "A HostedZone must contain exactly one SOA record.",
}


class _Change(NamedTuple):
    position: int
    action: str
    record_set: ResourceRecordSet
    key: Key

    @property
    def deletes(self) -> bool:
        return self.action in ("DELETE", "UPSERT")

    @property
    def creates(self) -> bool:
        return self.action in ("CREATE", "UPSERT")


class ChangeBatch:
    """A batch laid over a zone; ``faults`` is empty if it may be committed."""

    def __init__(
        self, changes: Sequence[Change], zone: HostedZone, zones: HostedZones, quota: int
    ) -> None:
        self._zone = zone
        self._zones = zones
        self._draft = Draft(zone.records)
        self._found: list[tuple[int, str]] = []
        usable = self._once_each(list(self._in_zone(changes)))
        for change in filter(lambda change: change.deletes, usable):
            self._delete(change)
        for change in filter(lambda change: change.creates, usable):
            self._create(change)
        self._check_whole(len(changes), quota)

    @property
    def faults(self) -> list[str]:
        """All that speaks against the batch, in the order of its changes."""
        return [fault for _, fault in sorted(self._found, key=lambda found: found[0])]

    def commit(self) -> None:
        """Make the changes."""
        self._draft.commit()

    def _in_zone(self, changes: Sequence[Change]) -> Iterator[_Change]:
        """Walk the changes whose names can be in the zone."""
        for position, change in enumerate(changes):
            try:
                record_set = _normal_form(change["ResourceRecordSet"])
            except FatalProblemError as problem:
                self._found.append((position, str(problem)))
                continue
            name = record_set["Name"]
            if is_under(name, self._zone.name):
                yield _Change(position, change["Action"], record_set, key_of(record_set))
            else:
                fault = f"RRSet with DNS name {name} is not permitted in zone {self._zone.name}"
                self._found.append((position, fault))

    def _once_each(self, changes: list[_Change]) -> list[_Change]:
        """Sort out the sets that are deleted, or created, more than once."""
        deletions = Counter(change.key for change in changes if change.deletes)
        creations = Counter(change.key for change in changes if change.creates)
        usable = []
        reported = set()
        for change in changes:
            if deletions[change.key] < 2 and creations[change.key] < 2:
                usable.append(change)
            elif change.key not in reported:
                reported.add(change.key)
                shown = f"'{change.record_set['Type']} {change.record_set['Name']}'"
                self._found.append((change.position, f"{_REPEATED} {shown}"))
        return usable

    def _delete(self, change: _Change) -> None:
        existing = self._draft.find(change.record_set)
        if change.action == "UPSERT" and existing is None:
            return
        if existing is None:
            self._refuse(change, "delete", "it was not found")
        elif change.action == "DELETE" and not _same(existing, change.record_set):
            reason = "the values provided do not match the current values"
            self._refuse(change, "delete", reason)
        else:
            self._draft.remove(existing)

    def _create(self, change: _Change) -> None:
        if self._draft.find(change.record_set) is not None:
            self._refuse(change, "create", "it already exists")
            return
        faults = rules.faults(change.record_set, self._zone, self._draft, self._zones)
        self._found.extend((change.position, fault) for fault in faults)
        self._draft.put(change.record_set)

    def _refuse(self, change: _Change, verb: str, reason: str) -> None:
        record_set = change.record_set
        shown = f"name='{record_set['Name']}', type='{record_set['Type']}'"
        if "SetIdentifier" in record_set:
            shown += f", set-identifier='{record_set['SetIdentifier']}'"
        fault = f"Tried to {verb} resource record set [{shown}] but {reason}"
        self._found.append((change.position, fault))

    def _check_whole(self, after: int, quota: int) -> None:
        present = {record_set["Type"] for record_set in self._draft.at(self._zone.name)}
        for record_type, fault in _REQUIRED.items():
            if record_type not in present:
                self._found.append((after, fault))
        growth = self._draft.growth()
        if growth > 0 and len(self._zone.records) + growth > quota:
            fault = f"Exceeded limit MAX_RRSETS_BY_ZONE for zone: {self._zone.id}"
            self._found.append((after, fault))


def _normal_form(given: ResourceRecordSet) -> ResourceRecordSet:
    record_set = ResourceRecordSet({**given, "Name": normal(given["Name"])})
    if "AliasTarget" in given:
        target = given["AliasTarget"]
        record_set["AliasTarget"] = {
            "HostedZoneId": bare(target["HostedZoneId"]),
            "DNSName": normal(target["DNSName"]),
            "EvaluateTargetHealth": target["EvaluateTargetHealth"],
        }
    return record_set


def _same(one: ResourceRecordSet, other: ResourceRecordSet) -> bool:
    """Say whether two sets are equal, in whatever order their values are."""
    return _comparable(one) == _comparable(other)


def _comparable(record_set: ResourceRecordSet) -> dict[str, object]:
    """Return what makes a set what it is; a traffic policy instance stands for its values."""
    records = record_set.get("ResourceRecords", [])
    if "TrafficPolicyInstanceId" in record_set:
        records = []
    values = sorted(record["Value"] for record in records)
    return {**record_set, "ResourceRecords": values}
