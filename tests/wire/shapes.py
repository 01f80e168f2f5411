"""Hypothesis strategies from the shapes of AWS's models."""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from botocore.serialize import create_serializer
from hypothesis import strategies as st

from .patterns import PATTERNED

if TYPE_CHECKING:
    from botocore.model import ListShape, MapShape, Shape, StringShape, StructureShape

Values = st.SearchStrategy[Any]

FEW = 3
"""How many more items than the least a list gets."""

ENOUGH = 24
"""How many more characters or bytes than the least a value gets."""

WIRE_HAS_MILLISECONDS = "timestamp_precision" in inspect.signature(create_serializer).parameters
"""Older botocores write whole seconds to JSON."""

XML_TEXT = st.characters(
    exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff", include_characters="\t\n"
)
"""What XML can carry: it turns a carriage return into a line feed, and has no other controls."""

TROUBLEMAKERS = ("<&>\"'", "]]>", " white space ", "ä€𝄞", "%2F+&=?#", "../", "{Id}")


def content_of(shape: StructureShape | None) -> Values:
    """Return a strategy for all that a client can send, or a service answer, in ``shape``."""
    return st.just({}) if shape is None else _of(shape)


def _of(shape: Shape) -> Values:
    strategies: dict[str, Callable[[Any], Values]] = {
        "blob": _blobs,
        "boolean": lambda _: st.booleans(),
        "double": _floats,
        "integer": _integers,
        "list": _lists,
        "long": _integers,
        "map": _maps,
        "string": _strings,
        "structure": _structures,
        "timestamp": lambda _: _timestamps(),
    }
    return strategies[shape.type_name](shape)


def _structures(shape: StructureShape) -> Values:
    members = {name: _of(member) for name, member in shape.members.items()}
    required = {name: values for name, values in members.items() if name in shape.required_members}
    optional = {name: values for name, values in members.items() if name not in required}
    return st.fixed_dictionaries(required, optional=optional)


def _lists(shape: ListShape) -> Values:
    least, most = _sizes(shape)
    return st.lists(_of(shape.member), min_size=least, max_size=min(most, least + FEW))


def _maps(shape: MapShape) -> Values:
    return st.dictionaries(_of(shape.key), _of(shape.value), max_size=FEW)


def _blobs(shape: Shape) -> Values:
    least, most = _sizes(shape)
    return st.binary(min_size=least, max_size=most)


def _integers(shape: Shape) -> Values:
    least = shape.metadata.get("min", -(2**31))
    return st.integers(least, shape.metadata.get("max", 2**31 - 1))


def _floats(shape: Shape) -> Values:
    least, most = (shape.metadata.get(name) for name in ("min", "max"))
    return st.floats(least, most, allow_nan=False, allow_infinity=False)


def _strings(shape: StringShape) -> Values:
    if shape.enum or "pattern" in shape.metadata:
        return st.sampled_from(shape.enum or PATTERNED[shape.name])
    least, most = _sizes(shape)
    troublemakers = [text.ljust(least, "&")[:most] for text in TROUBLEMAKERS]
    return st.sampled_from(troublemakers) | st.text(XML_TEXT, min_size=least, max_size=most)


def _sizes(shape: Shape) -> tuple[int, int]:
    least = max(shape.metadata.get("min", 0), shape.serialization.get("location") == "uri")
    return least, min(shape.metadata.get("max", least + ENOUGH), least + ENOUGH)


def _timestamps() -> Values:
    first, last = datetime.datetime(1970, 1, 2), datetime.datetime(2100, 1, 1)  # noqa: DTZ001
    unit = 1000 if WIRE_HAS_MILLISECONDS else 1_000_000
    return st.datetimes(first, last, timezones=st.just(datetime.timezone.utc)).map(
        lambda when: when.replace(microsecond=when.microsecond // unit * unit)
    )
