"""Complete a chain of trust at the registrar, and take it down again in the order that is safe.

The domain is registered with Route 53 Domains, so its parent zone (com) is nobody's in the account.
Route 53 sees its DS records all the same, and refuses to stop signing while one is there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import boto3
from botocore.exceptions import ClientError
from dnssec_tool import enable_dnssec, publish_ds_at_registrar, withdraw_ds_from_registrar

from mock_dnssec import mock_dnssec

if TYPE_CHECKING:
    from mypy_boto3_route53domains.type_defs import ContactDetailTypeDef

CONTACT: ContactDetailTypeDef = {
    "ContactType": "PERSON",
    "FirstName": "Saanvi",
    "LastName": "Sarkar",
    "AddressLine1": "123 Main Street",
    "City": "Anytown",
    "State": "WA",
    "ZipCode": "98101",
    "CountryCode": "US",
    "PhoneNumber": "+1.8005551212",
    "Email": "ssarkar@example.com",
}


def register(domain: str) -> str:
    """Register a domain and return the id of the hosted zone that comes with it."""
    boto3.client("route53domains", region_name="us-east-1").register_domain(
        DomainName=domain,
        DurationInYears=1,
        AdminContact=CONTACT,
        RegistrantContact=CONTACT,
        TechContact=CONTACT,
    )
    zones = boto3.client("route53").list_hosted_zones_by_name(DNSName=domain)["HostedZones"]
    return zones[0]["Id"]


def main(domain: str = "example.com") -> None:
    with mock_dnssec() as aws:
        zone_id = register(domain)
        ds_record = enable_dnssec(zone_id)
        publish_ds_at_registrar(zone_id, domain)

        delegation = aws.registry.delegation(domain)
        assert delegation is not None
        print(f"DS of the key-signing key   {ds_record}")
        print(f"DS in the zone of the TLD   {delegation.ds[0].upper()}")

        route53 = boto3.client("route53")
        try:
            route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)
        except ClientError as refusal:
            print(f"Too early, says Route 53:   {refusal.response['Error']['Code']}")

        withdraw_ds_from_registrar(domain)
        route53.disable_hosted_zone_dnssec(HostedZoneId=zone_id)
        status = route53.get_dnssec(HostedZoneId=zone_id)["Status"]["ServeSignature"]
        print(f"Without a DS, it goes:      {status}")


if __name__ == "__main__":
    main()
