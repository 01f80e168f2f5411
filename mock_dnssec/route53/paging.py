"""Pages of a listing."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from mock_dnssec.errors import AwsError

if TYPE_CHECKING:
    from collections.abc import Iterator

T = TypeVar("T")


def page_size(max_items: str, most: int) -> int:
    """Return how many items a page holds: what was asked for, at most what AWS gives.

    Raises InvalidInput for what is no positive number.
    """
    if not (max_items.isascii() and max_items.isdecimal() and int(max_items) > 0):
        raise AwsError("InvalidInput", f"MaxItems must be a positive number, not '{max_items}'.")
    return min(int(max_items), most)


def first_page(items: Iterator[T], size: int) -> tuple[list[T], T | None]:
    """Return the first items, and the one that the next page begins with, if there is one."""
    page = list(islice(items, size))
    return page, next(items, None)
