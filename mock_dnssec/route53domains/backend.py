"""All of Route 53 Domains in one account: its state and the families of its operations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec import operations
from mock_dnssec.errors import MockUsageError
from mock_dnssec.route53domains.delegation_signers import DelegationSignerOperations
from mock_dnssec.route53domains.details import DetailOperations
from mock_dnssec.route53domains.domains import Domains
from mock_dnssec.route53domains.listing import ListingOperations
from mock_dnssec.route53domains.name_servers import NameServerOperations
from mock_dnssec.route53domains.operation_listing import OperationListing
from mock_dnssec.route53domains.operation_log import OperationLog
from mock_dnssec.route53domains.registration import RegistrationOperations
from mock_dnssec.route53domains.settings import SettingOperations
from mock_dnssec.route53domains.tags import TagOperations

if TYPE_CHECKING:
    from mock_dnssec.account import Account

_REGION = "us-east-1"


class Backend(operations.Backend):
    """Route 53 Domains: one per account."""

    def __init__(self, account: Account) -> None:
        self.account = account
        self.log = OperationLog(account)
        self.domains = Domains(account, self.log)
        self.families = (
            RegistrationOperations(self),
            DetailOperations(self),
            ListingOperations(self),
            NameServerOperations(self),
            DelegationSignerOperations(self),
            OperationListing(self),
            SettingOperations(self),
            TagOperations(self),
        )

    def reached_from(self, region: str) -> Backend:
        """Return this backend; raise MockUsageError in a Region where AWS has no such endpoint."""
        if region != _REGION:
            raise MockUsageError(
                f"Route 53 Domains has no endpoint in {region}: at AWS, this call would fail with "
                f'EndpointConnectionError. Use boto3.client("route53domains", '
                f'region_name="{_REGION}").'
            )
        return self
