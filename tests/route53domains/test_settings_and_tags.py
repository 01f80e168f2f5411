"""Auto renewal, the transfer lock and the tags of a domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from mypy_boto3_route53domains import Route53DomainsClient

    from .conftest import Details, Outcome, Register


@pytest.fixture(autouse=True)
def _domain(register: Register) -> None:
    register("example.com")


def test_auto_renewal(domains: Route53DomainsClient, details: Details) -> None:
    """It is switched at once."""
    domains.disable_domain_auto_renew(DomainName="example.com")
    assert details()["AutoRenew"] is False

    domains.enable_domain_auto_renew(DomainName="example.com")
    assert details()["AutoRenew"] is True


def test_the_transfer_lock(
    domains: Route53DomainsClient, details: Details, outcome: Outcome
) -> None:
    """It is switched by an operation, and shows in the status of the domain."""
    unlocking = domains.disable_domain_transfer_lock(DomainName="example.com")["OperationId"]
    assert outcome(unlocking) == ("SUCCESSFUL", "")
    assert details()["StatusList"] == ["ok"]
    assert domains.list_domains()["Domains"][0]["TransferLock"] is False

    locking = domains.enable_domain_transfer_lock(DomainName="example.com")["OperationId"]
    assert domains.get_operation_detail(OperationId=locking)["Type"] == "DOMAIN_LOCK"
    assert details()["StatusList"] == ["clientTransferProhibited"]


def test_tags(domains: Route53DomainsClient) -> None:
    """Tags are added, changed and taken away; a key that is not there does no harm."""
    domains.update_tags_for_domain(
        DomainName="example.com",
        TagsToUpdate=[{"Key": "team", "Value": "dns"}, {"Key": "stage", "Value": "test"}],
    )
    domains.update_tags_for_domain(
        DomainName="example.com", TagsToUpdate=[{"Key": "team", "Value": "web"}]
    )
    domains.delete_tags_for_domain(DomainName="example.com", TagsToDelete=["stage", "none"])

    tags = domains.list_tags_for_domain(DomainName="example.com")["TagList"]
    assert tags == [{"Key": "team", "Value": "web"}]
