"""Which versions of a zone's DS, DNSKEY set and data do not go together, and for how long.

RFC 4035 section 5 says what a resolver makes of them; here no signature is made or checked, since
those that are published hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import product
from typing import TYPE_CHECKING, Literal, NamedTuple

from mock_dnssec.dnssec.guard.lifetimes import Version
from mock_dnssec.dnssec.validating.trust import mismatch, usable

if TYPE_CHECKING:
    from dns.name import Name
    from dns.rdtypes.ANY.DNSKEY import DNSKEY
    from dns.rdtypes.ANY.DS import DS

Fault = Literal["no keys", "no match", "no signature", "unsigned", "unknown key"]
"""What can be wrong with a combination of a DS set, a DNSKEY set and data."""


class Keys(NamedTuple):
    """A DNSKEY set, and those of its keys whose signature stands over it."""

    published: frozenset[DNSKEY]
    signers: frozenset[DNSKEY]


DSVersion = Version[frozenset["DS"]]
KeysVersion = Version[Keys]
DataVersion = Version[frozenset["DNSKEY"]]
"""Data by the keys that have signed it, none if it is unsigned."""

AnyVersion = DSVersion | KeysVersion | DataVersion


@dataclass(frozen=True, slots=True)
class Conflict:
    """A combination that some resolver may hold and must call bogus, until a part of it expires."""

    fault: Fault
    ds: DSVersion
    keys: KeysVersion | None = None
    data: DataVersion | None = None

    @property
    def parts(self) -> list[AnyVersion]:
        """The versions that do not go together."""
        return [part for part in (self.ds, self.keys, self.data) if part is not None]

    @property
    def clears_at(self) -> datetime:
        """When the first part of it has expired everywhere: FOREVER while all is published."""
        return min(part.held_until for part in self.parts)

    @property
    def is_abrupt(self) -> bool:
        """Whether the step that made it also replaced the part of it that has to expire."""
        return any(part.just_replaced and part.held_until == self.clears_at for part in self.parts)


def conflicts(
    zone: Name,
    every_ds: Sequence[DSVersion],
    every_keys: Sequence[KeysVersion],
    every_data: Sequence[DataVersion],
) -> Iterator[Conflict]:
    """Yield the combinations of these versions that do not validate.

    A DS set that tells a validator nothing leaves the zone insecure, whatever its servers say.
    """
    demanding = [ds for ds in every_ds if usable(ds.content)]
    for ds, keys in product(demanding, every_keys):
        fault = _fault(zone, ds.content, keys.content)
        if fault:
            yield Conflict(fault, ds, keys=keys)
    for ds, data in product(demanding, every_data):
        if not data.content:
            yield Conflict("unsigned", ds, data=data)
    for ds, keys, data in product(demanding, every_keys, every_data):
        if keys.content.published and not data.content <= keys.content.published:
            yield Conflict("unknown key", ds, keys=keys, data=data)


def _fault(zone: Name, ds_set: frozenset[DS], keys: Keys) -> Fault | None:
    """Return what keeps a DS set from vouching for a DNSKEY set (RFC 4035 section 5.2)."""
    if not keys.published:
        return "no keys"
    records = usable(ds_set)
    named = {
        key for key in keys.published if any(mismatch(ds, zone, [key]) is None for ds in records)
    }
    if not named:
        return "no match"
    return None if named & keys.signers else "no signature"
