"""What AWS's model says of a value: type, required members, lengths, ranges, patterns, enums.

botocore checks types, required members and minimum lengths before it sends; maxima, patterns and
enums reach the service, and a raw client sends what it likes. A shape is turned into one function,
once, so that a value without fault costs little.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import TYPE_CHECKING, Any, cast

from mock_dnssec.wire.schema import PRINTED

if TYPE_CHECKING:
    from botocore.model import ListShape, MapShape, Shape, StructureShape

IN_REQUESTS = frozenset({"min", "max", "pattern", "enum"})
"""The limits that AWS holds a request to."""

IN_RESULTS: frozenset[str] = frozenset()
"""The limits that AWS keeps in results: none; there are longer ids, other enums, empty lists."""

SCALARS = {"blob": bytes, "boolean": bool, "integer": int, "long": int, "string": str}
"""Types that Python has exactly: what is derived from them, such as an enum, prints otherwise."""

OTHERS: dict[str, type | tuple[type, ...]] = {
    "double": (float, int),
    "list": (list, tuple),
    "map": dict,
    "structure": dict,
    "timestamp": datetime,
}
"""Types that may be derived from, as a ``datetime`` is by libraries that move time."""

SIZED = {"string", "list", "blob"}


@dataclass(frozen=True, slots=True)
class Violation:
    """A value that breaks a rule of its shape. ``limit`` is the rule's bound.

    For a required member that is missing, the limit is the shape that asks for it.
    """

    rule: str
    shape: Shape
    value: object
    limit: object = None
    steps: tuple[str, ...] = ()
    """The way to the value: ``Tags``, ``1``, ``member``, ``TagKey``."""

    def below(self, *steps: str) -> Violation:
        """Return this violation as seen from the shape that ``steps`` lead down from."""
        return replace(self, steps=(*steps, *self.steps))


Check = Callable[[Any], Sequence[Violation]]


@cache
def checker(shape: Shape, limits: frozenset[str]) -> Check:
    """Return the function that finds all that a value breaks of ``shape``, in the value's order."""
    build = {"structure": _structure, "list": _list, "map": _map}.get(shape.type_name, _leaf)
    return cast("Callable[[Shape, frozenset[str]], Check]", build)(shape, limits)


def _structure(shape: StructureShape, limits: frozenset[str]) -> Check:
    checks = {name: checker(member, limits) for name, member in shape.members.items()}
    required = shape.required_members

    def check(value: Mapping[str, object]) -> Sequence[Violation]:
        if not isinstance(value, dict):
            return [_of_other_type(shape, value)]
        found = []
        for name, item in value.items():
            if name not in checks:
                found.append(Violation("unknown", shape, item).below(name))
            elif broken := checks[name](item):
                found += [violation.below(name) for violation in broken]
        for name in required:
            if name not in value:
                missing = Violation("required", shape.members[name], None, limit=shape)
                found.append(missing.below(name))
        return found

    return check


def _list(shape: ListShape, limits: frozenset[str]) -> Check:
    check_itself, check_item = _leaf(shape, limits), checker(shape.member, limits)

    def check(value: Sequence[object]) -> Sequence[Violation]:
        found = list(check_itself(value))
        if not found:
            for position, item in enumerate(value, 1):
                if broken := check_item(item):
                    found += [violation.below(str(position), "member") for violation in broken]
        return found

    return check


def _map(shape: MapShape, limits: frozenset[str]) -> Check:
    check_itself, check_item = _leaf(shape, limits), checker(shape.value, limits)

    def check(value: Mapping[str, object]) -> Sequence[Violation]:
        return check_itself(value) or [
            violation.below(key, "member")
            for key, item in value.items()
            for violation in check_item(item)
        ]

    return check


def _leaf(shape: Shape, limits: frozenset[str]) -> Check:
    scalar, other = SCALARS.get(shape.type_name), OTHERS.get(shape.type_name, ())
    stated = {name: limit for name, limit in shape.metadata.items() if name in limits}
    keeps = _keeper(stated, sized=shape.type_name in SIZED)

    def check(value: object) -> Sequence[Violation]:
        if not (type(value) is scalar or isinstance(value, other)):
            return [_of_other_type(shape, value)]
        return () if keeps(value) else _broken(shape, stated, value)

    return check


def _keeper(stated: Mapping[str, Any], *, sized: bool) -> Callable[[Any], bool]:
    lowest, highest = stated.get("min", float("-inf")), stated.get("max", float("inf"))
    pattern = stated.get("pattern")
    values = frozenset(stated.get("enum", ()))

    def keeps(value: Any) -> bool:
        return (
            lowest <= (len(value) if sized else value) <= highest
            and (pattern is None or _compiled(pattern).fullmatch(value) is not None)
            and (not values or value in values)
        )

    return keeps if stated else lambda _: True


def _broken(shape: Shape, stated: Mapping[str, Any], value: Any) -> list[Violation]:
    sized = shape.type_name in SIZED
    size, quantity = (len(value), "Length") if sized else (value, "Value")
    found = []
    if "min" in stated and size < stated["min"]:
        found.append(Violation(f"min{quantity}", shape, value, stated["min"]))
    if "max" in stated and size > stated["max"]:
        found.append(Violation(f"max{quantity}", shape, value, stated["max"]))
    if "pattern" in stated and not _compiled(stated["pattern"]).fullmatch(value):
        found.append(Violation("pattern", shape, value, stated["pattern"]))
    if "enum" in stated and value not in stated["enum"]:
        printed = PRINTED.get(shape.name, stated["enum"])
        found.append(Violation("enum", shape, value, ", ".join(printed)))
    return found


def _of_other_type(shape: Shape, value: object) -> Violation:
    if value is None:
        return Violation("required", shape, None)
    return Violation("type", shape, value, shape.type_name)


_UNICODE = {
    r"\p{L}": r"\w",
    r"\p{N}": r"\w",
    r"\p{Z}": " \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000",
}
"""Letters, numbers and separators, as they are written in sets that have the underscore, too."""


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    """Compile a pattern of the model, which is written for Java, whose ``\\w`` is ASCII."""
    flags = re.UNICODE if any(name in pattern for name in _UNICODE) else re.ASCII
    for name, python in {**_UNICODE, r"\p{ASCII}": r"[\x00-\x7f]"}.items():
        pattern = pattern.replace(name, python)
    return re.compile(pattern, flags)
