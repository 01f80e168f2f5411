"""Auto renewal and the transfer lock of a domain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.operations import NOTHING

if TYPE_CHECKING:
    from datetime import datetime

    from mock_dnssec.operations import Result
    from mock_dnssec.route53domains.backend import Backend


class SettingOperations:
    """Switches of a domain. Registrations neither expire nor renew by themselves here."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def enable_domain_auto_renew(self, *, domain_name: str) -> Result:
        """Have a domain renewed before it expires, which is noted at once.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_EnableDomainAutoRenew.html
        """
        self._backend.domains.get(domain_name).auto_renew = True
        return NOTHING

    def disable_domain_auto_renew(self, *, domain_name: str) -> Result:
        """Let a domain expire, which is noted at once.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_DisableDomainAutoRenew.html
        """
        self._backend.domains.get(domain_name).auto_renew = False
        return NOTHING

    def enable_domain_transfer_lock(self, *, domain_name: str) -> Result:
        """Keep a domain from being transferred to another registrar.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_EnableDomainTransferLock.html
        """
        return self._lock(domain_name, locked=True)

    def disable_domain_transfer_lock(self, *, domain_name: str) -> Result:
        """Let a domain be transferred.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_DisableDomainTransferLock.html
        """
        return self._lock(domain_name, locked=False)

    def _lock(self, domain_name: str, *, locked: bool) -> Result:
        domain = self._backend.domains.get(domain_name)

        def lock(at: datetime) -> None:
            domain.transfer_lock = locked
            domain.updated_at = at

        return self._backend.log.submit("DOMAIN_LOCK", domain.name, lock)
