"""Ask the DNS as the users of a domain do: is it secure, insecure or bogus, and why?

Every call to AWS succeeds here, and still the domain ends up bogus: somebody tidies up a KMS key
that "nobody uses". The chain of trust is printed, and drawn in the manner of DNSViz.

python examples/ask_the_dns.py [chain.svg]
"""

import sys

import boto3
from dnssec_tool import enable_dnssec

from mock_dnssec import mock_dnssec


def main(picture: str) -> None:
    with mock_dnssec() as aws:
        route53, kms = boto3.client("route53"), boto3.client("kms", region_name="us-east-1")
        zone = route53.create_hosted_zone(Name="example.com", CallerReference="example")
        zone_id = zone["HostedZone"]["Id"]
        ds_record = enable_dnssec(zone_id)

        aws.registry.delegate("example.com")
        print("No DS in com:", aws.resolver().resolve("example.com", "NS"), end="\n\n")

        aws.registry.delegate("example.com", ds=[ds_record])
        answer = aws.resolver().resolve("example.com", "NS")
        assert answer.secure
        print("Its DS in com:", answer, end="\n\n")

        (key,) = route53.get_dnssec(HostedZoneId=zone_id)["KeySigningKeys"]
        kms.schedule_key_deletion(KeyId=key["KmsArn"], PendingWindowInDays=7)
        aws.clock.advance(days=7)
        answer = aws.resolver().resolve("example.com", "NS")
        assert answer.bogus
        print("A week after the KMS key went:", answer, end="\n\n")

        chain = aws.chain("example.com", "NS")
        print(chain)
        print(f"\nThe picture is in {chain.write_svg(picture)}.")


if __name__ == "__main__":
    main(*sys.argv[1:] or ["chain.svg"])
