"""What to do when the installed botocore is older than the AWS that is mocked.

An AWS of today answers with members that yesterday's botocore does not know, and yesterday's
botocore passes over them. Its serializer cannot write them either, so they are left out.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from botocore.model import ListShape, Shape, StructureShape

MODELLED_AFTER = (1, 44, 5)
"""The botocore whose models the backends were written against."""


@cache
def botocore_is_older() -> bool:
    """Return whether the installed botocore may lack members and errors that the mock knows."""
    import botocore

    return tuple(map(int, botocore.__version__.split(".")[:3])) < MODELLED_AFTER


def without_unknown_members(shape: Shape, value: object) -> object:
    """Return ``value`` without the structure members that ``shape`` does not have."""
    if shape.type_name == "structure" and isinstance(value, dict):
        members = cast("StructureShape", shape).members
        return {
            name: without_unknown_members(members[name], item)
            for name, item in value.items()
            if name in members
        }
    if shape.type_name == "list" and isinstance(value, list):
        member = cast("ListShape", shape).member
        return [without_unknown_members(member, item) for item in value]
    return value
