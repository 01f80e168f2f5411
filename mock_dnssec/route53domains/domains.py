"""Domains: what the registrar keeps of each, and tells the registry of its TLD."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

from mock_dnssec.route53domains.names import registrable
from mock_dnssec.route53domains.refusals import NOT_FOUND

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from dns.rdtypes.ANY.DS import DS

    from mock_dnssec.account import Account
    from mock_dnssec.operations import Result
    from mock_dnssec.route53domains.contacts import Contact
    from mock_dnssec.route53domains.operation_log import OperationLog


class Nameserver(TypedDict, total=False):
    """A name server, with its addresses if its name is within the domain itself."""

    Name: str
    GlueIps: list[str]


@dataclass(slots=True, eq=False)
class Domain:
    """A registered domain. Its delegation signers are its DS records by the registrar's id.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_GetDomainDetail.html
    """

    name: str
    created_at: datetime
    expires_at: datetime
    auto_renew: bool
    contacts: Sequence[Contact]
    name_servers: Sequence[Nameserver]
    transfer_lock: bool = True
    delegation_signers: dict[str, DS] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    updated_at: datetime = field(init=False)

    def __post_init__(self) -> None:
        self.updated_at = self.created_at

    @property
    def summary(self) -> Result:
        """The domain in a list."""
        return {
            "DomainName": self.name,
            "AutoRenew": self.auto_renew,
            "TransferLock": self.transfer_lock,
            "Expiry": self.expires_at,
        }


class Domains:
    """The domains of the account."""

    def __init__(self, account: Account, log: OperationLog) -> None:
        self._account = account
        self._log = log
        self._by_name: dict[str, Domain] = {}

    def __len__(self) -> int:
        self._log.settle()
        return len(self._by_name)

    def __iter__(self) -> Iterator[Domain]:
        self._log.settle()
        return iter(self._by_name.values())

    def find(self, name: str) -> Domain | None:
        """Return the domain of exactly this name (lower case), None if there is none."""
        self._log.settle()
        return self._by_name.get(name)

    def get(self, name: str) -> Domain:
        """Return the domain of this name; InvalidInput or UnsupportedTLD if there can be none."""
        domain = self.find(registrable(name))
        if domain is None:
            raise NOT_FOUND.error(name=name, account_id=self._account.id)
        return domain

    def add(self, domain: Domain) -> None:
        """Keep a new domain."""
        self._by_name[domain.name] = domain

    def remove(self, domain: Domain) -> None:
        """Forget a domain."""
        del self._by_name[domain.name]
