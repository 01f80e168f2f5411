"""Lists of traffic policy instances: all, those of a zone, those of a version of a policy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .traffic import new_instance, new_policy, new_version

if TYPE_CHECKING:
    from .conftest import NewZone

MARKERS = (
    "HostedZoneIdMarker",
    "TrafficPolicyInstanceNameMarker",
    "TrafficPolicyInstanceTypeMarker",
)


class Scene:
    """Two zones, two versions of a policy, and an instance of each version in each zone."""

    def __init__(self, route53: Any, new_zone: NewZone) -> None:
        self.zones = [new_zone("example.com"), new_zone("example.org")]
        first = new_policy(route53)
        self.versions = [first, new_version(route53, first)]
        self.ids = [
            new_instance(route53, zone_id, version, f"v{version['Version']}.{name}")["Id"]
            for zone_id, name in zip(self.zones, ("example.com", "example.org"), strict=True)
            for version in self.versions
        ]


@pytest.fixture
def scene(route53: Any, new_zone: NewZone) -> Scene:
    """Something to list."""
    return Scene(route53, new_zone)


def walk(list_page: Any, size: str, **parameters: Any) -> list[str]:
    """Return the ids of the instances on all pages."""
    found = []
    markers: dict[str, str] = {}
    while True:
        page = list_page(MaxItems=size, **parameters, **markers)
        assert page["MaxItems"] == size
        found += [one["Id"] for one in page["TrafficPolicyInstances"]]
        markers = {marker: page[marker] for marker in MARKERS if marker in page}
        assert bool(markers) is page["IsTruncated"]
        if not markers:
            return found


@pytest.mark.parametrize("size", ["1", "3", "100"])
def test_all_instances(route53: Any, scene: Scene, size: str) -> None:
    """Pages of any size show every instance once, in the order of creation."""
    assert walk(route53.list_traffic_policy_instances, size) == scene.ids


@pytest.mark.parametrize("size", ["1", "100"])
def test_the_instances_of_a_zone(route53: Any, scene: Scene, size: str) -> None:
    """Only those of the zone are listed; the markers need not name it."""
    found = walk(
        route53.list_traffic_policy_instances_by_hosted_zone, size, HostedZoneId=scene.zones[1]
    )
    assert found == scene.ids[2:]


@pytest.mark.parametrize("size", ["1", "100"])
def test_the_instances_of_a_version(route53: Any, scene: Scene, size: str) -> None:
    """Only those of that very version are listed, from all zones."""
    found = walk(
        route53.list_traffic_policy_instances_by_policy,
        size,
        TrafficPolicyId=scene.versions[1]["Id"],
        TrafficPolicyVersion=2,
    )
    assert found == scene.ids[1::2]


def test_markers_must_name_an_instance(route53: Any, scene: Scene) -> None:
    """NoSuchTrafficPolicyInstance for markers of none, InvalidInput for some of three."""
    named = dict(zip(MARKERS, (scene.zones[0], "v9.example.com", "A"), strict=True))
    with pytest.raises(route53.exceptions.NoSuchTrafficPolicyInstance):
        route53.list_traffic_policy_instances(**named)
    with pytest.raises(route53.exceptions.InvalidInput):
        route53.list_traffic_policy_instances(**{**named, MARKERS[1]: "a..b"})
    del named[MARKERS[2]]
    with pytest.raises(route53.exceptions.InvalidInput):
        route53.list_traffic_policy_instances(**named)
    del named[MARKERS[0]]
    with pytest.raises(route53.exceptions.InvalidInput):
        route53.list_traffic_policy_instances_by_hosted_zone(HostedZoneId=scene.zones[0], **named)


def test_lists_are_of_what_exists(route53: Any, scene: Scene) -> None:
    """NoSuchHostedZone and NoSuchTrafficPolicy for lists of what there is not."""
    with pytest.raises(route53.exceptions.NoSuchHostedZone):
        route53.list_traffic_policy_instances_by_hosted_zone(HostedZoneId="ZNONE")
    with pytest.raises(route53.exceptions.NoSuchTrafficPolicy):
        route53.list_traffic_policy_instances_by_policy(
            TrafficPolicyId=scene.versions[0]["Id"], TrafficPolicyVersion=3
        )
