"""A CBOR body before any limit is looked at: is it CBOR, and of the types that the model wants?

So speak the clients of Route 53 Domains that prefer Smithy's RPC v2 to JSON. botocore reads and
writes it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from botocore.parsers import ResponseParserError, create_parser

from mock_dnssec.errors import AwsError
from mock_dnssec.wire.constraints import checker

if TYPE_CHECKING:
    from botocore.model import Shape

    from mock_dnssec.wire.constraints import Violation

CBOR = "smithy-rpc-v2-cbor"
"""botocore's name of the protocol."""

EMPTY = b"\xa0"
"""A map without entries: what an absent body means."""

TYPES_ONLY: frozenset[str] = frozenset()

UNREADABLE = (
    MemoryError,
    OverflowError,
    RecursionError,
    RuntimeError,
    TypeError,
    ValueError,
)
"""What botocore's parser stumbles over: lengths, depths, times, keys and text that cannot be."""


def readable_cbor(body: bytes, shape: Shape) -> bytes:
    """Return ``body``; raise AwsError unless it is a CBOR map of the types of ``shape``."""
    if any(map(_is_of_other_type, checker(shape, TYPES_ONLY)(_read(body or EMPTY)))):
        raise AwsError("SerializationException")
    return body or EMPTY


def _read(body: bytes) -> Any:
    parser = _parser()
    try:
        return parser.parse_data_item(parser.get_peekable_stream_from_bytes(body))
    except (ResponseParserError, *UNREADABLE):
        raise AwsError("SerializationException") from None


def _is_of_other_type(violation: Violation) -> bool:
    """Say whether a value is of another type, as a null in a list is; a missing member is not."""
    null = violation.rule == "required" and violation.limit is None
    return null or violation.rule == "type"


@cache
def _parser() -> Any:
    return create_parser(CBOR)
