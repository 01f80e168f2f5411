"""Pages of a list: Limit and Marker in, NextMarker and Truncated out."""

from __future__ import annotations

import base64
from bisect import bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from mock_dnssec.operations import Result

_PAGE_SIZES: Mapping[str, tuple[int, int]] = {
    # Operation: default, maximum
    "DescribeCustomKeyStores": (100, 1000),
    "ListAliases": (50, 100),
    "ListGrants": (50, 100),
    "ListKeyRotations": (100, 1000),
    "ListKeys": (100, 1000),
    "ListResourceTags": (50, 50),
    "ListRetirableGrants": (50, 100),
}
_BAD_MARKER = (
    "The request was rejected because the marker that specifies where pagination should next "
    "begin is not valid."
)
_MARKER_PREFIX = b"after:"


def paginate(
    operation: str,
    member: str,
    names: Sequence[str],
    entry: Callable[[str], Result | None],
    limit: int | None,
    marker: str | None,
) -> Result:
    """Return a page of ``operation``'s list under its ``member``.

    ``names`` are the sorted names of what is listed and ``entry`` renders one, or gives None for
    what is not there any more. Raises ValidationException for a Limit that the operation does not
    allow and InvalidMarkerException for a Marker that no page has given.
    """
    size = _page_size(operation, limit)
    start = 0 if marker is None else bisect_right(names, _read_marker(marker))
    present = (
        (name, shown)
        for name in (names[index] for index in range(start, len(names)))
        if (shown := entry(name)) is not None
    )
    page = list(islice(present, size + 1))
    result: dict[str, object] = {
        member: [shown for _, shown in page[:size]],
        "Truncated": len(page) > size,
    }
    if len(page) > size:
        result["NextMarker"] = _write_marker(page[size - 1][0])
    return result


def _page_size(operation: str, limit: int | None) -> int:
    default, maximum = _PAGE_SIZES[operation]
    if limit is not None and limit > maximum:
        raise AwsError(
            "ValidationException",
            f"1 validation error detected: Value '{limit}' at 'limit' failed to satisfy "
            f"constraint: Member must have value less than or equal to {maximum}",
        )
    return limit or default


def _write_marker(name: str) -> str:
    return base64.b64encode(_MARKER_PREFIX + name.encode()).decode()


def _read_marker(marker: str) -> str:
    try:
        decoded = base64.b64decode(marker, validate=True)
        if decoded.startswith(_MARKER_PREFIX):
            return decoded.removeprefix(_MARKER_PREFIX).decode()
    except ValueError:
        pass
    raise AwsError("InvalidMarkerException", _BAD_MARKER)
