"""A zone's record sets as a batch of changes would leave them, before it is known to be good."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from mock_dnssec.route53.records.record_sets import key_of

if TYPE_CHECKING:
    from mock_dnssec.route53.ordered import Key
    from mock_dnssec.route53.records.record_sets import RecordSets, ResourceRecordSet


class Draft:
    """Changes laid over a zone's record sets, which stay as they are until ``commit``."""

    def __init__(self, records: RecordSets) -> None:
        self._records = records
        self._changed: defaultdict[str, dict[Key, ResourceRecordSet | None]] = defaultdict(dict)

    def find(self, record_set: ResourceRecordSet) -> ResourceRecordSet | None:
        """Return the set that has this one's name, type and set identifier, if any."""
        changed = self._changed.get(record_set["Name"], {})
        key = key_of(record_set)
        return changed[key] if key in changed else self._records.get(key)

    def at(self, name: str) -> list[ResourceRecordSet]:
        """Return all sets of a name."""
        sets: dict[Key, ResourceRecordSet | None] = {
            key_of(record_set): record_set for record_set in self._records.at(name)
        }
        sets.update(self._changed.get(name, {}))
        return [record_set for record_set in sets.values() if record_set is not None]

    def put(self, record_set: ResourceRecordSet) -> None:
        """Lay a set over what was there."""
        self._changed[record_set["Name"]][key_of(record_set)] = record_set

    def remove(self, record_set: ResourceRecordSet) -> None:
        """Lay nothing over the set with this one's name, type and set identifier."""
        self._changed[record_set["Name"]][key_of(record_set)] = None

    def growth(self) -> int:
        """Return how many more sets there will be than now."""
        return sum(
            (record_set is not None) - (self._records.get(key) is not None)
            for key, record_set in self._changes()
        )

    def commit(self) -> None:
        """Make the draft the zone's record sets."""
        for key, record_set in self._changes():
            if record_set is not None:
                self._records.put(record_set)
            elif (existing := self._records.get(key)) is not None:
                self._records.remove(existing)

    def _changes(self) -> list[tuple[Key, ResourceRecordSet | None]]:
        return [change for changed in self._changed.values() for change in changed.items()]
