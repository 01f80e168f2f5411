"""Registering domains, and giving them up."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timezone
from typing import TYPE_CHECKING

import pytest

from mock_dnssec import MockUsageError

from .contacts import CONTACT, input_members

if TYPE_CHECKING:
    from mypy_boto3_route53 import Route53Client
    from mypy_boto3_route53domains import Route53DomainsClient

    from mock_dnssec import Account

    from .conftest import Details, Outcome, Register

ROLES = [
    member.removesuffix("Contact")
    for member in input_members("RegisterDomain")
    if member.endswith("Contact") and not member.startswith("Privacy")
]
"""The contacts that the installed botocore knows: the billing contact came later."""


def test_a_registered_domain_is_described(
    aws: Account, register: Register, details: Details
) -> None:
    """GetDomainDetail has what was registered, and what AWS adds to it."""
    now = aws.clock.freeze(datetime(2026, 8, 1, tzinfo=timezone.utc))
    register("Example.COM", DurationInYears=3, AutoRenew=False)

    found = details("EXAMPLE.com")

    assert found["DomainName"] == "example.com"
    assert found["AutoRenew"] is False
    assert found["RegistrarName"] == "Amazon Registrar, Inc."
    assert found["StatusList"] == ["clientTransferProhibited"]
    assert found["DnssecKeys"] == []
    assert found["CreationDate"] == found["UpdatedDate"] == now
    assert found["ExpirationDate"] == datetime(2029, 8, 1, tzinfo=timezone.utc)


def test_a_year_from_a_leap_day(aws: Account, register: Register, details: Details) -> None:
    """What is registered on 29 February expires on the 28th."""
    aws.clock.freeze(datetime(2028, 2, 29, 12, tzinfo=timezone.utc))
    register()

    assert details()["ExpirationDate"] == datetime(2029, 2, 28, 12, tzinfo=timezone.utc)


@pytest.mark.parametrize("role", ROLES)
def test_contacts_and_their_privacy(register: Register, details: Details, role: str) -> None:
    """Each contact is there as it was given, and concealed unless told otherwise."""
    contact = {**CONTACT, "FirstName": role, "ExtraParams": []}
    register("example.com", **{f"{role}Contact": contact})
    register("example.net", **{f"{role}Contact": contact, f"PrivacyProtect{role}Contact": False})

    concealed, public = dict(details("example.com")), dict(details("example.net"))

    assert concealed[f"{role}Contact"] == public[f"{role}Contact"] == contact
    assert (concealed[f"{role}Privacy"], public[f"{role}Privacy"]) == (True, False)


def test_a_billing_contact_is_optional(register: Register, details: Details) -> None:
    """Where none is given, none is invented."""
    register()

    assert not {"BillingContact", "BillingPrivacy"} & details().keys()


def test_a_hosted_zone_comes_with_the_domain(
    route53: Route53Client, register: Register, details: Details
) -> None:
    """Its name servers are the domain's, and it says who created it, as AWS's do."""
    register()

    (zone,) = route53.list_hosted_zones()["HostedZones"]
    servers = route53.get_hosted_zone(Id=zone["Id"])["DelegationSet"]["NameServers"]

    assert zone["Name"] == "example.com."
    assert zone["CallerReference"].startswith("RISWorkflow-RD:")
    assert zone["Config"]["Comment"] == "HostedZone created by Route53 Registrar"
    assert details()["Nameservers"] == [{"Name": server, "GlueIps": []} for server in servers]


def test_without_room_for_the_zone_the_operation_fails(
    aws: Account, domains: Route53DomainsClient, register: Register, outcome: Outcome
) -> None:
    """The operation tells what Route 53 said, and no domain is registered."""
    aws.quotas.hosted_zones = 0

    status, message = outcome(register())

    assert status == "FAILED"
    assert "Cannot create more hosted zones" in message
    assert domains.list_domains()["Domains"] == []


def test_availability(aws: Account, domains: Route53DomainsClient, register: Register) -> None:
    """What is registered here, or delegated by a parent elsewhere, is nobody's to register."""

    def availability(name: str) -> str:
        return domains.check_domain_availability(DomainName=name)["Availability"]

    register("example.com")
    aws.registry.delegate("example.net")

    assert availability("Example.com") == "UNAVAILABLE"
    assert availability("example.net") == "UNAVAILABLE"
    assert availability("example.org") == "AVAILABLE"


@pytest.mark.parametrize("taken_by", ["registrar", "registry"])
def test_a_domain_that_is_taken(
    aws: Account, domains: Route53DomainsClient, register: Register, taken_by: str
) -> None:
    """It is not registered again."""
    if taken_by == "registrar":
        register()
    else:
        aws.registry.delegate("example.com")

    with pytest.raises(domains.exceptions.InvalidInput, match="not available"):
        register()


@pytest.mark.parametrize(
    ("name", "tld"),
    [
        ("example.test", "test"),
        ("example.gov", "gov"),
        ("www.example.com", "example.com"),
        ("example.co.example", "co.example"),
    ],
)
def test_unsupported_tlds(domains: Route53DomainsClient, name: str, tld: str) -> None:
    """AWS calls the TLD what follows the first label, and says that it is not supported."""
    for ask in (domains.check_domain_availability, domains.get_domain_detail):
        with pytest.raises(domains.exceptions.UnsupportedTLD) as refused:
            ask(DomainName=name)
        assert refused.value.response["Error"]["Message"] == f"{tld} tld is not supported."


@pytest.mark.parametrize("name", ["com", "-a.com", "a-.com", "a..com", "exämple.com", "a_b.com"])
def test_what_is_no_domain_name(domains: Route53DomainsClient, name: str) -> None:
    """Letters, digits and hyphens within labels, two labels at least."""
    with pytest.raises(domains.exceptions.InvalidInput, match="not a valid domain name"):
        domains.check_domain_availability(DomainName=name)


def test_a_second_level_of_a_country(
    domains: Route53DomainsClient, register: Register, details: Details
) -> None:
    """A domain may be registered under co.nz as under com."""
    register("example.co.nz")

    assert details("example.co.nz")["DomainName"] == "example.co.nz"


def test_a_domain_that_the_account_does_not_have(domains: Route53DomainsClient) -> None:
    """AWS names the domain and the account."""
    with pytest.raises(domains.exceptions.InvalidInput) as refused:
        domains.get_domain_detail(DomainName="example.com")

    message = refused.value.response["Error"]["Message"]
    assert message == "Domain example.com not found in 123456789012 account."


def test_the_quota_of_domains(
    aws: Account, domains: Route53DomainsClient, register: Register
) -> None:
    """An account has at most as many domains as its quota says."""
    aws.quotas.domains = 1
    register("example.com")

    with pytest.raises(domains.exceptions.DomainLimitExceeded):
        register("example.net")


def test_a_deleted_domain_is_gone_and_its_zone_stays(
    domains: Route53DomainsClient, route53: Route53Client, register: Register, outcome: Outcome
) -> None:
    """After DeleteDomain the name is free again; the zone must be deleted by itself."""
    register()

    deletion = domains.delete_domain(DomainName="example.com")["OperationId"]

    assert outcome(deletion) == ("SUCCESSFUL", "")
    assert domains.list_domains()["Domains"] == []
    assert len(route53.list_hosted_zones()["HostedZones"]) == 1
    assert outcome(register()) == ("SUCCESSFUL", "")


def test_the_whole_of_the_service_is_owned(domains: Route53DomainsClient) -> None:
    """An operation that the mock does not have says so, with a list of those that it has."""
    with pytest.raises(MockUsageError, match=r"ListPrices yet\. It answers: .* RegisterDomain, "):
        domains.list_prices()


def test_other_regions_have_no_endpoint(client: Callable[..., Route53DomainsClient]) -> None:
    """Where the real call would find no server, the mistake is named, with its remedy."""
    with pytest.raises(MockUsageError, match=r"no endpoint in eu-west-1.*us-east-1"):
        client("route53domains", "eu-west-1").list_domains()
