"""The decorator on a unittest class: each test, with its setUp, has an account of its own."""

import unittest

import boto3
from dnssec_tool import enable_dnssec

from mock_dnssec import mock_dnssec


@mock_dnssec
class EnableDnssecTest(unittest.TestCase):
    def setUp(self) -> None:
        self.route53 = boto3.client("route53")
        zone = self.route53.create_hosted_zone(Name="example.com", CallerReference="test")
        self.zone_id = zone["HostedZone"]["Id"]

    def test_the_zone_is_signed(self) -> None:
        enable_dnssec(self.zone_id)
        status = self.route53.get_dnssec(HostedZoneId=self.zone_id)["Status"]
        self.assertEqual(status["ServeSignature"], "SIGNING")

    def test_the_ds_record_is_that_of_the_key(self) -> None:
        ds_record = enable_dnssec(self.zone_id)
        (key,) = self.route53.get_dnssec(HostedZoneId=self.zone_id)["KeySigningKeys"]
        self.assertEqual(ds_record, f"{key['KeyTag']} 13 2 {key['DigestValue']}")


if __name__ == "__main__":
    unittest.main()
