"""CreateKeySigningKey: what it answers, and what it does when it is asked again."""

from __future__ import annotations

import base64
import re
from datetime import timedelta
from typing import TYPE_CHECKING

import dns.dnssec
import dns.name
import dns.rdata
import pytest
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

    from mock_dnssec import Account

    from .conftest import NewKmsKey, NewKsk, NewZone


@pytest.mark.parametrize("status", ["ACTIVE", "INACTIVE"])
def test_the_answer(
    aws: Account, route53: Route53Client, zone_id: str, new_kms_key: NewKmsKey, status: str
) -> None:
    """The answer echoes the request, gives the place of the new key, and a PENDING change."""
    now = aws.clock.freeze()
    arn = new_kms_key()

    answer = route53.create_key_signing_key(
        CallerReference="once",
        HostedZoneId=zone_id,
        KeyManagementServiceArn=arn,
        Name="example.com-ksk_1",
        Status=status,
    )

    ksk = answer["KeySigningKey"]
    assert answer["ResponseMetadata"]["HTTPStatusCode"] == 201
    assert answer["Location"] == (
        f"https://route53.amazonaws.com/2013-04-01/keysigningkey/{zone_id}/example.com-ksk_1"
    )
    assert answer["ChangeInfo"].keys() == {"Id", "Status", "SubmittedAt"}
    assert re.fullmatch(r"/change/C[0-9A-Z]+", answer["ChangeInfo"]["Id"])
    assert answer["ChangeInfo"]["Status"] == "PENDING"
    assert (ksk["Name"], ksk["KmsArn"], ksk["Status"]) == ("example.com-ksk_1", arn, status)
    assert ksk["CreatedDate"] == ksk["LastModifiedDate"] == answer["ChangeInfo"]["SubmittedAt"]
    assert ksk["CreatedDate"] == now
    assert "StatusMessage" not in ksk


def test_the_published_members_have_the_form_of_aws(new_ksk: NewKsk) -> None:
    """Flags, algorithms and records read as AWS writes them."""
    ksk = new_ksk()

    assert ksk["Flag"] == 257
    assert (ksk["SigningAlgorithmMnemonic"], ksk["SigningAlgorithmType"]) == ("ECDSAP256SHA256", 13)
    assert (ksk["DigestAlgorithmMnemonic"], ksk["DigestAlgorithmType"]) == ("SHA-256", 2)
    assert re.fullmatch(r"[0-9A-F]{64}", ksk["DigestValue"])
    assert len(base64.b64decode(ksk["PublicKey"], validate=True)) == 64
    assert ksk["DNSKEYRecord"] == f"257 3 13 {ksk['PublicKey']}"
    assert ksk["DSRecord"] == f"{ksk['KeyTag']} 13 2 {ksk['DigestValue']}"


def test_the_key_is_the_kms_key(kms: KMSClient, new_ksk: NewKsk) -> None:
    """DNSKEY, key tag and DS are those of the key that KMS's GetPublicKey gives."""
    ksk = new_ksk()

    public_key = load_der_public_key(kms.get_public_key(KeyId=ksk["KmsArn"])["PublicKey"])
    assert isinstance(public_key, EllipticCurvePublicKey)
    dnskey = dns.dnssec.make_dnskey(public_key, "ECDSAP256SHA256", flags=257)
    assert ksk["KeyTag"] == dns.dnssec.key_id(dnskey)
    assert dns.rdata.from_text("IN", "DNSKEY", ksk["DNSKEYRecord"]) == dnskey
    ds = dns.dnssec.make_ds("example.com.", dnskey, "SHA256")
    assert dns.rdata.from_text("IN", "DS", ksk["DSRecord"]) == ds


def test_a_zone_name_with_an_escape(new_zone: NewZone, new_ksk: NewKsk) -> None:
    """The DS of a classless reverse zone is that of its real name, not of the octal escape."""
    ksk = new_ksk(HostedZoneId=new_zone("0/25.2.0.192.in-addr.arpa"))

    dnskey = dns.rdata.from_text("IN", "DNSKEY", ksk["DNSKEYRecord"])
    owner = dns.name.from_text("0/25.2.0.192.in-addr.arpa.")
    assert dns.dnssec.make_ds(owner, dnskey, "SHA256").digest.hex().upper() == ksk["DigestValue"]


def test_the_zone_id_may_come_with_its_path(new_ksk: NewKsk, zone_id: str) -> None:
    """A zone id as CreateHostedZone answers it is understood."""
    assert new_ksk(HostedZoneId=f"/hostedzone/{zone_id}")["Name"] == "ksk"


def test_get_dnssec_shows_what_creation_answered(
    route53: Route53Client, zone_id: str, new_ksk: NewKsk
) -> None:
    """GetDNSSEC lists the keys of the zone in the order of creation, each as it was answered."""
    created = [new_ksk("second", status="INACTIVE"), new_ksk("first")]

    assert route53.get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"] == created


def test_a_repeated_request_returns_the_first_key(
    aws: Account, route53: Route53Client, zone_id: str, new_kms_key: NewKmsKey
) -> None:
    """Same reference, name and ARN: the key as it is now, with the change of its creation."""
    request = {
        "CallerReference": "once",
        "HostedZoneId": zone_id,
        "KeyManagementServiceArn": new_kms_key(),
        "Name": "ksk",
    }
    first = route53.create_key_signing_key(**request, Status="ACTIVE")
    route53.deactivate_key_signing_key(HostedZoneId=zone_id, Name="ksk")
    aws.clock.advance(hours=1)

    again = route53.create_key_signing_key(**request, Status="ACTIVE")

    assert again["ResponseMetadata"]["HTTPStatusCode"] == 201
    assert again["ChangeInfo"] == first["ChangeInfo"]
    assert again["KeySigningKey"]["Status"] == "INACTIVE"
    assert again["KeySigningKey"]["DSRecord"] == first["KeySigningKey"]["DSRecord"]
    assert len(route53.get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"]) == 1


def test_a_repeated_request_after_deletion_creates_anew(
    aws: Account, route53: Route53Client, zone_id: str, new_kms_key: NewKmsKey, new_ksk: NewKsk
) -> None:
    """A deleted key is forgotten, its reference with it."""
    arn = new_kms_key()
    first = new_ksk(status="INACTIVE", KeyManagementServiceArn=arn)
    route53.delete_key_signing_key(HostedZoneId=zone_id, Name="ksk")
    aws.clock.advance(hours=1)

    second = new_ksk(status="INACTIVE", KeyManagementServiceArn=arn)

    assert second["CreatedDate"] - first["CreatedDate"] >= timedelta(hours=1)
    assert second["DSRecord"] == first["DSRecord"]


def test_one_kms_key_serves_many_zones(
    new_zone: NewZone, new_kms_key: NewKmsKey, new_ksk: NewKsk
) -> None:
    """Names and ARNs are unique in a zone, not beyond; the DS differs with the zone's name."""
    arn = new_kms_key()
    one, other = (
        new_ksk(HostedZoneId=new_zone(name), KeyManagementServiceArn=arn)
        for name in ("one.example", "other.example")
    )

    assert one["PublicKey"] == other["PublicKey"]
    assert one["DigestValue"] != other["DigestValue"]
