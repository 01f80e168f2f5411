"""Whole stories: the sequences that AWS documents, and one that is known to have run on AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mock_dnssec import mock_dnssec
from tests.conftest import make_client

from .dnssec_policies import SIGNING
from .records import apply, delete, upsert

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_route53 import Route53Client

    from mock_dnssec import Account

    from .conftest import NewKmsKey, NewKsk, NewZone


def wait(route53: Route53Client, answer: Any) -> None:
    """Wait for a change to reach all name servers, as AWS's documentation asks."""
    waiter = route53.get_waiter("resource_record_sets_changed")
    waiter.wait(Id=answer["ChangeInfo"]["Id"], WaiterConfig={"Delay": 0, "MaxAttempts": 1})


def test_set_up_and_tear_down(
    route53: Route53Client, new_zone: NewZone, new_kms_key: NewKmsKey
) -> None:
    """A zone is signed and its DS published in the parent; then all is taken back in order."""
    parent, child = new_zone("example.com"), new_zone("dept.example.com")
    name_servers = route53.get_hosted_zone(Id=child)["DelegationSet"]["NameServers"]
    apply(route53, parent, upsert("dept.example.com", "NS", *name_servers))

    created = route53.create_key_signing_key(
        CallerReference="once",
        HostedZoneId=child,
        KeyManagementServiceArn=new_kms_key(),
        Name="ksk",
        Status="ACTIVE",
    )
    wait(route53, created)
    wait(route53, route53.enable_hosted_zone_dnssec(HostedZoneId=child))
    [ksk] = route53.get_dnssec(HostedZoneId=child)["KeySigningKeys"]
    apply(route53, parent, upsert("dept.example.com", "DS", ksk["DSRecord"]))
    assert route53.get_dnssec(HostedZoneId=child)["Status"] == {"ServeSignature": "SIGNING"}

    apply(route53, parent, delete("dept.example.com", "DS", ksk["DSRecord"]))
    wait(route53, route53.disable_hosted_zone_dnssec(HostedZoneId=child))
    wait(route53, route53.deactivate_key_signing_key(HostedZoneId=child, Name="ksk"))
    wait(route53, route53.delete_key_signing_key(HostedZoneId=child, Name="ksk"))
    route53.delete_hosted_zone(Id=child)

    with pytest.raises(route53.exceptions.NoSuchHostedZone):
        route53.get_dnssec(HostedZoneId=child)


def test_the_sequence_that_ran_on_aws(
    route53: Route53Client, zone_id: str, new_ksk: NewKsk
) -> None:
    """Create INACTIVE, activate, enable, disable, fail to delete the zone, deactivate twice, go."""
    ksk = {"HostedZoneId": zone_id, "Name": "ksk"}
    assert new_ksk(status="INACTIVE")["Status"] == "INACTIVE"
    wait(route53, route53.activate_key_signing_key(**ksk))
    wait(route53, route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id))
    wait(route53, route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id))

    with pytest.raises(
        route53.exceptions.HostedZoneNotEmpty,
        match=r"contains DNSSEC Key Signing Keys and so cannot be deleted\.$",
    ):
        route53.delete_hosted_zone(Id=zone_id)

    wait(route53, route53.deactivate_key_signing_key(**ksk))
    wait(route53, route53.deactivate_key_signing_key(**ksk))
    wait(route53, route53.delete_key_signing_key(**ksk))
    route53.delete_hosted_zone(Id=zone_id)


def test_rolling_a_key(aws: Account, route53: Route53Client, zone_id: str, new_ksk: NewKsk) -> None:
    """A second key is added, the DS replaced, the first key taken out: the zone stays signed."""
    old = new_ksk("old")
    route53.enable_hosted_zone_dnssec(HostedZoneId=zone_id)
    aws.registry.delegate("example.com", ds=[old["DSRecord"]])

    new = new_ksk("new")
    aws.registry.delegate("example.com", ds=[new["DSRecord"]])
    route53.deactivate_key_signing_key(HostedZoneId=zone_id, Name="old")
    route53.delete_key_signing_key(HostedZoneId=zone_id, Name="old")

    answer = route53.get_dnssec(HostedZoneId=zone_id)
    assert answer["Status"] == {"ServeSignature": "SIGNING"}
    assert [ksk["Name"] for ksk in answer["KeySigningKeys"]] == ["new"]
    assert new_ksk("next", status="INACTIVE")["KeyTag"] != new["KeyTag"]


def test_the_ds_that_bind_computes(new_ksk: NewKsk, ds_by_bind: Callable[[str, str], str]) -> None:
    """BIND's dnssec-dsfromkey makes of the DNSKEYRecord exactly the DSRecord."""
    ksk = new_ksk()
    assert ds_by_bind("example.com.", ksk["DNSKEYRecord"]) == ksk["DSRecord"]


def test_a_seed_makes_all_of_it_again() -> None:
    """Two accounts of one seed have the same zones, KMS keys and records; another seed, others."""
    kms = make_client("kms")
    route53 = make_client("route53")

    def described(seed: str) -> object:
        with mock_dnssec(seed=seed):
            zone = route53.create_hosted_zone(Name="example.com", CallerReference="once")
            zone_id = zone["HostedZone"]["Id"]
            key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=SIGNING)
            route53.create_key_signing_key(
                CallerReference="once",
                HostedZoneId=zone_id,
                KeyManagementServiceArn=key["KeyMetadata"]["Arn"],
                Name="ksk",
                Status="ACTIVE",
            )
            return zone_id, route53.get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"]

    assert described("one") == described("one")
    assert described("one") != described("two")
