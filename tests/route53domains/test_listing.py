"""ListDomains."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from mypy_boto3_route53domains import Route53DomainsClient

    from mock_dnssec import Account

    from .conftest import Register


def names(domains: Route53DomainsClient, **request: Any) -> list[str]:
    """Return the names in a list of domains."""
    return [domain["DomainName"] for domain in domains.list_domains(**request)["Domains"]]


@pytest.fixture
def years(aws: Account, register: Register) -> None:
    """Register three domains, which expire in three, one and two years."""
    aws.clock.freeze(datetime(2026, 8, 1, tzinfo=timezone.utc))
    register("a.com", DurationInYears=3)
    register("c.com", DurationInYears=1)
    register("b.com", DurationInYears=2)


def test_a_summary(aws: Account, domains: Route53DomainsClient, register: Register) -> None:
    """A domain in the list has its name, its switches and its expiry."""
    aws.clock.freeze(datetime(2026, 8, 1, tzinfo=timezone.utc))
    register("example.com", AutoRenew=False)

    assert domains.list_domains()["Domains"] == [
        {
            "DomainName": "example.com",
            "AutoRenew": False,
            "TransferLock": True,
            "Expiry": datetime(2027, 8, 1, tzinfo=timezone.utc),
        }
    ]


@pytest.mark.parametrize(
    ("name", "order", "expected"),
    [
        ("DomainName", "ASC", ["a.com", "b.com", "c.com"]),
        ("DomainName", "DESC", ["c.com", "b.com", "a.com"]),
        ("Expiry", "ASC", ["c.com", "b.com", "a.com"]),
        ("Expiry", "DESC", ["a.com", "b.com", "c.com"]),
    ],
)
def test_order(
    domains: Route53DomainsClient, years: None, name: str, order: str, expected: list[str]
) -> None:
    """By name unless told otherwise."""
    assert names(domains) == ["a.com", "b.com", "c.com"]
    assert names(domains, SortCondition={"Name": name, "SortOrder": order}) == expected


@pytest.mark.parametrize(
    ("operator", "expected"), [("LE", ["b.com", "c.com"]), ("GE", ["a.com", "b.com"])]
)
def test_filter_by_expiry(
    domains: Route53DomainsClient, years: None, operator: str, expected: list[str]
) -> None:
    """Times are seconds since 1970, and the moment itself counts."""
    value = datetime(2028, 8, 1, tzinfo=timezone.utc).timestamp()

    condition = {"Name": "Expiry", "Operator": operator, "Values": [str(value)]}
    assert names(domains, FilterConditions=[condition]) == expected


def test_filter_by_name(domains: Route53DomainsClient, years: None) -> None:
    """The beginning of the name, in whatever case."""
    condition = {"Name": "DomainName", "Operator": "BEGINS_WITH", "Values": ["B"]}
    assert names(domains, FilterConditions=[condition]) == ["b.com"]


@pytest.mark.parametrize(
    "request_",
    [
        {"FilterConditions": [{"Name": "DomainName", "Operator": "LE", "Values": ["b"]}]},
        {"FilterConditions": [{"Name": "Expiry", "Operator": "LE", "Values": ["tomorrow"]}]},
        {
            "FilterConditions": [{"Name": "Expiry", "Operator": "LE", "Values": ["1"]}],
            "SortCondition": {"Name": "DomainName", "SortOrder": "ASC"},
        },
        {"Marker": "nowhere.com"},
        {"MaxItems": 0},
    ],
)
def test_refused_requests(domains: Route53DomainsClient, years: None, request_: Any) -> None:
    """Operators of other fields, values of other types, mixed fields, unknown markers."""
    with pytest.raises(domains.exceptions.InvalidInput):
        domains.list_domains(**request_)


def test_pages(aws: Account, domains: Route53DomainsClient, register: Register) -> None:
    """The paginator finds every domain once, twenty a page unless told otherwise."""
    aws.quotas.domains = 21
    registered = [f"example{number:02}.com" for number in range(21)]
    for name in registered:
        register(name)
    assert names(domains) == registered[:20]

    paginator = domains.get_paginator("list_domains")
    pages = list(paginator.paginate(PaginationConfig={"PageSize": 10}))

    assert [len(page["Domains"]) for page in pages] == [10, 10, 1]
    assert [each["DomainName"] for page in pages for each in page["Domains"]] == registered
