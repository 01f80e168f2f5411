"""Where everything stands in the picture of a chain, in pixels."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from mock_dnssec.dnssec.chain.picture import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mock_dnssec.dnssec.chain.picture import Box, Node, Picture

MARGIN = 28
TITLE = 56
HEADING = 44
NODE_HEIGHT = 56
LINE = 19
LEGEND = 44
NOTE_LETTER = 7.2
_NARROWEST_PAGE = 760
_NARROWEST_COLUMN = 460
_NARROWEST_NODE = 168
_ROW = 104
_GAP = 44
_LETTER = 9
_BETWEEN_BOXES = 36
_BETWEEN_COLUMNS = 64


class Place(NamedTuple):
    """A rectangle: the middle of its top, and its size."""

    x: int
    top: int
    width: int
    height: int

    @property
    def bottom(self) -> int:
        """Where it ends."""
        return self.top + self.height


class Placement:
    """The size of the picture, and the place of each box, each node and each line of notes."""

    def __init__(self, picture: Picture) -> None:
        self.boxes: dict[Box, tuple[Place, list[Note]]] = {}
        self.nodes: dict[Node, Place] = {}
        only = len(picture.columns) == 1
        narrowest = _NARROWEST_PAGE - 2 * MARGIN if only else _NARROWEST_COLUMN
        left = MARGIN
        for column in picture.columns:
            widest = max(_width(row) for box in column for row in box.rows)
            width = max(narrowest, widest + 2 * MARGIN)
            for box in column:
                self._place(box, left + width // 2, width)
            left += width + _BETWEEN_COLUMNS
        self.width = left - _BETWEEN_COLUMNS + MARGIN
        self.height = max(place.bottom for place, _ in self.boxes.values()) + LEGEND

    def _place(self, box: Box, x: int, width: int) -> None:
        """Give a zone its place below its parent, in a column around ``x``."""
        top = self.boxes[box.parent][0].bottom + _BETWEEN_BOXES if box.parent else TITLE
        letters = int((width - 2 * MARGIN) / NOTE_LETTER)
        notes = [Note(line, note.status) for note in box.notes for line in wrap(note.text, letters)]
        y = top + HEADING
        for row in box.rows:
            self._spread(row, x, y)
            y += _ROW
        height = y - top - (_ROW - NODE_HEIGHT) + MARGIN + LINE * len(notes)
        self.boxes[box] = Place(x, top, width, height), notes

    def _spread(self, row: Sequence[Node], x: int, top: int) -> None:
        left = x - _width(row) // 2
        for node in row:
            width = _node_width(node)
            self.nodes[node] = Place(left + width // 2, top, width, NODE_HEIGHT)
            left += width + _GAP


def _width(row: Iterable[Node]) -> int:
    widths = [_node_width(node) for node in row]
    return sum(widths) + _GAP * (len(widths) - 1)


def _node_width(node: Node) -> int:
    half = max(map(len, node.lines)) * _LETTER // 2 + 16
    return max(_NARROWEST_NODE, 2 * half)
