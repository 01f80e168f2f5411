"""Pages of a listing, each of which names the item that the next one begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from mock_dnssec.route53domains.refusals import BAD_MARKER, BAD_MAX_ITEMS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")

DEFAULT_SIZE = 20


def page(
    items: Sequence[T], name_of: Callable[[T], str], marker: str | None, size: int
) -> tuple[Sequence[T], dict[str, str]]:
    """Return a page of ``items``, and the NextPageMarker if more follow.

    Raises InvalidInput for a size below 1, or a marker that names none of the items.
    """
    if size < 1:
        raise BAD_MAX_ITEMS.error(size=str(size))
    names = [name_of(item) for item in items]
    if marker and marker not in names:
        raise BAD_MARKER.error(marker=marker)
    start = names.index(marker) if marker else 0
    end = start + size
    return items[start:end], {"NextPageMarker": names[end]} if end < len(names) else {}
