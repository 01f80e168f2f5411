"""UpdateDomainNameservers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mypy_boto3_route53domains import Route53DomainsClient
    from mypy_boto3_route53domains.type_defs import NameserverUnionTypeDef

    from mock_dnssec import Account

    from .conftest import Details, Outcome, Register


@pytest.fixture(autouse=True)
def _domain(register: Register) -> None:
    register("example.com")


def test_new_name_servers(
    aws: Account, domains: Route53DomainsClient, details: Details, outcome: Outcome
) -> None:
    """They replace the old ones at the registrar and in the parent zone."""
    servers: list[NameserverUnionTypeDef] = [
        {"Name": "NS1.example.net."},
        {"Name": "ns2.example.com", "GlueIps": ["192.0.2.1", "2001:db8::1"]},
    ]
    answer = domains.update_domain_nameservers(DomainName="example.com", Nameservers=servers)

    assert outcome(answer["OperationId"]) == ("SUCCESSFUL", "")
    assert details()["Nameservers"] == [
        {"Name": "ns1.example.net", "GlueIps": []},
        {"Name": "ns2.example.com", "GlueIps": ["192.0.2.1", "2001:db8::1"]},
    ]
    delegation = aws.registry.delegation("example.com")
    assert delegation is not None
    assert delegation.name_servers == {"ns1.example.net.", "ns2.example.com."}


@pytest.mark.parametrize(
    ("servers", "problem"),
    [
        ([], "1 to 6 name servers"),
        ([{"Name": f"ns{number}.example.net"} for number in range(7)], "1 to 6 name servers"),
        ([{"Name": "ns1"}], "not a fully qualified host name"),
        ([{"Name": "ns1..example.net"}], "not a fully qualified host name"),
        ([{"Name": "ns1.example.com"}], "needs GlueIps"),
        ([{"Name": "ns1.example.com", "GlueIps": ["ns"]}], "'ns' does not appear to be an IPv4"),
        ([{"Name": "ns1.example.com", "GlueIps": ["192.0.2.1", "192.0.2.2"]}], "one IPv4 and one"),
    ],
)
def test_refused_name_servers(
    domains: Route53DomainsClient, details: Details, servers: Any, problem: str
) -> None:
    """The refusal says what is wrong, and the name servers stay as they were."""
    before = details()["Nameservers"]

    with pytest.raises(domains.exceptions.InvalidInput, match=problem):
        domains.update_domain_nameservers(DomainName="example.com", Nameservers=servers)

    assert details()["Nameservers"] == before
