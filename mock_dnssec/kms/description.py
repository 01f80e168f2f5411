"""What there is: DescribeKey, ListKeys and the description that a key carries."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.kms.metadata import key_metadata
from mock_dnssec.kms.paging import paginate
from mock_dnssec.operations import NOTHING, Result

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.kms.backend import Backend


class DescriptionOperations:
    """DescribeKey, ListKeys and UpdateKeyDescription."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def describe_key(
        self,
        *,
        key_id: str,
        grant_tokens: Sequence[str] = (),  # noqa: ARG002 - every caller may see every key
    ) -> Result:
        """Describe a key, which may be named by an alias; NotFoundException if unknown.

        https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeKey.html
        """
        return {"KeyMetadata": key_metadata(self._backend.key_or_alias(key_id, "DescribeKey"))}

    def list_keys(
        self,
        *,
        limit: int | None = None,
        marker: str | None = None,
        resource_owners: Sequence[str] = ("SELF",),
    ) -> Result:
        """List the ids and ARNs of the Region's keys in the order of the ids.

        Raises InvalidMarkerException, ValidationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeys.html
        """
        ids = self._backend.keys.ids if "SELF" in resource_owners else ()
        return paginate("ListKeys", "Keys", ids, self._entry, limit, marker)

    def update_key_description(self, *, key_id: str, description: str) -> Result:
        """Replace a key's description.

        Raises what :meth:`Backend.key_only` raises.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateKeyDescription.html
        """
        key = self._backend.key_only(key_id, "UpdateKeyDescription")
        key.description = description
        return NOTHING

    def _entry(self, key_id: str) -> Result | None:
        key = self._backend.keys.find(key_id)
        return None if key is None else {"KeyId": key.key_id, "KeyArn": key.arn}
