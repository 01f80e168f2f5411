"""Pages of a listing."""

from __future__ import annotations

import base64
import re
from itertools import dropwhile, islice
from typing import TYPE_CHECKING, TypeVar

from mock_dnssec.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from mock_dnssec.operations import Result

T = TypeVar("T")
K = TypeVar("K")
"""What tells the items of a listing apart."""

_NUMBER = re.compile("[0-9]{1,18}")
_BAD_SIZE = Refusal("InvalidInput", "{member} must be a positive number, not '{asked}'.")
BAD_MARKER = Refusal("InvalidInput", "There is nothing to start at: '{start}'.")
BAD_TOKEN = Refusal(
    "InvalidPaginationToken",
    "The value that you specified to get the second or subsequent page of results is invalid.",
)
BAD_INPUT_TOKEN = Refusal("InvalidInput", BAD_TOKEN.text)
"""The same, for operations that do not know InvalidPaginationToken."""


def page_size(asked: str, most: int, member: str = "MaxItems") -> int:
    """Return how many items a page holds: what was asked for, at most what AWS gives.

    Raises InvalidInput for what is no positive number.
    """
    if _NUMBER.fullmatch(asked) is None or int(asked) == 0:
        raise _BAD_SIZE.error(member=member, asked=asked)
    return min(int(asked), most)


def first_page(items: Iterator[T], size: int) -> tuple[list[T], T | None]:
    """Return the first items, and the one that the next page begins with, if there is one."""
    page = list(islice(items, size))
    return page, next(items, None)


def page_from(
    entries: Iterable[tuple[K, Result]], start: K | None, size: int, refusal: Refusal = BAD_MARKER
) -> tuple[list[Result], K | None]:
    """Return the page that begins with the entry named ``start``, and the next page's first name.

    Raises the refusal for a name that no entry has.
    """
    page, following = first_page(_starting_at(start, entries, refusal), size)
    return [shown for _, shown in page], None if following is None else following[0]


def by_marker(
    member: str,
    entries: Iterable[tuple[str, Result]],
    *,
    marker: str | None,
    max_items: str,
    most: int,
) -> Result:
    """Return the page that begins with the entry that ``marker`` names, as Route 53's first lists.

    Raises InvalidInput for a marker that names nothing.
    """
    size = page_size(max_items, most)
    page, following = page_from(entries, marker, size)
    return {
        member: page,
        "IsTruncated": following is not None,
        "MaxItems": str(size),
        **({"Marker": marker} if marker is not None else {}),
        **({"NextMarker": following} if following is not None else {}),
    }


def by_token(
    member: str,
    entries: Iterable[tuple[str, Result]],
    *,
    token: str | None,
    max_results: str,
    most: int = 100,
    refusal: Refusal = BAD_TOKEN,
) -> Result:
    """Return the page that ``token`` stands for, as Route 53's newer lists.

    Raises the refusal for a token that no page gave, or whose entry has gone.
    """
    size = page_size(max_results, most, "MaxResults")
    hidden = ((_opaque(name), shown) for name, shown in entries)
    page, following = page_from(hidden, token, size, refusal)
    return {member: page, **({"NextToken": following} if following is not None else {})}


def _starting_at(
    start: K | None, entries: Iterable[tuple[K, Result]], refusal: Refusal
) -> Iterator[tuple[K, Result]]:
    if start is None:
        yield from entries
        return
    remaining = dropwhile(lambda entry: entry[0] != start, entries)
    first = next(remaining, None)
    if first is None:
        raise refusal.error(start=str(start))
    yield first
    yield from remaining


def _opaque(name: str) -> str:
    return base64.urlsafe_b64encode(name.encode()).decode()
