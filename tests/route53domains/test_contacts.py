"""What a contact must have before a domain is registered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .contacts import CONTACT

if TYPE_CHECKING:
    from mypy_boto3_route53domains import Route53DomainsClient

    from .conftest import Details, Register


def test_an_empty_contact(domains: Route53DomainsClient, register: Register) -> None:
    """A contact without any member lacks the first that is asked for."""
    with pytest.raises(domains.exceptions.InvalidInput, match="AdminContact: FirstName is missing"):
        register(AdminContact={})


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"Email": ""}, "Email is missing"),
        ({"ContactType": "COMPANY", "OrganizationName": ""}, "OrganizationName is missing"),
        ({"PhoneNumber": "206-266-1000"}, "PhoneNumber must be like"),
        ({"Fax": "+12062661000"}, "Fax must be like"),
    ],
)
def test_refused_contacts(
    domains: Route53DomainsClient, register: Register, changes: Any, problem: str
) -> None:
    """The refusal names the contact and what is wrong with it, and nothing is registered."""
    with pytest.raises(domains.exceptions.InvalidInput, match=f"TechContact: {problem}"):
        register(TechContact={**CONTACT, **changes})

    assert domains.list_operations()["Operations"] == []


def test_a_person_needs_no_organization(register: Register, details: Details) -> None:
    """An organization's name is asked of all contacts but persons."""
    person = {name: value for name, value in CONTACT.items() if name != "OrganizationName"}
    register(AdminContact={**person, "ContactType": "PERSON"})

    assert details()["AdminContact"]["ContactType"] == "PERSON"


def test_a_parameter_that_a_registry_asks_for(
    domains: Route53DomainsClient, register: Register, details: Details
) -> None:
    """AWS lists every contact that lacks it, by the registry's name of the contact."""
    british: dict[str, Any] = {
        **CONTACT,
        "ExtraParams": [{"Name": "UK_CONTACT_TYPE", "Value": "FCORP"}],
    }
    with pytest.raises(domains.exceptions.TLDRulesViolation) as refused:
        register("example.co.uk", TechContact=british)

    assert refused.value.response["Error"]["Message"] == (
        "[ADMIN.UK_CONTACT_TYPE is missing, OWNER.UK_CONTACT_TYPE is missing]"
    )
    register("example.co.uk", AdminContact=british, RegistrantContact=british, TechContact=british)
    assert details("example.co.uk")["AdminContact"]["ExtraParams"] == british["ExtraParams"]


def test_limits_of_the_model(domains: Route53DomainsClient, register: Register) -> None:
    """What breaks a limit of the model is refused by the service, values of contacts not shown."""
    with pytest.raises(domains.exceptions.ClientError) as refused:
        register(DurationInYears=11, AdminContact={**CONTACT, "CountryCode": "XX"})

    error = refused.value.response["Error"]
    assert error["Code"] == "ValidationException"
    assert error["Message"].startswith("2 validation errors detected: ")
    assert "Value '11' at 'durationInYears'" in error["Message"]
    assert "Value at 'adminContact.countryCode'" in error["Message"]
