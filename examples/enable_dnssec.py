"""Enable DNSSEC on a hosted zone, in an AWS account that exists only in memory.

python examples/enable_dnssec.py [domain]
"""

import sys

import boto3
from dnssec_tool import enable_dnssec

from mock_dnssec import mock_dnssec


def main(domain: str) -> None:
    with mock_dnssec():
        route53 = boto3.client("route53")
        zone = route53.create_hosted_zone(Name=domain, CallerReference="example")
        zone_id = zone["HostedZone"]["Id"]

        ds_record = enable_dnssec(zone_id)

        answer = route53.get_dnssec(HostedZoneId=zone_id)
        print(f"Hosted zone      {zone['HostedZone']['Name']}  ({zone_id})")
        print(f"Name servers     {', '.join(zone['DelegationSet']['NameServers'])}")
        print(f"DNSSEC           {answer['Status']['ServeSignature']}")
        for ksk in answer["KeySigningKeys"]:
            print(f"Key-signing key  {ksk['Name']}  {ksk['Status']}  key tag {ksk['KeyTag']}")
            print(f"  KMS key        {ksk['KmsArn']}")
            print(f"  DNSKEY         {ksk['DNSKEYRecord']}")
        print()
        print("Publish this DS record in the parent zone:")
        print(f"  {zone['HostedZone']['Name']} 3600 IN DS {ds_record}")


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "example.com")
