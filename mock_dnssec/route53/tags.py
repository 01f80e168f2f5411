"""Tags of hosted zones and health checks.

ChangeTagsForResource, ListTagsForResource and ListTagsForResources.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from mock_dnssec.errors import Refusal
from mock_dnssec.operations import NOTHING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend

_MOST_CHARACTERS = 32
_TOO_LONG = Refusal(
    "InvalidInput",
    "1 validation error detected: Value '{id}' at 'resourceId' failed to satisfy constraint: "
    "Member must have length less than or equal to 32",
)

# Texts that are not public.
_NOTHING_TO_DO = Refusal("InvalidInput", "There are no tags to add and no tag keys to remove.")
_NO_KEY = Refusal("InvalidInput", "A tag needs a Key.")
_TWICE = Refusal("InvalidInput", "Tag keys must be unique.")
_TOO_MANY = Refusal("InvalidInput", "The maximum number of tags of a resource is {most}.")


class Tag(TypedDict, total=False):
    """A tag as the API spells it."""

    Key: str
    Value: str


class TagOperations:
    """Tags of what the path of a request calls ``hostedzone`` or ``healthcheck``."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def change_tags_for_resource(
        self,
        *,
        resource_type: str,
        resource_id: str,
        add_tags: Sequence[Tag] = (),
        remove_tag_keys: Sequence[str] = (),
    ) -> Result:
        """Remove tags, then add or replace others.

        Raises NoSuchHostedZone, NoSuchHealthCheck, InvalidInput.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ChangeTagsForResource.html
        """
        tags = self._tags(resource_type, resource_id)
        added = _by_key(add_tags)
        if not added and not remove_tag_keys:
            raise _NOTHING_TO_DO.error()
        kept = {key: value for key, value in tags.items() if key not in remove_tag_keys}
        changed = kept | added
        most = self._backend.account.quotas.tags_per_route53_resource
        if len(changed) > most:
            raise _TOO_MANY.error(most=str(most))
        tags.clear()
        tags.update(changed)
        return NOTHING

    def list_tags_for_resource(self, *, resource_type: str, resource_id: str) -> Result:
        """List the tags of one resource; NoSuchHostedZone, NoSuchHealthCheck, InvalidInput.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListTagsForResource.html
        """
        return {"ResourceTagSet": self._tag_set(resource_type, resource_id)}

    def list_tags_for_resources(self, *, resource_type: str, resource_ids: Sequence[str]) -> Result:
        """List the tags of several resources; NoSuchHostedZone, NoSuchHealthCheck, InvalidInput.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListTagsForResources.html
        """
        tag_sets = [self._tag_set(resource_type, resource_id) for resource_id in resource_ids]
        return {"ResourceTagSets": tag_sets}

    def _tag_set(self, resource_type: str, resource_id: str) -> Result:
        tags = self._tags(resource_type, resource_id)
        return {
            "ResourceType": resource_type,
            "ResourceId": resource_id,
            "Tags": [{"Key": key, "Value": value} for key, value in tags.items()],
        }

    def _tags(self, resource_type: str, resource_id: str) -> dict[str, str]:
        """Return the tags of a resource. The id of a zone is bare: nothing strips it here."""
        if resource_type == "healthcheck":
            return self._backend.health_checks.get(resource_id).tags
        if len(resource_id) > _MOST_CHARACTERS:
            raise _TOO_LONG.error(id=resource_id)
        if resource_id not in self._backend.zones:
            raise self._backend.zones.unknown.error(id=resource_id)
        return self._backend.zones.get(resource_id).tags


def _by_key(tags: Sequence[Tag]) -> dict[str, str]:
    if any("Key" not in tag for tag in tags):
        raise _NO_KEY.error()
    by_key = {tag["Key"]: tag.get("Value", "") for tag in tags}
    if len(by_key) < len(tags):
        raise _TWICE.error()
    return by_key
