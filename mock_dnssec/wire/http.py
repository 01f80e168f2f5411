"""An HTTP message as the wire knows it: no connection, no library's types."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple
from urllib.parse import SplitResult


class Request(NamedTuple):
    """A request as it arrives; ``path`` and ``query`` are still percent-encoded."""

    method: str
    path: str
    query: str
    body: bytes

    @classmethod
    def to(cls, url: SplitResult, method: str | None, body: str | bytes | None) -> Request:
        """Return the request that a client's library sends to ``url``."""
        octets = body.encode() if isinstance(body, str) else body or b""
        return cls(str(method), url.path, url.query, octets)


class Response(NamedTuple):
    """A response as it leaves.

    ``delay`` is how many seconds of real time it is under way: the front end waits for it, or gives
    up where its client would.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    delay: float = 0.0
