"""The protections of one hosted zone, in the order of its records."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from mock_dnssec.route53.names import normal, reversed_labels
from mock_dnssec.route53.ordered import Ordered
from mock_dnssec.route53.records.problems import FatalProblemError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mock_dnssec.route53.ordered import Key
    from mock_dnssec.route53.records.record_sets import Change

_PROTECTED = "RRSet with DNS name {name}, type {type} is protected and cannot be changed{comment}."
"""What a batch of changes is refused with. Not a public text."""


class _NameAndType(TypedDict):
    RecordName: str
    RecordType: str


class Protection(_NameAndType, total=False):
    """A protection of all record sets with a name and a type, there or not.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSetProtection.html
    """

    Comment: str


def key_of(protection: Protection) -> Key:
    """Return what tells a protection, its name in normal form, from all others of its zone."""
    return (reversed_labels(protection["RecordName"]), protection["RecordType"])


class Protections:
    """All protections of a zone, their names in normal form."""

    def __init__(self) -> None:
        self._ordered: Ordered[Protection] = Ordered()

    def __len__(self) -> int:
        return len(self._ordered)

    def __contains__(self, protection: Protection) -> bool:
        return self._ordered.get(key_of(protection)) is not None

    def starting(self, *first: str) -> Iterator[Protection]:
        """Walk the protections from a name, or a name and a type, on."""
        return self._ordered.starting((reversed_labels(first[0]), *first[1:]) if first else ())

    def put(self, protection: Protection) -> None:
        """Keep a protection."""
        self._ordered.put(key_of(protection), protection)

    def remove(self, protection: Protection) -> None:
        """Forget the protection with this one's name and type."""
        self._ordered.remove(key_of(protection))

    def against(self, changes: Iterable[Change]) -> Iterator[str]:
        """Name what each change breaks, whatever it does."""
        for change in changes if len(self) else ():
            record_set = change["ResourceRecordSet"]
            try:
                name = normal(record_set["Name"])
            except FatalProblemError:  # others say so
                continue
            found = self._ordered.get((reversed_labels(name), record_set["Type"]))
            if found is not None:
                comment = f": {found['Comment']}" if "Comment" in found else ""
                yield _PROTECTED.format(name=name, type=record_set["Type"], comment=comment)
