"""The words in which a resolver says what is wrong: names, times, keys and DS records."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING

import dns.dnssec
import dns.name

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from dns.name import Name
    from dns.rdtypes.ANY.DNSKEY import DNSKEY
    from dns.rdtypes.ANY.DS import DS

_SHOWN_DIGITS = 8


class BogusError(Exception):
    """Data that fails validation; the text says why, and fits behind "... is bogus: "."""


class UnansweredError(Exception):
    """No server gave an answer that could be judged; the text is a sentence that says why."""


def plain(name: Name) -> str:
    """Return a name as people write it: without the dot at the end."""
    return "the root" if name == dns.name.root else str(name.to_text(omit_final_dot=True))


def moment(posix: int) -> str:
    """Return a time in UTC, with seconds only where there are some."""
    at = datetime.fromtimestamp(posix, timezone.utc)
    return at.strftime("%Y-%m-%d %H:%M:%S UTC" if at.second else "%Y-%m-%d %H:%M UTC")


def short_ds(ds: DS) -> str:
    """Return a DS with the beginning of its digest."""
    digest = ds.digest.hex()[:_SHOWN_DIGITS]
    return f"{ds.key_tag} {int(ds.algorithm)} {int(ds.digest_type)} {digest}..."


def tag_of(key: DNSKEY) -> int:
    """Return the key tag of a DNSKEY (RFC 4034 appendix B)."""
    return int(dns.dnssec.key_id(key))


def key_list(tags: Iterable[int]) -> str:
    """Return key tags in words: ``key 1``, ``keys 1 and 2``, ``no key``."""
    known = sorted(set(tags))
    return enumerate_words("key", known) if known else "no key"


def enumerate_words(noun: str, things: Sequence[object]) -> str:
    """Return ``noun 1``, ``nouns 1 and 2``, ``nouns 1, 2 and 3``."""
    return f"{noun}{'s' if len(things) > 1 else ''} {and_list(map(str, things))}"


def and_list(words: Iterable[str]) -> str:
    """Return ``one``, ``one and two``, ``one, two and three``."""
    *most, last = words
    return f"{', '.join(most)} and {last}" if most else last
