"""Alias records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .records import apply, create, delete, listed, refused, upsert

if TYPE_CHECKING:
    from .conftest import NewZone


def to(zone_id: str, name: str, *, health: bool = False) -> dict[str, Any]:
    """Return an alias target."""
    return {"HostedZoneId": zone_id, "DNSName": name, "EvaluateTargetHealth": health}


def test_an_alias_to_another_service_is_kept(route53: Any, zone_id: str) -> None:
    """A target in a zone that is not the account's is a service's; its name gets normal form."""
    target = to("/hostedzone/Z2FDTNDATAQYW2", "D111.cloudfront.net")
    apply(route53, zone_id, create("example.com", AliasTarget=target))
    assert listed(route53, zone_id) == [
        {
            "Name": "example.com.",
            "Type": "A",
            "AliasTarget": to("Z2FDTNDATAQYW2", "d111.cloudfront.net."),
        }
    ]


def test_an_alias_needs_its_target(route53: Any, zone_id: str) -> None:
    """A target in the zone itself must be there, with the alias's type."""
    apply(route53, zone_id, create("www.example.com", "AAAA", "2001:db8::1"))
    alias = create("example.com", AliasTarget=to(zone_id, "www.example.com"))
    assert refused(route53, zone_id, alias) == (
        "[Tried to create an alias that targets www.example.com., type A "
        f"in zone {zone_id}, but that target was not found]"
    )
    apply(route53, zone_id, create("www.example.com", "A"))
    apply(route53, zone_id, alias)
    assert listed(route53, zone_id)[0]["AliasTarget"] == to(zone_id, "www.example.com.")


def test_a_target_outside_its_zone(route53: Any, zone_id: str) -> None:
    """A target must lie in the zone that the alias names for it."""
    alias = create("example.com", AliasTarget=to(zone_id, "lb.example.org"))
    title = f"Tried to create an alias that targets lb.example.org., type A in zone {zone_id}, but"
    assert refused(route53, zone_id, alias) == (
        f"[{title} the alias target name does not lie within the target zone, "
        f"{title} that target was not found]"
    )


def test_a_target_in_another_zone_of_the_account(
    route53: Any, zone_id: str, new_zone: NewZone
) -> None:
    """An alias may name another zone of the account, and the target must be there."""
    other = new_zone("example.org")
    alias = create("example.com", AliasTarget=to(other, "www.example.org"))
    assert "that target was not found" in refused(route53, zone_id, alias)
    apply(route53, other, create("www.example.org"))
    apply(route53, zone_id, alias)
    assert listed(route53, zone_id)[0]["AliasTarget"]["HostedZoneId"] == other


def test_targets_come_first_in_a_batch(route53: Any, zone_id: str) -> None:
    """A batch creates in its order: the target before the alias."""
    target = create("www.example.com")
    alias = create("example.com", AliasTarget=to(zone_id, "www.example.com"))
    assert "that target was not found" in refused(route53, zone_id, alias, target)
    apply(route53, zone_id, target, alias)
    assert len(listed(route53, zone_id)) == 2


def test_an_empty_target(route53: Any, zone_id: str) -> None:
    """An alias without a target name is refused as AWS words it."""
    alias = create("example.com", AliasTarget=to("Z2FDTNDATAQYW2", ""))
    assert refused(route53, zone_id, alias) == (
        "[FATAL problem: DomainNameEmpty (Domain name is empty) encountered with '']"
    )


def test_an_alias_becomes_a_record(route53: Any, zone_id: str) -> None:
    """UPSERT replaces an alias by values, and back."""
    target = to("Z2FDTNDATAQYW2", "d111.cloudfront.net.")
    apply(route53, zone_id, create("example.com", AliasTarget=target))
    apply(route53, zone_id, upsert("example.com", "A", "192.0.2.1"))
    assert "AliasTarget" not in listed(route53, zone_id)[0]
    apply(route53, zone_id, upsert("example.com", AliasTarget=target))
    assert "TTL" not in listed(route53, zone_id)[0]


def test_delete_compares_targets(route53: Any, zone_id: str) -> None:
    """DELETE needs the target that is there, in any spelling of its name."""
    apply(
        route53, zone_id, create("example.com", AliasTarget=to("Z2FDTNDATAQYW2", "d1.example.net"))
    )
    stale = delete("example.com", AliasTarget=to("Z2FDTNDATAQYW2", "d2.example.net"))
    assert "do not match the current values" in refused(route53, zone_id, stale)
    apply(
        route53, zone_id, delete("example.com", AliasTarget=to("Z2FDTNDATAQYW2", "D1.EXAMPLE.NET."))
    )
    assert listed(route53, zone_id) == []


def test_no_alias_of_the_zones_own_types(route53: Any, zone_id: str) -> None:
    """NS and SOA records cannot be aliases."""
    apply(route53, zone_id, create("child.example.com", "NS", "ns.example.org"))
    alias = create("other.example.com", "NS", AliasTarget=to(zone_id, "child.example.com"))
    assert "as an alias" in refused(route53, zone_id, alias)


def test_distributions_have_no_health_to_evaluate(route53: Any, zone_id: str) -> None:
    """EvaluateTargetHealth cannot be true for CloudFront; it can for a load balancer."""
    alias = create(
        "example.com", AliasTarget=to("Z2FDTNDATAQYW2", "d111.cloudfront.net", health=True)
    )
    assert "EvaluateTargetHealth" in refused(route53, zone_id, alias)
    balancer = to("Z35SXDOTRQ7X7K", "lb.us-east-1.elb.amazonaws.com", health=True)
    apply(route53, zone_id, create("example.com", AliasTarget=balancer))
    assert listed(route53, zone_id)[0]["AliasTarget"]["EvaluateTargetHealth"] is True
