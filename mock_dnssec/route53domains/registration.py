"""CheckDomainAvailability, RegisterDomain and DeleteDomain."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict, cast

from mock_dnssec.errors import AwsError
from mock_dnssec.route53domains.contacts import ROLES, Contact, check_contacts
from mock_dnssec.route53domains.domains import Domain
from mock_dnssec.route53domains.names import registrable
from mock_dnssec.route53domains.refusals import DOMAIN_LIMIT, NOT_AVAILABLE

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from mock_dnssec.operations import Result
    from mock_dnssec.route53domains.backend import Backend
    from mock_dnssec.route53domains.contacts import ContactDetail
    from mock_dnssec.route53domains.domains import Nameserver

_ZONE_COMMENT = "HostedZone created by Route53 Registrar"
_ZONE_REFERENCE = "RISWorkflow-RD:{uuid}"


class Consent(TypedDict):
    """The most that a caller would pay."""

    MaxPrice: float
    Currency: str


class RegistrationOperations:
    """The birth and the end of a registration."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._account = backend.account

    def check_domain_availability(
        self,
        *,
        domain_name: str,
        idn_lang_code: str | None = None,  # noqa: ARG002 - changes no answer
    ) -> Result:
        """Answer whether a domain can be registered: whether no parent delegates it yet.

        Raises InvalidInput, UnsupportedTLD.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_CheckDomainAvailability.html
        """
        available = self._is_available(registrable(domain_name))
        return {"Availability": "AVAILABLE" if available else "UNAVAILABLE"}

    def register_domain(
        self,
        *,
        domain_name: str,
        duration_in_years: int,
        admin_contact: ContactDetail,
        registrant_contact: ContactDetail,
        tech_contact: ContactDetail,
        billing_contact: ContactDetail | None = None,
        auto_renew: bool = True,
        privacy_protect_admin_contact: bool = True,
        privacy_protect_registrant_contact: bool = True,
        privacy_protect_tech_contact: bool = True,
        privacy_protect_billing_contact: bool = True,
        idn_lang_code: str | None = None,  # noqa: ARG002 - changes no answer
        consent: Consent | None = None,  # noqa: ARG002 - registering is free here
    ) -> Result:
        """Register a domain, which gets a hosted zone of its name, and that zone's name servers.

        The zone is there at once, the domain when the operation has succeeded. Raises InvalidInput,
        UnsupportedTLD, TLDRulesViolation, DomainLimitExceeded, DuplicateRequest,
        OperationLimitExceeded.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_RegisterDomain.html
        """
        name = registrable(domain_name)
        details = (admin_contact, registrant_contact, tech_contact, billing_contact)
        concealed = (
            privacy_protect_admin_contact,
            privacy_protect_registrant_contact,
            privacy_protect_tech_contact,
            privacy_protect_billing_contact,
        )
        contacts = [
            Contact(role, detail, hidden)
            for role, detail, hidden in zip(ROLES, details, concealed, strict=True)
            if detail is not None
        ]
        check_contacts(contacts, name)
        self._check_room(name)
        name_servers, failure = self._create_hosted_zone(name)

        def register(at: datetime) -> str | None:
            if failure is None:
                expires_at = _years_later(at, duration_in_years)
                domain = Domain(name, at, expires_at, auto_renew, contacts, name_servers)
                self._backend.domains.add(domain)
            return failure

        return self._backend.log.submit("REGISTER_DOMAIN", name, register)

    def delete_domain(self, *, domain_name: str) -> Result:
        """Give a registration up. Its hosted zone stays, and must be deleted by itself.

        Raises InvalidInput, UnsupportedTLD, DuplicateRequest.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_DeleteDomain.html
        """
        domain = self._backend.domains.get(domain_name)
        return self._backend.log.submit(
            "DELETE_DOMAIN", domain.name, lambda _: self._backend.domains.remove(domain)
        )

    def _is_available(self, name: str) -> bool:
        return self._account.registry.delegation(name) is None

    def _check_room(self, name: str) -> None:
        if not self._is_available(name):
            raise NOT_AVAILABLE.error(name=name)
        if len(self._backend.domains) >= self._account.quotas.domains:
            raise DOMAIN_LIMIT.error()
        self._backend.log.check("REGISTER_DOMAIN", name)

    def _create_hosted_zone(self, name: str) -> tuple[list[Nameserver], str | None]:
        """Create a zone as any caller would: its name servers, or why Route 53 refused."""
        uuid = self._account.entropy.draw_uuid("route53domains:hosted zone")
        create = self._account.route53.operations["create_hosted_zone"]
        try:
            created = create(
                name=name,
                caller_reference=_ZONE_REFERENCE.format(uuid=uuid),
                hosted_zone_config={"Comment": _ZONE_COMMENT, "PrivateZone": False},
            )
        except AwsError as refused:
            return [], refused.message
        delegation_set = cast("Mapping[str, Mapping[str, list[str]]]", created)["DelegationSet"]
        return [{"Name": each, "GlueIps": []} for each in delegation_set["NameServers"]], None


def _years_later(when: datetime, years: int) -> datetime:
    leap_day = (when.month, when.day) == (2, 29)
    return when.replace(year=when.year + years, day=28 if leap_day else when.day)
