"""The limits in AWS's model that botocore leaves to the service.

botocore checks types, required members and minimum lengths before it sends; maxima, patterns and
enums reach the service, and a raw client sends what it likes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from botocore.model import ListShape, MapShape, Shape, StringShape, StructureShape

SIZED = {"string", "list", "map", "blob"}
NUMBERS = {"integer", "long", "float", "double"}


@dataclass(frozen=True, slots=True)
class Violation:
    """A value that breaks a rule of its shape. ``limit`` is the rule's bound."""

    rule: str
    path: str
    shape: Shape
    value: object
    limit: object = None


def violations(shape: StructureShape, parameters: Mapping[str, object]) -> list[Violation]:
    """Return all that ``parameters`` break of ``shape``, in the order of the model's members."""
    return list(_in_structure(shape, parameters, ""))


def _violations(shape: Shape, value: object, path: str) -> Iterator[Violation]:
    kind = shape.type_name
    if kind in SIZED:
        yield from _out_of_bounds(
            shape, value, path, len(cast("Sequence[object]", value)), "Length"
        )
    elif kind in NUMBERS:
        yield from _out_of_bounds(shape, value, path, cast("float", value), "Value")
    if kind == "string":
        yield from _in_string(cast("StringShape", shape), cast("str", value), path)
    elif kind == "structure":
        parameters = cast("Mapping[str, object]", value)
        yield from _in_structure(cast("StructureShape", shape), parameters, path)
    elif kind == "list":
        for position, item in enumerate(cast("Sequence[object]", value), 1):
            member = cast("ListShape", shape).member
            yield from _violations(member, item, f"{path}.{position}.member")
    elif kind == "map":
        for key, item in cast("Mapping[str, object]", value).items():
            yield from _violations(cast("MapShape", shape).key, key, f"{path}.key")
            yield from _violations(cast("MapShape", shape).value, item, f"{path}.{key}.member")


def _in_structure(
    shape: StructureShape, parameters: Mapping[str, object], path: str
) -> Iterator[Violation]:
    required = shape.required_members
    for name, member in shape.members.items():
        below = f"{path}.{name[0].lower()}{name[1:]}" if path else f"{name[0].lower()}{name[1:]}"
        if name in parameters:
            yield from _violations(member, parameters[name], below)
        elif name in required:
            yield Violation("required", below, member, None)


def _out_of_bounds(
    shape: Shape, value: object, path: str, size: float, quantity: str
) -> Iterator[Violation]:
    limits = shape.metadata
    if "min" in limits and size < limits["min"]:
        yield Violation(f"min{quantity}", path, shape, value, limits["min"])
    if "max" in limits and size > limits["max"]:
        yield Violation(f"max{quantity}", path, shape, value, limits["max"])


def _in_string(shape: StringShape, value: str, path: str) -> Iterator[Violation]:
    pattern = shape.metadata.get("pattern")
    if pattern is not None and not _compiled(pattern).fullmatch(value):
        yield Violation("pattern", path, shape, value, pattern)
    if shape.enum and value not in shape.enum:
        yield Violation("enum", path, shape, value, shape.enum)


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of the model, which is written for Java, whose ``\\w`` is ASCII."""
    return re.compile(pattern.replace(r"\p{ASCII}", r"[\x00-\x7f]"), re.ASCII)
