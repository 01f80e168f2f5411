"""Operations take their time on the account's clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest

from mock_dnssec import Account, mock_dnssec

if TYPE_CHECKING:
    from mypy_boto3_route53domains import Route53DomainsClient

    from .conftest import Details, Outcome, Register

MINUTE = timedelta(minutes=1)


@pytest.fixture
def aws() -> Iterator[Account]:
    """An account whose changes take a minute, on a clock that stands still."""
    with mock_dnssec(propagation=60) as account:
        account.clock.freeze(datetime(2026, 8, 1, tzinfo=timezone.utc))
        yield account


def lock(domains: Route53DomainsClient, name: str = "example.com") -> str:
    """Lock a domain and return the id of the operation."""
    return domains.enable_domain_transfer_lock(DomainName=name)["OperationId"]


def test_an_operation_comes_to_its_end(
    aws: Account, domains: Route53DomainsClient, register: Register, outcome: Outcome
) -> None:
    """SUBMITTED, then IN_PROGRESS, then SUCCESSFUL: only then is the domain there."""
    operation = register()
    assert outcome(operation) == ("SUBMITTED", "")
    aws.clock.advance(seconds=59)
    assert outcome(operation) == ("IN_PROGRESS", "")
    assert domains.list_domains()["Domains"] == []

    aws.clock.advance(seconds=1)

    assert outcome(operation) == ("SUCCESSFUL", "")
    assert [each["DomainName"] for each in domains.list_domains()["Domains"]] == ["example.com"]


def test_the_dates_of_an_operation(
    aws: Account, domains: Route53DomainsClient, register: Register, details: Details
) -> None:
    """It was last updated when it completed, however late somebody looks; so was the domain."""
    submitted = aws.clock.now()
    operation = register()
    before = domains.get_operation_detail(OperationId=operation)
    assert before["SubmittedDate"] == before["LastUpdatedDate"] == submitted

    aws.clock.advance(days=1)

    after = domains.get_operation_detail(OperationId=operation)
    assert (after["Type"], after["DomainName"]) == ("REGISTER_DOMAIN", "example.com")
    assert after["SubmittedDate"] == submitted
    assert after["LastUpdatedDate"] == submitted + MINUTE
    assert details()["CreationDate"] == submitted + MINUTE


def test_a_parent_publishes_when_the_operation_has_succeeded(
    aws: Account, register: Register
) -> None:
    """The registry knows the domain not before, and then without anybody asking the registrar."""
    register()
    assert aws.registry.delegation("example.com") is None

    aws.clock.advance(MINUTE)

    delegation = aws.registry.delegation("example.com")
    assert delegation is not None
    assert len(delegation.name_servers) == 4


def test_one_at_a_time_of_each_kind(
    aws: Account, domains: Route53DomainsClient, register: Register
) -> None:
    """A second request of the same kind waits for the first; other kinds and domains do not."""
    register()
    with pytest.raises(domains.exceptions.DuplicateRequest) as refused:
        register()
    assert refused.value.response["Error"]["Message"] == (
        "A request already pending for the operation. Please use the RequestId from the exception "
        "to track the request status."
    )
    register("example.net")
    aws.clock.advance(MINUTE)

    lock(domains)
    with pytest.raises(domains.exceptions.DuplicateRequest):
        domains.disable_domain_transfer_lock(DomainName="example.com")
    lock(domains, "example.net")
    domains.update_domain_nameservers(DomainName="example.com", Nameservers=[{"Name": "ns.a.com"}])


def test_how_many_may_run_at_once(
    aws: Account, domains: Route53DomainsClient, register: Register
) -> None:
    """The limit counts what has not completed, and holds for all but deletions."""
    aws.quotas.running_domain_operations = 1
    register("example.com")
    with pytest.raises(domains.exceptions.OperationLimitExceeded):
        register("example.net")

    aws.clock.advance(MINUTE)
    register("example.net")
    domains.delete_domain(DomainName="example.com")


def test_a_refused_registration_leaves_no_zone(
    aws: Account, domains: Route53DomainsClient, register: Register
) -> None:
    """What is refused at once has changed nothing."""
    register()
    with pytest.raises(domains.exceptions.DuplicateRequest):
        register()

    assert len(list(aws.route53.zones)) == 1


def test_an_operation_that_never_was(domains: Route53DomainsClient) -> None:
    """An unknown id is not acceptable input."""
    with pytest.raises(domains.exceptions.InvalidInput, match="No operation found"):
        domains.get_operation_detail(OperationId="23905143-7685-4448-a0f6-422f70b862e8")


def test_listing_operations(
    aws: Account, domains: Route53DomainsClient, register: Register
) -> None:
    """In the order of submission or its reverse; by status, kind and time."""
    first = register("example.com")
    aws.clock.advance(MINUTE)
    since = aws.clock.now()
    second = lock(domains)
    third = register("example.net")

    def ids(**request: object) -> list[str]:
        found = domains.list_operations(**request)["Operations"]  # type: ignore[arg-type]
        return [operation["OperationId"] for operation in found]

    assert ids() == [first, second, third]
    assert ids(SortBy="SubmittedDate", SortOrder="DESC") == [third, second, first]
    assert ids(Status=["SUBMITTED"]) == [second, third]
    assert ids(Type=["REGISTER_DOMAIN"]) == [first, third]
    assert ids(Type=["REGISTER_DOMAIN"], Status=["SUCCESSFUL"]) == [first]
    assert ids(SubmittedSince=since) == [second, third]


def test_pages_of_operations(domains: Route53DomainsClient, register: Register) -> None:
    """The paginator finds every operation once, twenty a page unless told otherwise."""
    submitted = [register(f"example{number}.com") for number in range(21)]
    assert len(domains.list_operations()["Operations"]) == 20

    paginator = domains.get_paginator("list_operations")
    pages = list(paginator.paginate(PaginationConfig={"PageSize": 10}))

    assert [len(page["Operations"]) for page in pages] == [10, 10, 1]
    assert [each["OperationId"] for page in pages for each in page["Operations"]] == submitted
