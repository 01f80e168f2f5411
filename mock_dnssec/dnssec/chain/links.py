"""The links of a chain of trust: each zone with its keys, and what vouches for what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mock_dnssec.dnssec.validating.answers import Status


class Signature(NamedTuple):
    """A signature: the tag of its key, when it expires, and what is wrong with it, if anything."""

    tag: int
    expires: str
    flaw: str | None


class Key(NamedTuple):
    """A key of a zone; ``role`` is "KSK" or "ZSK", by the SEP flag."""

    tag: int
    role: str
    algorithm: str


def named(tag: int, keys: Iterable[Key]) -> str:
    """Return the key of a tag with its role: ``KSK 12345``; ``key 12345`` if it is not there."""
    roles = (key.role for key in keys if key.tag == tag)
    return f"{next(roles, 'key')} {tag}"


class Delegation(NamedTuple):
    """A DS record, the tag that it gives, and why it names no key of the zone, if it names none."""

    tag: int
    text: str
    flaw: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A zone: what its parent says of it, its keys, and the signatures over its DNSKEY set.

    The root has no parent: there ``ds`` is the trust anchor. ``problem`` says why the zone is not
    secure; it is empty if that has been said of a zone above.
    """

    zone: str
    status: Status
    problem: str = ""
    ds: tuple[Delegation, ...] = ()
    ds_signatures: tuple[Signature, ...] = ()
    keys: tuple[Key, ...] = ()
    signatures: tuple[Signature, ...] = ()

    @property
    def title(self) -> str:
        """The zone's name for a heading."""
        return ". (the root)" if self.zone == "." else self.zone

    @property
    def idle(self) -> list[int]:
        """The tags of keys that a DS names and that have not signed the DNSKEY set."""
        signers = {signature.tag for signature in self.signatures}
        return [ds.tag for ds in self.ds if ds.flaw is None and ds.tag not in signers]

    @property
    def broken(self) -> Status:
        """The status of what proves nothing: harmless, where something else proves the zone."""
        return "bogus" if self.status == "bogus" else "insecure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Records:
    """What a chain leads to: the records of a name and type, or word that there are none."""

    title: str
    status: Status
    problem: str = ""
    lines: tuple[str, ...] = ()
    signatures: tuple[Signature, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """The way to the records of one name: to the one asked for, or to one that a CNAME leads to.

    ``links`` are the zones on it that no stretch before has, and ``above`` is the one that they,
    or the records, are below: None in the first stretch, which begins at the root.
    """

    above: Link | None
    links: tuple[Link, ...]
    records: Records

    @property
    def zone(self) -> Link:
        """The zone that has the records."""
        *_, zone = filter(None, (self.above, *self.links))
        return zone
