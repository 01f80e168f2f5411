"""Tags of keys.

https://docs.aws.amazon.com/kms/latest/developerguide/tagging-keys.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.paging import paginate
from mock_dnssec.operations import NOTHING, Result

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from mock_dnssec.kms.backend import Backend

_DUPLICATE = "Duplicate tag keys"
_TOO_MANY = "Too many tags"
_RESERVED = "Tags beginning with aws: are reserved"


class Tag(TypedDict):
    """A tag as the API spells it."""

    TagKey: str
    TagValue: str


def merge_tags(current: dict[str, str], tags: Sequence[Tag], quota: int) -> dict[str, str]:
    """Return ``current`` with ``tags`` added or replaced.

    Raises TagException for a tag key given twice, a reserved one, and more tags than ``quota``.
    """
    added = {tag["TagKey"]: tag["TagValue"] for tag in tags}
    if len(added) < len(tags):
        raise AwsError("TagException", _DUPLICATE)
    _check_reserved(added)
    merged = current | added
    if len(merged) > quota:
        raise AwsError("TagException", _TOO_MANY)
    return merged


def _check_reserved(tag_keys: Iterable[str]) -> None:
    if any(tag_key.lower().startswith("aws:") for tag_key in tag_keys):
        raise AwsError("TagException", _RESERVED)


class TagOperations:
    """TagResource, UntagResource and ListResourceTags."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def tag_resource(self, *, key_id: str, tags: Sequence[Tag]) -> Result:
        """Add tags to a key, or change their values.

        Raises what :meth:`Backend.key_only` raises, TagException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_TagResource.html
        """
        key = self._backend.key_only(key_id, "TagResource")
        key.tags = merge_tags(key.tags, tags, self._backend.account.quotas.tags_per_key)
        return NOTHING

    def untag_resource(self, *, key_id: str, tag_keys: Sequence[str]) -> Result:
        """Take tags from a key, whether or not it has them.

        Raises what :meth:`Backend.key_only` raises, TagException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_UntagResource.html
        """
        key = self._backend.key_only(key_id, "UntagResource")
        _check_reserved(tag_keys)
        for tag_key in tag_keys:
            key.tags.pop(tag_key, None)
        return NOTHING

    def list_resource_tags(
        self, *, key_id: str, limit: int | None = None, marker: str | None = None
    ) -> Result:
        """List a key's tags in the order of their keys.

        Raises NotFoundException, InvalidArnException, InvalidMarkerException, ValidationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_ListResourceTags.html
        """
        tags = self._backend.key_only(key_id, "ListResourceTags").tags

        def entry(tag_key: str) -> Result:
            return {"TagKey": tag_key, "TagValue": tags[tag_key]}

        return paginate("ListResourceTags", "Tags", sorted(tags), entry, limit, marker)
