"""What the parent of a zone publishes, and what Route 53 refuses because of it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from .records import apply, delete, upsert

if TYPE_CHECKING:
    from mypy_boto3_route53 import Route53Client

    from mock_dnssec import Account

    from .conftest import NewKsk, NewZone

OTHER_SERVERS = ["ns1.example.net", "ns2.example.net"]


def own_name_servers(route53: Route53Client, zone_id: str) -> list[str]:
    """Return the name servers that Route 53 gave a zone."""
    return route53.get_hosted_zone(Id=zone_id)["DelegationSet"]["NameServers"]


@pytest.mark.parametrize("where", ["zone of the account", "registry"])
@pytest.mark.parametrize("delegated_to", ["own", "other", "one missing", "one more"])
def test_enabling_compares_the_name_servers(
    aws: Account,
    route53: Route53Client,
    new_zone: NewZone,
    new_ksk: NewKsk,
    where: str,
    delegated_to: str,
) -> None:
    """A zone is signed if its parent names its servers, all of them and no others."""
    parent, child = new_zone("example.com"), new_zone("dept.example.com")
    new_ksk(HostedZoneId=child)
    own = own_name_servers(route53, child)
    published = {
        "own": [f"{server.upper()}." for server in reversed(own)],
        "other": OTHER_SERVERS,
        "one missing": own[1:],
        "one more": [*own, *OTHER_SERVERS[:1]],
    }[delegated_to]
    if where == "registry":
        aws.registry.delegate("dept.example.com", name_servers=published)
    else:
        apply(route53, parent, upsert("dept.example.com", "NS", *published))

    if delegated_to == "own":
        route53.enable_hosted_zone_dnssec(HostedZoneId=child)
    else:
        with pytest.raises(route53.exceptions.HostedZonePartiallyDelegated):
            route53.enable_hosted_zone_dnssec(HostedZoneId=child)

    serving = route53.get_dnssec(HostedZoneId=child)["Status"]["ServeSignature"]
    assert serving == ("SIGNING" if delegated_to == "own" else "NOT_SIGNING")


def test_the_zones_own_ns_records_count(
    aws: Account, route53: Route53Client, zone_id: str, new_ksk: NewKsk
) -> None:
    """White-label name servers, in the zone and in its parent alike, are no mismatch."""
    new_ksk()
    apply(route53, zone_id, upsert("example.com", "NS", *OTHER_SERVERS))
    aws.registry.delegate("example.com", name_servers=OTHER_SERVERS)

    route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)


def test_lookups_that_fail_stop_enabling(
    aws: Account, route53: Route53Client, zone_id: str, new_ksk: NewKsk
) -> None:
    """While the parent cannot be asked, AWS refuses and says so; later the call succeeds."""
    new_ksk()
    aws.registry.fail_lookups("example.com")

    text = (
        f"Due to DNS lookup failure, we cannot determine if hosted zone with ID '{zone_id}' has NS "
        "records partially connected with its parent zone. Please retry later."
    )
    unknown = route53.exceptions.HostedZonePartiallyDelegated
    with pytest.raises(unknown, match=f"{re.escape(text)}$"):
        route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)

    aws.registry.answer_lookups("example.com")
    route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)


def test_lookups_that_fail_stop_disabling(
    aws: Account, route53: Route53Client, zone_id: str, new_ksk: NewKsk
) -> None:
    """AWS does not break a chain that it cannot see: its words, with the zone's name."""
    new_ksk()
    route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)
    aws.registry.fail_lookups("example.com")

    text = (
        "Due to DNS lookup failure, we cannot determine if disabling DNSSEC in hosted zone "
        "'example.com.' will break the authentication chain. Please retry later."
    )
    unknown = route53.exceptions.KeySigningKeyInParentDSRecord
    with pytest.raises(unknown, match=f"{re.escape(text)}$"):
        route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)

    aws.registry.answer_lookups("example.com")
    route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)


def test_lookups_that_fail_stop_deactivating(
    aws: Account, route53: Route53Client, zone_id: str, new_ksk: NewKsk
) -> None:
    """Neither is a key taken out that the parent may name; one that is out already may be."""
    new_ksk("one")
    new_ksk("two", status="INACTIVE")
    aws.registry.fail_lookups("example.com")

    with pytest.raises(route53.exceptions.KeySigningKeyInParentDSRecord):
        route53.deactivate_key_signing_key(HostedZoneId=zone_id, Name="one")
    route53.deactivate_key_signing_key(HostedZoneId=zone_id, Name="two")


def test_a_ds_in_a_zone_of_the_account(
    route53: Route53Client, new_zone: NewZone, new_ksk: NewKsk
) -> None:
    """While the parent zone holds the DS, neither disabling nor deactivating goes."""
    parent, child = new_zone("example.com"), new_zone("dept.example.com")
    ds = new_ksk(HostedZoneId=child)["DSRecord"]
    own = own_name_servers(route53, child)
    apply(route53, parent, upsert("dept.example.com", "NS", *own))
    apply(route53, parent, upsert("dept.example.com", "DS", ds))
    route53.enable_hosted_zone_dnssec(HostedZoneId=child)

    with pytest.raises(route53.exceptions.KeySigningKeyInParentDSRecord):
        route53.disable_hosted_zone_dnssec(HostedZoneId=child)
    assert route53.get_dnssec(HostedZoneId=child)["Status"] == {"ServeSignature": "SIGNING"}

    apply(route53, parent, delete("dept.example.com", "DS", ds))
    route53.disable_hosted_zone_dnssec(HostedZoneId=child)
    apply(route53, parent, upsert("dept.example.com", "DS", ds.lower()))

    with pytest.raises(route53.exceptions.KeySigningKeyInParentDSRecord):
        route53.deactivate_key_signing_key(HostedZoneId=child, Name="ksk")

    apply(route53, parent, delete("dept.example.com", "DS", ds.lower()))
    route53.deactivate_key_signing_key(HostedZoneId=child, Name="ksk")


def test_a_ds_of_another_key(
    aws: Account, route53: Route53Client, zone_id: str, new_ksk: NewKsk
) -> None:
    """A key may go while the parent names another; signing may not, whatever key is named."""
    old, new = new_ksk("old"), new_ksk("new")
    route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)
    aws.registry.delegate("example.com", ds=[old["DSRecord"], new["DSRecord"]])
    with pytest.raises(route53.exceptions.KeySigningKeyInParentDSRecord):
        route53.deactivate_key_signing_key(HostedZoneId=zone_id, Name="old")

    aws.registry.delegate("example.com", ds=[new["DSRecord"]])
    route53.deactivate_key_signing_key(HostedZoneId=zone_id, Name="old")

    with pytest.raises(route53.exceptions.KeySigningKeyInParentDSRecord):
        route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)
    aws.registry.undelegate("example.com")
    route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)


def test_which_zone_is_the_parent(
    route53: Route53Client, new_zone: NewZone, new_ksk: NewKsk
) -> None:
    """The closest public zone above that knows the name; private and deaf ones are passed over."""
    far, deaf = new_zone("example.com"), new_zone("dept.example.com")
    private = new_zone(
        "b.dept.example.com", VPC={"VPCRegion": "us-east-1", "VPCId": "vpc-0a1b2c3d"}
    )
    name = "a.b.dept.example.com"
    child = new_zone(name)
    new_ksk(HostedZoneId=child)
    apply(route53, private, upsert(name, "NS", *OTHER_SERVERS))
    route53.enable_hosted_zone_dnssec(HostedZoneId=child)

    apply(route53, far, upsert(name, "NS", *OTHER_SERVERS))
    with pytest.raises(route53.exceptions.HostedZonePartiallyDelegated):
        route53.enable_hosted_zone_dnssec(HostedZoneId=child)

    apply(route53, deaf, upsert(name, "NS", *own_name_servers(route53, child)))
    route53.enable_hosted_zone_dnssec(HostedZoneId=child)


def test_the_registry_speaks_first(
    aws: Account, route53: Route53Client, new_zone: NewZone, new_ksk: NewKsk
) -> None:
    """What a test says of a name holds before what the account's zones say."""
    parent, child = new_zone("example.com"), new_zone("dept.example.com")
    ksk = new_ksk(HostedZoneId=child)
    apply(route53, parent, upsert("dept.example.com", "NS", *OTHER_SERVERS))
    aws.registry.delegate("dept.example.com", ds=[ksk["DSRecord"]])

    route53.enable_hosted_zone_dnssec(HostedZoneId=child)
    with pytest.raises(route53.exceptions.KeySigningKeyInParentDSRecord):
        route53.disable_hosted_zone_dnssec(HostedZoneId=child)
