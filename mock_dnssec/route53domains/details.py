"""GetDomainDetail.

https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_GetDomainDetail.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.route53domains.delegation_signers import dnssec_keys

if TYPE_CHECKING:
    from mock_dnssec.operations import Result
    from mock_dnssec.route53domains.backend import Backend

_REGISTRAR = {
    "RegistrarName": "Amazon Registrar, Inc.",
    "WhoIsServer": "whois.registrar.amazon",
    "RegistrarUrl": "http://registrar.amazon.com",
    "AbuseContactEmail": "abuse@registrar.amazon.com",
    "AbuseContactPhone": "+1.2062661000",
}
"""Who registers every domain here, as AWS's own example of an answer has it."""

_LOCKED, _UNLOCKED = "clientTransferProhibited", "ok"
"""A domain's status in the terms of RFC 5731, section 2.3."""


class DetailOperations:
    """All that is known of a domain."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def get_domain_detail(self, *, domain_name: str) -> Result:
        """Describe a domain, with its name servers and its DS records.

        Raises InvalidInput, UnsupportedTLD.
        """
        domain = self._backend.domains.get(domain_name)
        return {
            "DomainName": domain.name,
            "Nameservers": list(domain.name_servers),
            "AutoRenew": domain.auto_renew,
            **{
                f"{each.role}Contact": {"ExtraParams": [], **each.detail}
                for each in domain.contacts
            },
            **{f"{each.role}Privacy": each.concealed for each in domain.contacts},
            **_REGISTRAR,
            "CreationDate": domain.created_at,
            "UpdatedDate": domain.updated_at,
            "ExpirationDate": domain.expires_at,
            "StatusList": [_LOCKED if domain.transfer_lock else _UNLOCKED],
            "DnssecKeys": dnssec_keys(domain),
        }
