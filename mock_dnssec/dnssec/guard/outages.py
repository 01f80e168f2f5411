"""Outages in words: which step broke a zone, for whom, since when, and what it should have awaited.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec-troubleshoot.html
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from dns.rdtypes.dnskeybase import Flag

from mock_dnssec.dnssec.guard.lifetimes import FOREVER
from mock_dnssec.dnssec.validating.reasons import and_list, enumerate_words, plain, tag_of
from mock_dnssec.dnssec.validating.trust import mismatch, usable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dns.name import Name

    from mock_dnssec.calls import Call
    from mock_dnssec.dnssec.guard.conflicts import AnyVersion, Conflict, Fault

_SECOND = timedelta(seconds=1)


class BogusZoneError(AssertionError):
    """Some validating resolver would call a zone bogus, and answer SERVFAIL for all that is in it.

    ``zone`` is its name, ``since`` when that began, ``step`` what brought it about: a ``Call``, or
    words. ``safe_at`` is when that step would have done no harm, None if no waiting helps.
    """

    def __init__(
        self, text: str, *, zone: str, since: datetime, step: Call | str, safe_at: datetime | None
    ) -> None:
        super().__init__(text)
        self.zone = zone
        self.since = since
        self.step = step
        self.safe_at = safe_at


class Words(NamedTuple):
    """What is said of a fault: why it is bogus, and what to do where waiting does not help."""

    why: str
    remedy: str


_NOT_SIGNED = "Take the DS out of the parent, or sign the zone with the key that it names."

_WORDS: dict[Fault, Words] = {
    "no keys": Words("a DS promises a DNSKEY set, and there is none", _NOT_SIGNED),
    "no match": Words(
        "the DS names none of these keys",
        "The parent must publish the DSRecord of a key-signing key that signs the zone.",
    ),
    "no signature": Words(
        "the DNSKEY set has no valid signature by the key that the DS names",
        "Route 53 must be able to use the KMS key: mend that, then call ActivateKeySigningKey.",
    ),
    "unsigned": Words("a DS promises signatures", _NOT_SIGNED),
    "unknown key": Words(
        "the key that made these signatures is not in the DNSKEY set",
        "The zone's name servers must all serve the same signed zone.",
    ),
}

_ABRUPT = (
    "No waiting before this step helps, as it replaces what they hold: publish what goes with the "
    "old and the new first, and wait in between."
)


def outage(
    zone: Name, conflict: Conflict, since: datetime, over_at: datetime, step: Call | str
) -> BogusZoneError:
    """Return the error that tells of a conflict in ``zone``, which lasts from when to when."""
    name, words = plain(zone), _WORDS[conflict.fault]
    safe_at = None if over_at == FOREVER or conflict.is_abrupt else over_at
    if safe_at is not None:
        harm = f"came {duration(safe_at - since)} too early for {name}"
        remedy = f"Wait until {moment(safe_at)} before this step."
    elif over_at < FOREVER:
        harm, remedy = f"broke {name} until {moment(over_at)}", _ABRUPT
    else:
        harm, remedy = f"broke {name}", words.remedy
    lines = [
        f"{step} {harm}.",
        _situation(name, conflict, since),
        f"That is bogus: {words.why}{_mismatch(zone, conflict)}.",
        remedy,
    ]
    return BogusZoneError("\n".join(lines), zone=name, since=since, step=step, safe_at=safe_at)


def moment(at: datetime) -> str:
    """Return a time to the minute, with seconds only where there are some: whole ones, upwards."""
    up = at + timedelta(microseconds=-at.microsecond % 1_000_000)
    return up.strftime("%Y-%m-%d %H:%M:%S UTC" if up.second else "%Y-%m-%d %H:%M UTC")


def duration(time: timedelta) -> str:
    """Return a time span to the second, whole ones, upwards: ``2 h 14 min``."""
    minutes, seconds = divmod(-(-time // _SECOND), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    units = ((days, "d"), (hours, "h"), (minutes, "min"), (seconds, "s"))
    return " ".join(f"{count} {unit}" for count, unit in units if count) or "0 s"


def _mismatch(zone: Name, conflict: Conflict) -> str:
    """Return how DS records differ from all keys, if that is what is wrong."""
    if conflict.fault != "no match" or conflict.keys is None:
        return ""
    published = conflict.keys.content.published
    wrong = {mismatch(ds, zone, published) or "" for ds in usable(conflict.ds.content)}
    return f" ({and_list(sorted(wrong))})"


def _situation(name: str, conflict: Conflict, since: datetime) -> str:
    phrases = dict(zip(conflict.parts, _phrases(name, conflict), strict=True))
    held = [
        f"{phrase} ({_origin(part)}) until {moment(part.held_until)}"
        for part, phrase in phrases.items()
        if not part.permanent
    ]
    got = " and ".join(phrase for part, phrase in phrases.items() if part.permanent)
    if not held:
        return f"Since {moment(since)} resolvers get {got}."
    still = f"Resolvers may hold {' and '.join(held)}"
    return f"{still}, and get {got} since {moment(since)}." if got else f"{still}."


def _origin(part: AnyVersion) -> str:
    ttl = f"TTL {duration(timedelta(seconds=part.ttl))}"
    return f"{ttl}, from the name servers that the parent had before" if part.former else ttl


def _phrases(name: str, conflict: Conflict) -> Iterator[str]:
    yield f"{enumerate_words('DS', sorted({ds.key_tag for ds in conflict.ds.content}))} of {name}"
    if conflict.keys is not None:
        keys = conflict.keys.content.published
        ksks = sorted(tag_of(key) for key in keys if key.flags & Flag.SEP)
        yield (
            f"the DNSKEY set of {name} with {enumerate_words('KSK', ksks)}"
            if ksks
            else f"no DNSKEY of {name}"
        )
    if conflict.data is not None:
        zsks = sorted(tag_of(key) for key in conflict.data.content)
        yield (
            f"answers of {name} signed by {enumerate_words('ZSK', zsks)}"
            if zsks
            else f"unsigned answers of {name}"
        )
