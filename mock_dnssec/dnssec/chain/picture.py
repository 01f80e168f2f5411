"""What is in the picture of a chain: zones as boxes, in them keys and records, and arrows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from mock_dnssec.dnssec.chain.links import Link, Records, Signature, Stretch
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
    """What vouches for what; from a key to itself if it signs the set that it is in.

    From records to records it is a CNAME, which leads there.
    """

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

    parent: Box | None
    title: str
    status: Status
    entries: list[Node]
    zsks: list[Node]
    delegations: list[Node] = field(default_factory=list)
    records: list[Node] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)

    @property
    def rows(self) -> list[list[Node]]:
        """The rows of nodes that there are, from the top."""
        signed = [*self.delegations, *self.records]
        return [row for row in (self.entries, self.zsks, signed) if row]

    def tagged(self, tag: int) -> list[Node]:
        """Return the keys that have a tag, one that is missing too."""
        return [node for node in (*self.entries, *self.zsks) if node.tag == tag]


class Picture:
    """The boxes from the root down, a column for each way, and the arrows between all in them."""

    def __init__(self, stretches: Sequence[Stretch], status: Status) -> None:
        self.title = f"Chain of trust of {stretches[0].records.title}"
        self.status = status
        self.columns: list[list[Box]] = []
        self.arrows: list[Arrow] = []
        self._boxes: dict[str, Box] = {}
        alias: Node | None = None
        for stretch in stretches:
            self._add_zones(stretch)
            alias = self._add_records(stretch, alias)

    def _add_zones(self, stretch: Stretch) -> None:
        if stretch.links:
            self.columns.append([])
        parent = self._boxes[stretch.above.zone] if stretch.above else None
        for link in stretch.links:
            box = self._boxes[link.zone] = _box(link, parent)
            self.columns[-1].append(box)
            self.arrows += _kept(link, box)
            if parent:
                self.arrows += _delegated(parent, link, box)
            parent = box

    def _add_records(self, stretch: Stretch, alias: Node | None) -> Node:
        """Add what a stretch leads to, and an arrow to it from the alias that leads there."""
        records, box = stretch.records, self._boxes[stretch.zone.zone]
        first, *more = records.lines
        text = short(first) + (f" and {len(more)} more" if more else "")
        node = Node("records", (short(records.title), text), records.status)
        box.records.append(node)
        box.notes += _notes(records)
        self.arrows += _signatures(records.signatures, box, [node], "the records")
        if alias:
            title = f"{alias.lines[0]} is an alias of {records.title}"
            self.arrows.append(Arrow(alias, node, alias.status, title))
        return node


def _box(link: Link, parent: Box | None) -> Box:
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
    return Box(parent, link.title, link.status, entries, zsks, notes=_notes(link))


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
        parent.delegations.append(node)
        yield from _signatures(link.ds_signatures, parent, [node], "the DS")
        title = f"DS {ds.text} names " + (f"no key: {ds.flaw}" if ds.flaw else f"key {ds.tag}")
        status: Status = link.broken if ds.flaw else "secure"
        for key in box.tagged(ds.tag):
            yield Arrow(node, key, status, title)


def _undelegated(parent: Box, box: Box) -> Iterator[Arrow]:
    proof = Node("records", ("no DS", f"for {short(box.title)}"), parent.status)
    title = f"{parent.title} says that there is no DS for {box.title}"
    if parent.zsks:
        parent.delegations.append(proof)
    for zsk in parent.zsks:
        yield Arrow(zsk, proof, parent.status, title)
    for start in [proof] if parent.zsks else parent.entries:
        for entry in box.entries:
            yield Arrow(start, entry, "insecure", title)


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
