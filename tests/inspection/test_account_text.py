"""An account as text: what it says of zones, key-signing keys and KMS keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import boto3
import pytest

from mock_dnssec.inspection.shortening import WIDTH, cut, shortened

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

    from mock_dnssec import Account
    from tests.dnssec.hosting import Hosting

FIRST = "account 123456789012 at 2025-01-01 00:00:00 UTC"


def text(account: Account) -> list[str]:
    """Return the lines below the account's own."""
    lines = str(account).splitlines()
    assert max(map(len, lines)) <= WIDTH
    return lines[1:]


def test_nothing(aws: Account) -> None:
    """An account without anything says so, and when: by its own clock."""
    assert str(aws) == f"{FIRST}\n  no hosted zones and no KMS keys"
    aws.clock.advance(days=7, seconds=1)
    assert str(aws).startswith("account 123456789012 at 2025-01-08 00:00:01 UTC\n")
    assert repr(aws) == "<account 123456789012>"


def test_a_signed_zone(aws: Account, hosting: Hosting) -> None:
    """A zone has its id and status, a key its status, key tag and KMS key, and where its DS is."""
    zone = hosting.zone()
    assert text(aws) == [f"  example.com  {zone}  NOT_SIGNING"]
    ksk = hosting.ksk(zone)
    key = ksk["KmsArn"].rpartition("/")[2][:8]
    told = f"    ksk  ACTIVE, key tag {ksk['KeyTag']}, KMS key {key} Enabled"
    assert text(aws) == [f"  example.com  {zone}  NOT_SIGNING", told]
    hosting.route53.enable_hosted_zone_dnssec(HostedZoneId=zone)
    assert text(aws) == [f"  example.com  {zone}  SIGNING, no DS at the parent", told]
    aws.registry.delegate("example.com", ds=[ksk["DSRecord"]])
    assert text(aws) == [f"  example.com  {zone}  SIGNING", f"{told}, DS at the parent"]
    aws.registry.fail_lookups("example.com")
    assert text(aws)[0] == f"  example.com  {zone}  SIGNING, the parent's servers fail"


def test_two_keys(aws: Account, hosting: Hosting) -> None:
    """Of several keys, each says whether its DS is at the parent; a DS of none is shown."""
    zone = hosting.zone()
    one, two = hosting.ksk(zone, "one"), hosting.ksk(zone, "second", "INACTIVE")
    gone = "4711 13 2 " + "ab" * 32
    aws.registry.delegate("example.com", ds=[one["DSRecord"].lower(), gone])

    lines = text(aws)
    assert lines[1].startswith(f"    one     ACTIVE, key tag {one['KeyTag']}, KMS key ")
    assert lines[1].endswith(" Enabled, DS at the parent")
    assert lines[2].startswith(f"    second  INACTIVE, key tag {two['KeyTag']}, KMS key ")
    assert lines[2].endswith(" Enabled, no DS at the parent")
    assert lines[3].startswith("    the parent's DS is of no key here: 4711 13 2 ABABAB")
    assert lines[3].endswith("...")


BREAKAGES: dict[str, tuple[Callable[[KMSClient, str], Any], str, str]] = {
    "disabled": (
        lambda kms, arn: kms.disable_key(KeyId=arn),
        "Disabled",
        "The customer managed key is not enabled. Enable it, and then activate the ",
    ),
    "pending": (
        lambda kms, arn: kms.schedule_key_deletion(KeyId=arn),
        "PendingDeletion",
        "The customer managed key is pending deletion. Cancel its deletion, enable it, and ",
    ),
    "policy": (
        lambda kms, arn: kms.put_key_policy(
            KeyId=arn, PolicyName="default", Policy=POLICY_WITHOUT_ROUTE53
        ),
        "Enabled",
        "Route 53 may not use the customer managed key. Allow dnssec-route53.amazonaws.com the ",
    ),
}

POLICY_WITHOUT_ROUTE53 = (
    '{"Statement": {"Effect": "Allow", "Principal": {"AWS": "123456789012"}, "Action": "kms:*", '
    '"Resource": "*"}}'
)


@pytest.mark.parametrize("breakage", BREAKAGES)
def test_what_is_wrong(aws: Account, hosting: Hosting, breakage: str) -> None:
    """A key that can sign no more says why and how to mend it, before anybody has asked AWS."""
    zone, ksk = hosting.signed()
    break_key, state, advice = BREAKAGES[breakage]
    break_key(hosting.kms, ksk["KmsArn"])

    zone_line, key_line, *why = text(aws)
    assert zone_line == f"  example.com  {zone}  ACTION_NEEDED"
    assert key_line.startswith("    ksk  ACTION_NEEDED, key tag ")
    assert f" {state}, DS at the parent" in key_line
    assert " ".join(line.strip() for line in why).startswith(advice)
    assert not any(line.endswith("-") for line in why)


def test_a_deleted_kms_key(aws: Account, hosting: Hosting) -> None:
    """A KMS key that is gone is shown as deleted, by its id."""
    _, ksk = hosting.signed()
    hosting.kms.schedule_key_deletion(KeyId=ksk["KmsArn"], PendingWindowInDays=7)
    aws.clock.advance(days=8)

    _, key_line, why, *_ = text(aws)
    assert f"KMS key {ksk['KmsArn'].rpartition('/')[2][:8]} deleted, DS at" in key_line
    assert why.strip().startswith("The customer managed key does not exist any more.")


def test_failures_of_route53(aws: Account, hosting: Hosting) -> None:
    """What Route 53 itself has failed to do is shown too."""
    zone, _ = hosting.signed()
    dnssec = aws.route53.zones.get(zone).dnssec
    dnssec.fail()
    dnssec.fail_key("ksk")

    zone_line, key_line, why, *_ = text(aws)
    assert zone_line.endswith("  INTERNAL_FAILURE")
    assert "  INTERNAL_FAILURE, key tag " in key_line
    assert why.strip().startswith("Route 53 failed to process a request for the key-signing key")


def test_printing_changes_nothing(aws: Account, hosting: Hosting) -> None:
    """Printing is no look of AWS's: a key that is mended before that has never been broken."""
    zone, ksk = hosting.signed()
    hosting.kms.disable_key(KeyId=ksk["KmsArn"])
    calls = len(aws.calls)
    assert "ACTION_NEEDED" in str(aws)
    hosting.kms.enable_key(KeyId=ksk["KmsArn"])

    (found,) = hosting.route53.get_dnssec(HostedZoneId=zone)["KeySigningKeys"]
    assert found["Status"] == "ACTIVE"
    assert found["LastModifiedDate"] == ksk["LastModifiedDate"]
    assert len(aws.calls) == calls + 2


def test_what_was_seen_broken_stays(aws: Account, hosting: Hosting) -> None:
    """A key that AWS has seen broken keeps its advice after its KMS key is mended."""
    zone, ksk = hosting.signed()
    hosting.kms.disable_key(KeyId=ksk["KmsArn"])
    hosting.route53.get_dnssec(HostedZoneId=zone)
    hosting.kms.enable_key(KeyId=ksk["KmsArn"])

    _, key_line, why, *_ = text(aws)
    assert "ACTION_NEEDED" in key_line
    assert " Enabled, DS at the parent" in key_line
    assert "and then activate the key-signing key" in why


def test_other_keys(aws: Account, kms: KMSClient, hosting: Hosting) -> None:
    """KMS keys that sign no zone come last, with spec, state, Region and aliases."""
    hosting.ksk(hosting.zone())
    key_id = kms.create_key()["KeyMetadata"]["KeyId"]
    kms.create_alias(AliasName="alias/spare", TargetKeyId=key_id)
    assert text(aws)[2:] == [
        f"  KMS key {key_id[:8]}  SYMMETRIC_DEFAULT Enabled in us-east-1  alias/spare"
    ]
    elsewhere = boto3.client("kms", region_name="eu-west-1")
    other = elsewhere.create_key(KeySpec="HMAC_256", KeyUsage="GENERATE_VERIFY_MAC")["KeyMetadata"]
    assert text(aws)[2] == f"  KMS key {other['KeyId'][:8]}  HMAC_256 Enabled in eu-west-1"


def test_private_zones(aws: Account, hosting: Hosting) -> None:
    """A private zone, which cannot be signed, is told by that."""
    zone = hosting.zone("corp.example", VPC={"VPCRegion": "us-east-1", "VPCId": "vpc-0a1b2c3d"})

    assert text(aws) == [f"  corp.example  {zone}  private"]


def test_much(aws: Account, hosting: Hosting) -> None:
    """Of many zones the signed ones are shown first; the rest, and many keys, are counted."""
    for number in range(20):
        hosting.zone(f"{'a' * 60}.{'b' * 60}.zone{number}.example")
        hosting.kms.create_key()
    hosting.kms.schedule_key_deletion(KeyId=hosting.kms.list_keys()["Keys"][0]["KeyId"])
    zone = hosting.zone("z.example")
    hosting.ksk(zone, "k" * 100)
    lines = text(aws)

    assert lines[0] == f"  z.example  {zone}  NOT_SIGNING"
    assert lines[1].startswith(f"    {'k' * 37}...  ACTIVE, key tag ")
    assert len(lines) == 11
    assert lines[9] == "  and 13 more hosted zones"
    assert lines[10] in (
        "  20 KMS keys without a key-signing key: 19 Enabled, 1 PendingDeletion",
        "  20 KMS keys without a key-signing key: 1 PendingDeletion, 19 Enabled",
    )


def test_other_accounts(aws: Account, kms: KMSClient, route53: Route53Client) -> None:
    """Other accounts follow if there is anything in them; each can be printed by itself."""
    aws.account("111122223333")
    other = aws.account("222222222222")
    client = boto3.client("kms", region_name="us-east-1", **other.credentials)
    key_id = client.create_key()["KeyMetadata"]["KeyId"]
    of_the_other = [
        "account 222222222222 at 2025-01-01 00:00:00 UTC",
        f"  KMS key {key_id[:8]}  SYMMETRIC_DEFAULT Enabled in us-east-1",
    ]

    assert str(aws).splitlines() == [FIRST, "  no hosted zones and no KMS keys", *of_the_other]
    assert str(other).splitlines() == of_the_other


@pytest.mark.parametrize(
    ("long", "short"),
    [
        ("arn:aws:kms:us-east-1:123456789012:alias/ksk", "alias/ksk"),
        ("arn:aws-cn:iam::123456789012:role/Admin", "role/Admin"),
        (
            "of 'arn:aws:kms:us-east-1:123456789012:key/0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9'.",
            "of 'key/0a1b2c3d'.",
        ),
        ("mrk-0a1b2c3d4e5f60718293a4b5c6d7e8f9", "mrk-0a1b2c3d"),
        ("/hostedzone/Z01095621FVZOSDLKWG4A", "Z0109562"),
        ("/change/C01095621FVZOSDLKWG4A", "C0109562"),
        ("Z1", "Z1"),
        ("example.com", "example.com"),
    ],
)
def test_ids_are_short(long: str, short: str) -> None:
    """ARNs lose their heads and ids their tails; whatever else there is stays."""
    assert shortened(long) == short


def test_cutting() -> None:
    """What is cut ends in dots, and is as long as it may be."""
    assert cut("1234567890", 10) == "1234567890"
    assert cut("12345678901", 10) == "1234567..."
