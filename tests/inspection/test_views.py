"""What a test may look at: hosted zones, key-signing keys and KMS keys."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from mock_dnssec import MockUsageError
from tests.route53.dnssec_policies import SIGNING

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

    from mock_dnssec import Account
    from tests.dnssec.hosting import Hosting

US, EU = "us-east-1", "eu-west-1"


def test_a_zone(aws: Account, hosting: Hosting) -> None:
    """A zone is found by name and by id, each as AWS writes it and as people do."""
    zone_id = hosting.zone("sub.example.com")
    for wanted in ("sub.example.com", "Sub.Example.com.", zone_id, f"/hostedzone/{zone_id}"):
        zone = aws.hosted_zone(wanted)
        assert (zone.id, zone.name, zone.private) == (zone_id, "sub.example.com.", False)
    assert (zone.signing, zone.ds_at_parent) == ("NOT_SIGNING", [])
    assert zone.key_signing_keys == {}
    assert repr(zone) == f"<hosted zone sub.example.com. {zone_id} NOT_SIGNING>"


def test_a_key_signing_key(aws: Account, hosting: Hosting) -> None:
    """A key-signing key shows what GetDNSSEC shows, and its KMS key."""
    zone_id, _ = hosting.signed()
    zone = aws.hosted_zone("example.com")
    ksk = zone.key_signing_keys["ksk"]
    answer = hosting.route53.get_dnssec(HostedZoneId=zone_id)
    (told,) = answer["KeySigningKeys"]

    assert zone.signing == answer["Status"]["ServeSignature"] == "SIGNING"
    assert (ksk.name, ksk.status, ksk.key_tag) == (told["Name"], told["Status"], told["KeyTag"])
    assert (ksk.dnskey, ksk.ds) == (told["DNSKEYRecord"], told["DSRecord"])
    assert (ksk.problem, ksk.kms_key_arn) == ("", told["KmsArn"])
    assert ksk.kms_key == aws.kms_key(told["KmsArn"])
    assert repr(zone.key_signing_keys) == "{'ksk': <key-signing key ksk ACTIVE>}"


def test_a_broken_key_signing_key(aws: Account, hosting: Hosting) -> None:
    """A key that can sign no more shows what GetDNSSEC would show; looking is not asking AWS."""
    zone_id, ksk = hosting.signed()
    hosting.kms.disable_key(KeyId=ksk["KmsArn"])
    zone = aws.hosted_zone(zone_id)
    (seen,) = zone.key_signing_keys.values()
    problem = seen.problem

    assert (zone.signing, seen.status) == ("ACTION_NEEDED", "ACTION_NEEDED")
    hosting.kms.enable_key(KeyId=ksk["KmsArn"])
    assert (zone.signing, seen.status, seen.problem) == ("SIGNING", "ACTIVE", "")
    hosting.kms.disable_key(KeyId=ksk["KmsArn"])
    (told,) = hosting.route53.get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"]
    assert told["StatusMessage"] == seen.problem == problem


def test_the_ds_at_the_parent(aws: Account, hosting: Hosting) -> None:
    """The parent's DS compares with a key's own, however it was written there."""
    parent, child = hosting.zone(), hosting.zone("sub.example.com")
    ksk = hosting.ksk(child)
    tag, algorithm, digest_type, digest = ksk["DSRecord"].split()
    written = f"{tag} {algorithm} {digest_type} {digest[:20].lower()} {digest[20:]}"
    hosting.put(parent, "sub.example.com", "DS", written)
    zone = aws.hosted_zone("sub.example.com")

    assert zone.ds_at_parent == [zone.key_signing_keys["ksk"].ds]
    assert aws.hosted_zone("example.com").ds_at_parent == []


def test_a_kms_key(aws: Account, kms: KMSClient) -> None:
    """A KMS key is found by id, ARN, alias and alias ARN, and shows what DescribeKey shows."""
    told = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=SIGNING)[
        "KeyMetadata"
    ]
    kms.create_alias(AliasName="alias/ksk", TargetKeyId=told["KeyId"])
    alias_arn = told["Arn"].replace(f"key/{told['KeyId']}", "alias/ksk")
    for wanted in (told["KeyId"], told["Arn"], "alias/ksk", alias_arn):
        key = aws.kms_key(wanted)
        assert (key.key_id, key.arn, key.region) == (told["KeyId"], told["Arn"], US)

    assert (key.spec, key.usage, key.state) == ("ECC_NIST_P256", "SIGN_VERIFY", "Enabled")
    assert (key.aliases, key.deletion_date) == (["alias/ksk"], None)
    assert list(key.policy) == ["Version", "Statement"]
    assert repr(key) == f"<KMS key {told['KeyId']} ECC_NIST_P256 Enabled>"
    kms.schedule_key_deletion(KeyId=told["KeyId"], PendingWindowInDays=7)
    assert key.state == "PendingDeletion"
    assert key.deletion_date == aws.clock.now() + timedelta(days=7)


def test_a_deleted_kms_key(aws: Account, hosting: Hosting) -> None:
    """A deleted KMS key cannot be found; a key-signing key still has its ARN."""
    _, ksk = hosting.signed()
    hosting.kms.schedule_key_deletion(KeyId=ksk["KmsArn"], PendingWindowInDays=7)
    aws.clock.advance(days=8)
    seen = aws.hosted_zone("example.com").key_signing_keys["ksk"]

    assert (seen.kms_key, seen.kms_key_arn) == (None, ksk["KmsArn"])
    with pytest.raises(MockUsageError, match="There is no KMS key"):
        aws.kms_key(ksk["KmsArn"])


@pytest.mark.parametrize("wanted", ["exmaple.com", "sub.example.com", "Z1", "not..a name", ""])
def test_no_such_zone(aws: Account, hosting: Hosting, wanted: str) -> None:
    """A zone that is not there is refused with the list of those that are."""
    one, two = hosting.zone("example.com"), hosting.zone("example.org")
    refusal = (
        f"There is no hosted zone {wanted!r} in the account. "
        f"It has: example.com. ({one}), example.org. ({two})."
    )
    with pytest.raises(MockUsageError, match=re.escape(refusal)):
        aws.hosted_zone(wanted)


def test_no_zones_and_too_many(aws: Account, hosting: Hosting) -> None:
    """Where there are none the message says so; where there are many it lists some."""
    with pytest.raises(MockUsageError, match=r"It has: nothing of the kind\.$"):
        aws.hosted_zone("example.com")
    for number in range(12):
        hosting.zone(f"zone{number}.example")
    with pytest.raises(MockUsageError, match=r"zone9\.example\. \(Z\w+\) and 2 more\.$"):
        aws.hosted_zone("example.com")


def test_a_name_of_two_zones(aws: Account, hosting: Hosting) -> None:
    """A name that several zones have is refused with their ids."""
    one, two = hosting.zone(), hosting.zone()
    hosting.zone("example.org")
    refusal = (
        "There are several of hosted zone 'example.com' in the account. "
        f"It has: example.com. ({one}), example.com. ({two})."
    )
    with pytest.raises(MockUsageError, match=re.escape(refusal)):
        aws.hosted_zone("example.com")
    assert aws.hosted_zone(two).id == two


def test_an_id_in_two_regions(aws: Account, kms: KMSClient) -> None:
    """Related multi-Region keys have the same id: it takes the ARN."""
    primary = kms.create_key(MultiRegion=True)["KeyMetadata"]
    replica = kms.replicate_key(KeyId=primary["KeyId"], ReplicaRegion=EU)["ReplicaKeyMetadata"]
    refusal = f"There are several of KMS key '{primary['KeyId']}' in the account. It has: "
    with pytest.raises(MockUsageError, match=re.escape(refusal)) as refused:
        aws.kms_key(primary["KeyId"])

    assert {primary["Arn"], replica["Arn"]} <= set(re.findall(r"arn:[^ ,]*\w", str(refused.value)))
    assert aws.kms_key(replica["Arn"]).region == EU


def test_no_such_key_signing_key(aws: Account, hosting: Hosting) -> None:
    """A key-signing key that is not there is refused with the list of those that are."""
    zone_id = hosting.zone()
    keys = aws.hosted_zone(zone_id).key_signing_keys
    with pytest.raises(MockUsageError, match=r"no key-signing key 'ksk'\. It has: none\."):
        keys["ksk"]
    hosting.ksk(zone_id, "one")
    hosting.ksk(zone_id, "two")
    with pytest.raises(MockUsageError, match=r"no key-signing key 'ksk'\. It has: one, two\."):
        aws.hosted_zone(zone_id).key_signing_keys["ksk"]


def test_views_are_to_look_at(aws: Account, hosting: Hosting) -> None:
    """Nothing can be changed through a view."""
    hosting.signed()
    zone = aws.hosted_zone("example.com")
    ksk = zone.key_signing_keys["ksk"]
    for view, name in ((zone, "signing"), (ksk, "status"), (ksk.kms_key, "state")):
        with pytest.raises(AttributeError):
            setattr(view, name, "Disabled")


def test_looking_while_zones_are_created(aws: Account, route53: Route53Client) -> None:
    """Whoever walks the zones, in a thread of its own say, is not stopped by a new one."""
    for number in range(3):
        route53.create_hosted_zone(Name="example.com", CallerReference=str(number))
    walked = [
        route53.create_hosted_zone(Name="example.net", CallerReference=zone.id)
        for zone in aws.route53.zones
    ]

    assert len(walked) == 3
