"""Contacts of a domain, as they must be before a registry takes them.

https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_ContactDetail.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypedDict, cast

from mock_dnssec.route53domains.names import tld_of
from mock_dnssec.route53domains.refusals import BAD_CONTACT, PARAMETERS_MISSING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_REQUIRED = (
    "FirstName",
    "LastName",
    "ContactType",
    "AddressLine1",
    "City",
    "CountryCode",
    "PhoneNumber",
    "Email",
)
_PHONE = re.compile(r"\+\d{1,3}\.\d{1,14}")

ROLES = {"Admin": "ADMIN", "Registrant": "OWNER", "Tech": "TECH", "Billing": "BILL"}
"""The contacts of a domain, and what AWS calls them when it tells what is missing."""

_PARAMETERS = dict.fromkeys(("uk", "co.uk", "me.uk", "org.uk"), "UK_CONTACT_TYPE")
"""By TLD: the ExtraParam that every contact must have.

Other registries ask for some under conditions of their own, which are not modelled.
"""


class ExtraParam(TypedDict):
    """A parameter that some TLD asks for."""

    Name: str
    Value: str


class ContactDetail(TypedDict, total=False):
    """A person or an organization."""

    FirstName: str
    LastName: str
    ContactType: str
    OrganizationName: str
    AddressLine1: str
    AddressLine2: str
    City: str
    State: str
    CountryCode: str
    ZipCode: str
    PhoneNumber: str
    Email: str
    Fax: str
    ExtraParams: list[ExtraParam]


class Contact(NamedTuple):
    """What a person or an organization is to a domain, and whether WHOIS conceals who it is."""

    role: str
    detail: ContactDetail
    concealed: bool


def check_contacts(contacts: Sequence[Contact], domain_name: str) -> None:
    """Raise InvalidInput for what no contact may be, TLDRulesViolation for what this TLD misses."""
    for contact in contacts:
        problem = _problem(contact.detail)
        if problem:
            raise BAD_CONTACT.error(contact=f"{contact.role}Contact", problem=problem)
    parameter = _PARAMETERS.get(tld_of(domain_name))
    missing = [
        f"{ROLES[contact.role]}.{parameter} is missing"
        for contact in contacts
        if parameter and not _has(contact.detail, parameter)
    ]
    if missing:
        raise PARAMETERS_MISSING.error(missing=", ".join(missing))


def _has(contact: ContactDetail, parameter: str) -> bool:
    return any(each["Name"] == parameter for each in contact.get("ExtraParams", []))


def _problem(contact: ContactDetail) -> str | None:
    given = cast("Mapping[str, str]", contact)
    for member in _REQUIRED:
        if not given.get(member):
            return f"{member} is missing"
    if contact["ContactType"] != "PERSON" and not contact.get("OrganizationName"):
        return "OrganizationName is missing"
    for member in ("PhoneNumber", "Fax"):
        if member in given and not _PHONE.fullmatch(given[member]):
            return f"{member} must be like +1.1234567890"
    return None
