"""What is in the picture of a chain: zones as boxes, in them keys and records, and arrows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mock_dnssec.dnssec.chain.links import Link, Records, Signature
    from mock_dnssec.dnssec.validating.answers import Status

Shape = Literal["KSK", "ZSK", "absent", "records"]

_LONGEST = 44


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A key, a DS, or the records that the chain leads to; ``tag`` is that of a key."""

    shape: Shape
    lines: tuple[str, str]
    status: Status
    tag: int | None = None
    anchor: bool = False


class Arrow(NamedTuple):
    """What vouches for what; from a key to itself if it signs the set that it is in."""

    start: Node
    end: Node
    status: Status
    title: str


class Note(NamedTuple):
    """What is wrong, in words."""

    text: str
    status: Status


@dataclass(slots=True, eq=False)
class Box:
    """A zone: its keys, entry points first, then what they sign, and in words what is wrong."""

    title: str
    status: Status
    entries: list[Node]
    zsks: list[Node]
    signed: list[Node] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def rows(self) -> list[list[Node]]:
        """The rows of nodes that there are, from the top."""
        return [row for row in (self.entries, self.zsks, self.signed) if row]

    def tagged(self, tag: int) -> list[Node]:
        """Return the keys that have a tag, one that is missing too."""
        return [node for node in (*self.entries, *self.zsks) if node.tag == tag]


class Picture:
    """The boxes from the root down, and the arrows between what is in them."""

    def __init__(self, links: Sequence[Link], records: Records) -> None:
        self.title = f"Chain of trust of {records.title}"
        self.status = records.status
        self.boxes = [_box(link) for link in links]
        self.arrows = [
            arrow for link, box in zip(links, self.boxes, strict=True) for arrow in _kept(link, box)
        ]
        for parent, link, box in zip(self.boxes, links[1:], self.boxes[1:], strict=False):
            self.arrows += _delegated(parent, link, box)
        self.arrows += _led_to(self.boxes[-1], records)


def _box(link: Link) -> Box:
    nodes = [
        Node(
            "KSK" if key.role == "KSK" else "ZSK",
            (f"{key.role} {key.tag}", key.algorithm),
            link.status,
            key.tag,
            anchor=link.zone == "." and any(ds.tag == key.tag for ds in link.ds),
        )
        for key in link.keys
    ]
    published = {key.tag for key in link.keys}
    missing = [
        Node("absent", (f"key {ds.tag}", "is missing"), link.broken, ds.tag)
        for ds in link.ds
        if ds.tag not in published
    ]
    if not nodes and not missing and link.status != "unanswered":
        missing = [Node("absent", ("no keys", "the zone is not signed"), link.status)]
    zsks = [node for node in nodes if node.shape == "ZSK"]
    entries = [node for node in nodes if node.shape == "KSK"] + missing
    order = [ds.tag for ds in link.ds]
    entries.sort(key=lambda node: order.index(node.tag) if node.tag in order else len(order))
    return Box(link.title, link.status, entries, zsks, notes=_notes(link))


def _kept(link: Link, box: Box) -> Iterator[Arrow]:
    """Yield the arrows for the signatures over the DNSKEY set."""
    for signature in link.signatures:
        for signer in box.tagged(signature.tag):
            others = [zsk for zsk in box.zsks if zsk is not signer]
            yield from _signatures([signature], box, [signer, *others], "the keys")
    for tag in link.idle:
        for key in box.tagged(tag):
            yield Arrow(key, key, link.broken, f"{key.lines[0]} does not sign the keys")


def _delegated(parent: Box, link: Link, box: Box) -> Iterator[Arrow]:
    """Put the DS of a zone into its parent's box, and yield the arrows to it and from it."""
    if not link.ds and link.status != "unanswered":
        yield from _undelegated(parent, box)
    for ds in link.ds:
        node = Node("records", (f"DS {ds.tag}", f"for {short(link.zone)}"), parent.status)
        parent.signed.append(node)
        yield from _signatures(link.ds_signatures, parent, [node], "the DS")
        title = f"DS {ds.text} names " + (f"no key: {ds.flaw}" if ds.flaw else f"key {ds.tag}")
        status: Status = link.broken if ds.flaw else "secure"
        for key in box.tagged(ds.tag):
            yield Arrow(node, key, status, title)


def _undelegated(parent: Box, box: Box) -> Iterator[Arrow]:
    proof = Node("records", ("no DS", f"for {short(box.title)}"), parent.status)
    title = f"{parent.title} says that there is no DS for {box.title}"
    if parent.zsks:
        parent.signed.append(proof)
    for zsk in parent.zsks:
        yield Arrow(zsk, proof, parent.status, title)
    for start in parent.signed or parent.entries:
        for entry in box.entries:
            yield Arrow(start, entry, "insecure", title)


def _led_to(box: Box, records: Records) -> Iterator[Arrow]:
    first, *more = records.lines or ("",)
    text = short(first) + (f" and {len(more)} more" if more else "")
    node = Node("records", (short(records.title), text), records.status)
    box.signed.append(node)
    box.notes += _notes(records)
    yield from _signatures(records.signatures, box, [node], "the records")


def _signatures(
    signatures: Iterable[Signature], box: Box, over: Iterable[Node], what: str
) -> Iterator[Arrow]:
    for signature in signatures:
        for signer in box.tagged(signature.tag):
            for node in over:
                flawed = signature.flaw
                told = f", but the signature {flawed}" if flawed else f" until {signature.expires}"
                status: Status = "bogus" if flawed else "secure"
                yield Arrow(signer, node, status, f"{signer.lines[0]} signs {what}{told}")


def _notes(what: Link | Records) -> list[Note]:
    return [Note(what.problem, what.status)] if what.problem else []


def short(text: str, letters: int = _LONGEST) -> str:
    """Return a text, or its beginning if it has more than so many letters."""
    return text if len(text) <= letters else f"{text[: letters - 3]}..."
