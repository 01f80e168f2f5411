"""The picture of a chain as SVG, in the manner of DNSViz (https://dnsviz.net)."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from xml.etree import ElementTree as ET

from mock_dnssec.dnssec.chain.picture import short
from mock_dnssec.dnssec.chain.placement import (
    LEGEND,
    LINE,
    MARGIN,
    NOTE_LETTER,
    TITLE,
    Place,
    Placement,
)

if TYPE_CHECKING:
    from mock_dnssec.dnssec.chain.picture import Arrow, Box, Node, Note, Picture
    from mock_dnssec.dnssec.validating.answers import Status

_SVG = "http://www.w3.org/2000/svg"
_FONT = "Helvetica, Arial, sans-serif"
_INK = "#1d2730"
_KSK_GROUND = "#dfe5ea"
_LOOP = 34
_BOLD = 0.62
"""How wide a bold letter is to its size, on the average."""


class Colours(NamedTuple):
    """The colours of a status: of its lines and letters, and of a zone's ground."""

    line: str
    ground: str


_COLOURS: dict[Status, Colours] = {
    "secure": Colours("#0a7d92", "#f1fafb"),
    "insecure": Colours("#4d5761", "#f5f6f7"),
    "bogus": Colours("#c21f2e", "#fdf2f2"),
    "unanswered": Colours("#a85800", "#fdf6ec"),
}
_LEGEND: tuple[tuple[Status, str], ...] = (
    ("secure", "holds"),
    ("insecure", "proves nothing"),
    ("bogus", "broken"),
)


def svg(picture: Picture) -> str:
    """Return the picture as an SVG document (https://www.w3.org/TR/SVG11/)."""
    return _Drawing(picture).text()


class _Drawing:
    """Draws from the back to the front: zones, arrows, nodes and notes."""

    def __init__(self, picture: Picture) -> None:
        self._placement = Placement(picture)
        width, height = self._placement.width, self._placement.height
        size = {"width": width, "height": height, "viewBox": f"0 0 {width} {height}"}
        self._root = ET.Element("svg", _strings(xmlns=_SVG, role="img", font_family=_FONT, **size))
        self._title(picture)
        for box, (place, _) in self._placement.boxes.items():
            self._box(box, place)
        for arrow in picture.arrows:
            self._arrow(arrow)
        for node, place in self._placement.nodes.items():
            self._node(node, place)
        for box, (place, notes) in self._placement.boxes.items():
            self._notes(box, place, notes)
        self._legend(height - LEGEND // 2)

    def text(self) -> str:
        """Return the document, indented."""
        ET.indent(self._root)
        return ET.tostring(self._root, encoding="unicode") + "\n"

    def _title(self, picture: Picture) -> None:
        ET.SubElement(self._root, "title").text = f"{picture.title}: {picture.status}"
        heads = ET.SubElement(self._root, "defs")
        for status, colours in _COLOURS.items():
            head = _draw(
                heads, "marker", id=f"{status}-head", viewBox="0 0 10 10", refX=9, refY=5,
                markerWidth=8, markerHeight=8, orient="auto-start-reverse",
            )  # fmt: skip
            _draw(head, "path", d="M0 1 L10 5 L0 9 z", fill=colours.line)
        _draw(self._root, "rect", width="100%", height="100%", fill="white")
        colour = _COLOURS[picture.status].line
        title = short(picture.title, _room(self._placement.width - 2 * MARGIN, 19))
        _write(self._root, MARGIN, TITLE - 22, title, size=19, weight="bold")
        _write(
            self._root, self._placement.width - MARGIN, TITLE - 22, picture.status,
            size=19, weight="bold", anchor="end", fill=colour,
        )  # fmt: skip

    def _box(self, box: Box, place: Place) -> None:
        line, ground = _COLOURS[box.status]
        group = ET.SubElement(self._root, "g")
        left = place.x - place.width // 2
        _draw(
            group, "rect", x=left, y=place.top, width=place.width, height=place.height, rx=10,
            fill=ground, stroke=line, stroke_width=1.4,
        )  # fmt: skip
        title = short(box.title, _room(place.width - 32, 16))
        _write(group, left + 16, place.top + 26, title, size=16, weight="bold")
        _write(
            group, left + place.width - 16, place.top + 26, box.status,
            size=14, weight="bold", anchor="end", fill=line,
        )  # fmt: skip

    def _notes(self, box: Box, place: Place, notes: list[Note]) -> None:
        """Write down what is wrong, and let arrows pass behind it."""
        left, top = place.x - place.width // 2 + 16, place.bottom - LINE * len(notes) - 10
        for number, note in enumerate(notes):
            group, y = ET.SubElement(self._root, "g"), top + LINE * number
            width = int(len(note.text) * NOTE_LETTER)
            ground = _COLOURS[box.status].ground
            _draw(group, "rect", x=left, y=y, width=width, height=LINE, fill=ground)
            _write(group, left, y + 14, note.text, size=13, fill=_COLOURS[note.status].line)

    def _node(self, node: Node, place: Place) -> None:
        group = ET.SubElement(self._root, "g")
        colour = _COLOURS[node.status].line
        look: dict[str, object] = {
            "fill": {"KSK": _KSK_GROUND, "absent": "none"}.get(node.shape, "white"),
            "stroke": colour,
            "stroke_width": 2,
        }
        if node.shape == "absent":
            look["stroke_dasharray"] = "6 4"
        if node.shape == "records":
            _rectangle(group, place, **look)
        else:
            _ellipse(group, place, 0, **look)
        if node.anchor:
            _ellipse(group, place, 4, fill="none", stroke=colour)
        head, below = node.lines
        _write(group, place.x, place.top + 25, head, size=14, weight="bold", anchor="middle")
        _write(group, place.x, place.top + 42, below, size=12, anchor="middle")

    def _arrow(self, arrow: Arrow) -> None:
        start, end = (self._placement.nodes[node] for node in (arrow.start, arrow.end))
        group = ET.SubElement(self._root, "g")
        ET.SubElement(group, "title").text = arrow.title
        if start == end:
            path = _loop(start)
        elif arrow.start.shape == arrow.end.shape == "records":
            path = _sideways(start, end)
        else:
            path = _curve(start, end)
        _line(group, arrow.status, path)

    def _legend(self, y: int) -> None:
        x = MARGIN
        for status, text in _LEGEND:
            _line(self._root, status, f"M{x} {y} H{x + 44}")
            _write(self._root, x + 52, y + 4, text, size=12)
            x += 170


def _line(parent: ET.Element, status: Status, path: str) -> None:
    dashes = {} if status == "secure" else {"stroke_dasharray": "6 4"}
    _draw(
        parent, "path", d=path, fill="none", stroke=_COLOURS[status].line, stroke_width=1.8,
        marker_end=f"url(#{status}-head)", **dashes,
    )  # fmt: skip


def _curve(start: Place, end: Place) -> str:
    middle = (start.bottom + end.top) // 2
    return f"M{start.x} {start.bottom} C{start.x} {middle} {end.x} {middle} {end.x} {end.top - 1}"


def _sideways(start: Place, end: Place) -> str:
    """Return a way from the side of a rectangle to the side of another that faces it."""
    onward = 1 if start.x < end.x else -1
    x1, x2 = start.x + onward * start.width // 2, end.x - onward * end.width // 2
    y1, y2 = start.top + start.height // 2, end.top + end.height // 2
    middle = (x1 + x2) // 2
    return f"M{x1} {y1} C{middle} {y1} {middle} {y2} {x2 - onward} {y2}"


def _loop(place: Place) -> str:
    right, y = place.x + place.width // 2, place.top + place.height // 2
    far = right + _LOOP
    return f"M{right - 3} {y - 12} C{far} {y - 34} {far} {y + 34} {right - 2} {y + 12}"


def _ellipse(parent: ET.Element, place: Place, inset: int, **look: object) -> None:
    rx, ry = place.width // 2 - inset, place.height // 2 - inset
    _draw(parent, "ellipse", cx=place.x, cy=place.top + place.height // 2, rx=rx, ry=ry, **look)


def _rectangle(parent: ET.Element, place: Place, **look: object) -> None:
    left = place.x - place.width // 2
    size = {"width": place.width, "height": place.height}
    _draw(parent, "rect", x=left, y=place.top, rx=8, **size, **look)


def _room(width: int, size: int) -> int:
    """Return how many bold letters of a font size leave room for a status in a line."""
    return int(width / (_BOLD * size)) - max(map(len, _COLOURS)) - 2


def _write(
    parent: ET.Element,
    x: int,
    y: int,
    text: str,
    *,
    size: int,
    weight: str = "normal",
    anchor: str = "start",
    fill: str = _INK,
) -> None:
    look = {"font_size": size, "font_weight": weight, "text_anchor": anchor, "fill": fill}
    _draw(parent, "text", x=x, y=y, **look).text = text


def _draw(parent: ET.Element, tag: str, **attributes: object) -> ET.Element:
    return ET.SubElement(parent, tag, _strings(**attributes))


def _strings(**attributes: object) -> dict[str, str]:
    """Return attributes as XML has them: ``font_size`` is ``font-size``."""
    return {name.replace("_", "-"): str(value) for name, value in attributes.items()}
