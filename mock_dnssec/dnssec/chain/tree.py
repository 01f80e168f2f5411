"""A chain of trust as a tree of text, at most 100 columns wide."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from mock_dnssec.dnssec.chain.links import named

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mock_dnssec.dnssec.chain.links import Key, Link, Records, Signature, Stretch
    from mock_dnssec.dnssec.validating.answers import Status

_WIDTH = 100
_NARROWEST = 40
_INDENT = 3
_WRONG = "✗ "
_SHOUTED: dict[Status, str] = {
    "secure": "secure",
    "insecure": "insecure",
    "bogus": "BOGUS",
    "unanswered": "UNANSWERED",
}


def tree(stretches: Iterable[Stretch]) -> Iterator[str]:
    """Yield the lines: each zone below its parent, and at the end of each stretch the records."""
    for stretch in stretches:
        parent = stretch.above
        if parent:
            yield ""
            yield _heading(0, f"{parent.title}, as above", parent.status)
        depth = 1 if parent else 0
        for link in stretch.links:
            yield _heading(depth, link.title, link.status)
            yield from _body(depth, "│", _of_zone(link, parent))
            parent, depth = link, depth + 1
        yield _heading(depth, stretch.records.title, stretch.records.status)
        yield from _body(depth, " ", _of_records(stretch.records, stretch.zone.keys))


def _heading(depth: int, title: str, status: Status) -> str:
    corner = " " * (_INDENT * (depth - 1)) + "└─ " if depth else ""
    said = f" {_SHOUTED[status]}"
    room = max(_WIDTH - len(corner) - len(said) - 1, _NARROWEST)
    shown = title if len(title) <= room else f"{title[: room - 3]}..."
    return f"{corner}{shown} ".ljust(_WIDTH - len(said), "·") + said


def _body(depth: int, trunk: str, lines: Iterable[str]) -> Iterator[str]:
    margin = " " * (_INDENT * depth) + trunk + "  "
    for line in lines:
        hanging = "  " if line.startswith(_WRONG) else "   "
        room = max(_WIDTH - len(margin), _NARROWEST)
        for piece in wrap(line, room, subsequent_indent=hanging):
            yield margin + piece
    if trunk.strip():
        yield margin.rstrip()


def _of_zone(link: Link, parent: Link | None) -> Iterator[str]:
    where = f"in {parent.zone}" if parent else "is the trust anchor and"
    for ds in link.ds:
        if ds.flaw:
            yield f"{_WRONG}DS {ds.text} {where} names no key: {ds.flaw}"
        else:
            yield f"DS {ds.text} {where} names {named(ds.tag, link.keys)}"
    yield from _signed("the DS", link.ds_signatures, parent.keys if parent else ())
    for key in link.keys:
        yield f"{key.role} {key.tag}, {key.algorithm}"
    yield from _signed("the keys", link.signatures, link.keys)
    for tag in link.idle:
        yield f"{_WRONG}{named(tag, link.keys)} does not sign the keys"
    yield from _problem(link)


def _of_records(records: Records, keys: Sequence[Key]) -> Iterator[str]:
    yield from records.lines
    yield from _signed("the records", records.signatures, keys)
    yield from _problem(records)


def _problem(what: Link | Records) -> Iterator[str]:
    if what.problem:
        yield what.problem if what.status == "insecure" else _WRONG + what.problem


def _signed(what: str, signatures: Iterable[Signature], keys: Sequence[Key]) -> Iterator[str]:
    for tag, expires, flaw in signatures:
        signer = named(tag, keys)
        if flaw:
            yield f"{_WRONG}{signer} signs {what}, but the signature {flaw}"
        else:
            yield f"{signer} signs {what} until {expires}"
