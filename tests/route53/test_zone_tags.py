"""Tags of hosted zones and health checks."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from .health import create

if TYPE_CHECKING:
    from mock_dnssec import Account

    from .conftest import NewZone

Resource = tuple[str, str]
"""A resource type as the API calls it, and an id."""


@pytest.fixture(params=["hostedzone", "healthcheck"])
def resource(request: pytest.FixtureRequest, route53: Any, zone_id: str) -> Resource:
    """Something that can have tags."""
    return request.param, zone_id if request.param == "hostedzone" else create(route53)["Id"]


@pytest.fixture
def change(route53: Any) -> Callable[..., Any]:
    """Return a function that changes the tags of a resource."""

    def change(resource: Resource, add: dict[str, str], *remove: str) -> None:
        parameters: dict[str, Any] = {"ResourceType": resource[0], "ResourceId": resource[1]}
        if add:
            parameters["AddTags"] = [{"Key": key, "Value": add[key]} for key in add]
        if remove:
            parameters["RemoveTagKeys"] = list(remove)
        route53.change_tags_for_resource(**parameters)

    return change


@pytest.fixture
def tags(route53: Any) -> Callable[[Resource], dict[str, str]]:
    """Return a function that gives the tags of a resource."""

    def tags(resource: Resource) -> dict[str, str]:
        answer = route53.list_tags_for_resource(ResourceType=resource[0], ResourceId=resource[1])
        tag_set = answer["ResourceTagSet"]
        assert (tag_set["ResourceType"], tag_set["ResourceId"]) == resource
        return {tag["Key"]: tag["Value"] for tag in tag_set["Tags"]}

    return tags


def test_tags_are_added_replaced_and_removed(resource: Resource, change: Any, tags: Any) -> None:
    """A resource begins without tags; a key has one value."""
    assert tags(resource) == {}
    change(resource, {"team": "dns", "stage": "tests & <more>"})
    change(resource, {"stage": "", "owner": "us"}, "team", "never there")
    assert tags(resource) == {"stage": "", "owner": "us"}
    change(resource, {}, "stage", "owner")
    assert tags(resource) == {}


def test_several_resources_at_once(
    route53: Any, new_zone: NewZone, change: Any, zone_id: str
) -> None:
    """ListTagsForResources answers in the order of the request, with and without tags."""
    other = new_zone("example.org")
    change(("hostedzone", other), {"team": "dns"})
    answer = route53.list_tags_for_resources(
        ResourceType="hostedzone", ResourceIds=[other, zone_id]
    )
    assert answer["ResourceTagSets"] == [
        {
            "ResourceType": "hostedzone",
            "ResourceId": other,
            "Tags": [{"Key": "team", "Value": "dns"}],
        },
        {"ResourceType": "hostedzone", "ResourceId": zone_id, "Tags": []},
    ]


@pytest.mark.parametrize(
    ("resource", "code"),
    [
        (("hostedzone", "ZNONE"), "NoSuchHostedZone"),
        (("hostedzone", "/hostedzone/ZNONE"), "NoSuchHostedZone"),
        (("hostedzone", f"/hostedzone/Z{'0' * 20}"), "InvalidInput"),
        (("healthcheck", "nobody"), "NoSuchHealthCheck"),
        (("domain", "example.com"), "InvalidInput"),
    ],
)
def test_what_is_tagged_must_exist(
    route53: Any, change: Any, tags: Any, resource: Resource, code: str
) -> None:
    """Each kind of resource has its own error; the id of a zone is bare here."""
    error = getattr(route53.exceptions, code)
    with pytest.raises(error):
        tags(resource)
    with pytest.raises(error):
        change(resource, {"team": "dns"})
    with pytest.raises(error):
        route53.list_tags_for_resources(ResourceType=resource[0], ResourceIds=[resource[1]])


def test_the_path_makes_the_id_of_a_zone_too_long(route53: Any, tags: Any, zone_id: str) -> None:
    """Nothing strips ``/hostedzone/`` from the id of a tagged zone, as with AWS."""
    with pytest.raises(route53.exceptions.InvalidInput) as refusal:
        tags(("hostedzone", f"/hostedzone/{zone_id}"))
    assert refusal.value.response["Error"]["Message"] == (
        f"1 validation error detected: Value '/hostedzone/{zone_id}' at 'resourceId' failed to "
        "satisfy constraint: Member must have length less than or equal to 32"
    )


def test_only_so_many_tags(aws: Account, route53: Any, resource: Resource, change: Any) -> None:
    """InvalidInput beyond the quota; what goes in the same request makes room."""
    aws.quotas.tags_per_route53_resource = 2
    change(resource, {"1": "", "2": ""})
    with pytest.raises(route53.exceptions.InvalidInput):
        change(resource, {"3": ""})
    change(resource, {"3": ""}, "1")


@pytest.mark.parametrize(
    "parameters",
    [
        {},
        {"AddTags": [{"Value": "a tag without a key"}]},
        {"AddTags": [{"Key": "twice", "Value": "1"}, {"Key": "twice", "Value": "2"}]},
        {"AddTags": [{"Key": "k" * 129, "Value": ""}]},
        {"AddTags": [{"Key": "key", "Value": "v" * 257}]},
        {"AddTags": [{"Key": str(number), "Value": ""} for number in range(11)]},
    ],
    ids=["nothing", "no key", "twice", "long key", "long value", "eleven"],
)
def test_requests_out_of_form_are_refused(
    route53: Any, tags: Any, resource: Resource, parameters: dict[str, Any]
) -> None:
    """InvalidInput, and the tags stay as they are."""
    with pytest.raises(route53.exceptions.InvalidInput):
        route53.change_tags_for_resource(
            ResourceType=resource[0], ResourceId=resource[1], **parameters
        )
    assert tags(resource) == {}


def test_a_tag_may_have_no_value(route53: Any, tags: Any, resource: Resource) -> None:
    """A tag without a Value has an empty one."""
    route53.change_tags_for_resource(
        ResourceType=resource[0], ResourceId=resource[1], AddTags=[{"Key": "bare"}]
    )
    assert tags(resource) == {"bare": ""}
