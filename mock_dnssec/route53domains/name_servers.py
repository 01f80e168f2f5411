"""UpdateDomainNameservers."""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING

from mock_dnssec.route53domains.names import is_host_name
from mock_dnssec.route53domains.refusals import BAD_NAME_SERVER, BAD_NAME_SERVERS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from mock_dnssec.operations import Result
    from mock_dnssec.route53domains.backend import Backend
    from mock_dnssec.route53domains.domains import Nameserver

_MOST = 6


class NameServerOperations:
    """Where the registry sends those who ask for a domain."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def update_domain_nameservers(
        self,
        *,
        domain_name: str,
        nameservers: list[Nameserver],
        fi_auth_key: str | None = None,  # noqa: ARG002 - long out of use
    ) -> Result:
        """Replace the name servers of a domain.

        Raises InvalidInput, UnsupportedTLD, DuplicateRequest, OperationLimitExceeded.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_UpdateDomainNameservers.html
        """
        domain = self._backend.domains.get(domain_name)
        if not 1 <= len(nameservers) <= _MOST:
            raise BAD_NAME_SERVERS.error(limit=str(_MOST))
        replacement = [_checked(each, domain.name) for each in nameservers]

        def replace(at: datetime) -> None:
            domain.name_servers = replacement
            domain.updated_at = at

        return self._backend.log.submit("UPDATE_NAMESERVER", domain.name, replace)


def _checked(given: Nameserver, domain_name: str) -> Nameserver:
    name, glue = given["Name"].lower().removesuffix("."), given.get("GlueIps", [])
    problem = _problem(name, glue, within=name.endswith(f".{domain_name}"))
    if problem:
        raise BAD_NAME_SERVER.error(name=given["Name"], problem=problem)
    return {"Name": name, "GlueIps": list(glue)}


def _problem(name: str, glue: Sequence[str], *, within: bool) -> str | None:
    if not is_host_name(name):
        return "it is not a fully qualified host name"
    try:
        versions = [ip_address(each).version for each in glue]
    except ValueError as wrong:
        return str(wrong)
    if len(versions) > len(set(versions)):
        return "GlueIps can hold one IPv4 and one IPv6 address"
    if within and not versions:
        return "it is within the domain, and needs GlueIps"
    return None
