"""A JSON body before any limit is looked at: is it JSON, and of the types that the model wants?

AWS answers SerializationException. For KMS one text was seen, "Start of list found where not
expected"; the others are those of AWS services on the same framework.
"""

from __future__ import annotations

import base64
import json
from typing import TYPE_CHECKING, cast

from mock_dnssec.errors import AwsError

if TYPE_CHECKING:
    from botocore.model import ListShape, MapShape, Shape, StructureShape

SCALARS: dict[str, tuple[str, type | tuple[type, ...]]] = {
    "blob": ("a Blob", str),
    "boolean": ("an Boolean", bool),
    "double": ("a Double", (int, float)),
    "integer": ("an Integer", int),
    "long": ("a Long", int),
    "string": ("a String", str),
    "timestamp": ("milliseconds since epoch", (int, float)),
}
"""By type: what AWS says a value cannot be converted to, and JSON's own type for it."""

CONTAINERS = {
    "list": "Expected list or null",
    "map": "Expected map or null",
    "structure": "Expected null",
}
"""What AWS says of a scalar in a container's place."""

LIST = "Start of list found where not expected"
STRUCTURE = "Start of structure or map found where not expected."

YEAR_9999 = 253_370_764_800
"""In seconds since the epoch: what comes later, Python's calendar does not have."""


def readable_json(body: bytes, shape: Shape) -> bytes:
    """Return ``body``; raise AwsError unless it is a JSON object of the types of ``shape``."""
    try:
        document = json.loads(body.decode(), parse_constant=_refuse_constant)
        if not isinstance(document, dict):
            raise _unreadable(LIST if isinstance(document, list) else "")
        _check(shape, document)
    except (ValueError, RecursionError):
        raise _unreadable("") from None
    return body


def _unreadable(message: str) -> AwsError:
    return AwsError("SerializationException", message)


def _refuse_constant(name: str) -> None:
    raise ValueError(f"JSON has no {name}.")


def _check(shape: Shape, value: object) -> None:
    """Check a value. A null is as good as nothing, and unknown members are passed over."""
    kind = shape.type_name
    if value is None:
        return
    if isinstance(value, dict) and kind == "structure":
        for name, member in cast("StructureShape", shape).members.items():
            if name in value:
                _check(member, value[name])
    elif isinstance(value, list) and kind == "list":
        for item in value:
            _check(cast("ListShape", shape).member, item)
    elif isinstance(value, dict) and kind == "map":
        for name, item in value.items():
            _check(cast("MapShape", shape).key, name)
            _check(cast("MapShape", shape).value, item)
    else:
        _check_scalar(kind, value)


def _check_scalar(kind: str, value: object) -> None:
    if isinstance(value, (list, dict)):
        raise _unreadable(LIST if isinstance(value, list) else STRUCTURE)
    if kind in CONTAINERS:
        raise _unreadable(CONTAINERS[kind])
    target, accepted = SCALARS[kind]
    if not isinstance(value, accepted) or (isinstance(value, bool) and kind != "boolean"):
        raise _unreadable(f"{_token(value)} can not be converted to {target}")
    if kind == "string":
        cast("str", value).encode()  # half of a surrogate pair is an escape, but no character
    if kind == "blob":
        base64.b64decode(cast("str", value), validate=True)
    if kind == "timestamp" and not 0 <= cast("float", value) < YEAR_9999:
        raise _unreadable("")


def _token(value: object) -> str:
    if isinstance(value, bool):
        return f"{value}_VALUE".upper()
    return "STRING_VALUE" if isinstance(value, str) else "NUMBER_VALUE"
