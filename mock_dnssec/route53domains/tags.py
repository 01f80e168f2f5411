"""UpdateTagsForDomain, DeleteTagsForDomain and ListTagsForDomain."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from mock_dnssec.operations import NOTHING

if TYPE_CHECKING:
    from mock_dnssec.operations import Result
    from mock_dnssec.route53domains.backend import Backend


class Tag(TypedDict, total=False):
    """A label on a domain."""

    Key: str
    Value: str


class TagOperations:
    """The tags of a domain, which change at once."""

    def __init__(self, backend: Backend) -> None:
        self._domains = backend.domains

    def update_tags_for_domain(
        self, *, domain_name: str, tags_to_update: list[Tag] | None = None
    ) -> Result:
        """Add tags, or give those that are there another value.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_UpdateTagsForDomain.html
        """
        tags = self._domains.get(domain_name).tags
        tags.update({tag["Key"]: tag.get("Value", "") for tag in tags_to_update or []})
        return NOTHING

    def delete_tags_for_domain(self, *, domain_name: str, tags_to_delete: list[str]) -> Result:
        """Take tags away; a key that is not there does no harm.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_DeleteTagsForDomain.html
        """
        tags = self._domains.get(domain_name).tags
        for key in tags_to_delete:
            tags.pop(key, None)
        return NOTHING

    def list_tags_for_domain(self, *, domain_name: str) -> Result:
        """List the tags of a domain.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_ListTagsForDomain.html
        """
        tags = self._domains.get(domain_name).tags
        return {"TagList": [{"Key": key, "Value": value} for key, value in tags.items()]}
