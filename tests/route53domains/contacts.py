"""A contact that every registry takes, and what the installed botocore knows of contacts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.wire.protocol import protocol_of

if TYPE_CHECKING:
    from mypy_boto3_route53domains.type_defs import ContactDetailTypeDef

CONTACT: ContactDetailTypeDef = {
    "FirstName": "Saanvi",
    "LastName": "Sarkar",
    "ContactType": "COMPANY",
    "OrganizationName": "Example",
    "AddressLine1": "123 Main Street",
    "City": "Anytown",
    "State": "WA",
    "CountryCode": "US",
    "ZipCode": "98101",
    "PhoneNumber": "+1.8005551212",
    "Email": "ssarkar@example.com",
}


def input_members(operation: str) -> list[str]:
    """Return the parameters of an operation in the model of the installed botocore."""
    shape = protocol_of("route53domains").operation(operation).input_shape
    return list(shape.members) if shape else []
