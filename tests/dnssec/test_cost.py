"""What the DNS costs those who never ask it: nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

SCRIPT = """
import sys
import boto3
from mock_dnssec import mock_dnssec
from tests.route53.dnssec_policies import SIGNING

with mock_dnssec:
    kms, route53 = (boto3.client(name, "us-east-1") for name in ("kms", "route53"))
    zone = route53.create_hosted_zone(Name="example.com", CallerReference="1")["HostedZone"]["Id"]
    key = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=SIGNING)
    route53.create_key_signing_key(
        CallerReference="1",
        HostedZoneId=zone,
        KeyManagementServiceArn=key["KeyMetadata"]["Arn"],
        Name="ksk",
        Status="ACTIVE",
    )
    route53.enable_hosted_zone_dnssec(HostedZoneId=zone)
    kms.disable_key(KeyId=key["KeyMetadata"]["Arn"])
    route53.get_dnssec(HostedZoneId=zone)
print(*(name for name in sys.modules if name.startswith("mock_dnssec.dnssec.")))
"""


def test_a_suite_that_never_asks_imports_nothing_of_it() -> None:
    """Signing a zone brings in what makes DNSKEY and DS records, and no name servers."""
    ran = subprocess.run(
        [sys.executable, "-c", SCRIPT],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.split() == ["mock_dnssec.dnssec.dnskey"]
