"""Content at and beyond the maxima of AWS's models."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NamedTuple, cast

from .patterns import PATTERNED

if TYPE_CHECKING:
    from botocore.model import ListShape, Shape, StringShape, StructureShape


class Sized(NamedTuple):
    """Content in which one value is of a given size, where that is, and what its limit is."""

    content: Any
    path: str
    shape: Shape

    def within(self, content: Any, step: str) -> Sized:
        """Return the same value seen from a container, which is ``content``."""
        return Sized(content, f"{step}.{self.path}" if self.path else step, self.shape)


def least_of(shape: Shape) -> Any:
    """Return the least that a client can send of ``shape``. No form can say that it is empty."""
    if shape.type_name == "structure":
        members = cast("StructureShape", shape).members
        names = shape.required_members or list(members)[:1]
        return {name: least_of(members[name]) for name in names}
    if shape.type_name == "list":
        return [least_of(cast("ListShape", shape).member)] * shape.metadata.get("min", 0)
    if shape.type_name == "string":
        values = cast("StringShape", shape).enum or PATTERNED.get(shape.name)
        return values[0] if values else "x" * max(shape.metadata.get("min", 0), 1)
    return {
        "blob": b"x",
        "boolean": True,
        "double": shape.metadata.get("min", 0.0),
        "integer": shape.metadata.get("min", 0),
        "long": shape.metadata.get("min", 0),
        "map": {},
        "timestamp": datetime.datetime(2030, 1, 1, tzinfo=datetime.timezone.utc),
    }[shape.type_name]


def sized(shape: Shape, excess: int) -> Iterator[Sized]:
    """Yield content for each limited value below ``shape``, ``excess`` beyond its maximum."""
    if shape.type_name == "structure":
        for name, member in cast("StructureShape", shape).members.items():
            for inner in sized(member, excess):
                content = {**least_of(shape), name: inner.content}
                yield inner.within(content, name[0].lower() + name[1:])
    elif shape.type_name == "list":
        item = cast("ListShape", shape).member
        others = least_of(shape)[1:]
        for inner in sized(item, excess):
            yield inner.within([inner.content, *others], "1.member")
        if "max" in shape.metadata:
            yield Sized([least_of(item)] * (shape.metadata["max"] + excess), "", shape)
    elif "max" in shape.metadata and not _is_closed(shape):
        yield Sized(_of_size(shape, shape.metadata["max"] + excess), "", shape)


def _is_closed(shape: Shape) -> bool:
    return "pattern" in shape.metadata or bool(shape.metadata.get("enum"))


def _of_size(shape: Shape, size: int) -> Any:
    unit: Any = {"string": "x", "blob": b"x"}.get(shape.type_name)
    return size if unit is None else unit * size
