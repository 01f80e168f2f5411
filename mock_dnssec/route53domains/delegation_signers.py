"""AssociateDelegationSignerToDomain and DisassociateDelegationSignerFromDomain.

A delegation signer is a DS record in the zone of the TLD: the link of the chain of trust that only
the registrar can make.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING, TypedDict

from mock_dnssec.route53domains.names import tld_of
from mock_dnssec.route53domains.refusals import (
    BAD_SIGNING_ATTRIBUTES,
    DNSSEC_LIMIT,
    NO_DELEGATION_SIGNER,
    REFUSED_BY_REGISTRY,
)

if TYPE_CHECKING:
    from datetime import datetime

    from dns.rdtypes.ANY.DS import DS

    from mock_dnssec.operations import Result
    from mock_dnssec.route53domains.backend import Backend
    from mock_dnssec.route53domains.domains import Domain

_LIMITS = {"com": 13, "net": 13}
_USUAL_LIMIT = 4
"""How many DS records a domain may have.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/domain-configure-dnssec.html
"""

_FLAGS = (256, 257)
_ALGORITHMS = range(1, 256)


class SigningAttributes(TypedDict, total=False):
    """A DNSKEY as GetDNSSEC shows it: SigningAlgorithmType, Flag and PublicKey."""

    Algorithm: int
    Flags: int
    PublicKey: str


class DelegationSignerOperations:
    """What the registry publishes of a domain's keys."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def associate_delegation_signer_to_domain(
        self, *, domain_name: str, signing_attributes: SigningAttributes
    ) -> Result:
        """Have the registry publish the DS record of a key.

        The operation fails if it is published already. Raises InvalidInput, UnsupportedTLD,
        DnssecLimitExceeded, DuplicateRequest, OperationLimitExceeded.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_AssociateDelegationSignerToDomain.html
        """
        domain = self._backend.domains.get(domain_name)
        ds = _ds(f"{domain.name}.", signing_attributes)
        limit = _LIMITS.get(tld_of(domain.name), _USUAL_LIMIT)
        if len(domain.delegation_signers) >= limit:
            raise DNSSEC_LIMIT.error(name=domain.name, limit=str(limit))

        def publish(at: datetime) -> str | None:
            if _id(ds) in domain.delegation_signers:
                return REFUSED_BY_REGISTRY
            domain.delegation_signers[_id(ds)] = ds
            domain.updated_at = at
            return None

        return self._backend.log.submit("ADD_DNSSEC", domain.name, publish)

    def disassociate_delegation_signer_from_domain(self, *, domain_name: str, id: str) -> Result:
        """Have the registry take a DS record away, by the Id that GetDomainDetail shows.

        Raises InvalidInput, UnsupportedTLD, DuplicateRequest, OperationLimitExceeded.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_DisassociateDelegationSignerFromDomain.html
        """
        domain = self._backend.domains.get(domain_name)
        if id not in domain.delegation_signers:
            raise NO_DELEGATION_SIGNER.error(name=domain.name, id=id)

        def withdraw(at: datetime) -> None:
            del domain.delegation_signers[id]
            domain.updated_at = at

        return self._backend.log.submit("REMOVE_DNSSEC", domain.name, withdraw)


def dnssec_keys(domain: Domain) -> list[Result]:
    """Return the DS records of a domain as GetDomainDetail shows them.

    Since May 2026 without the Flags and the PublicKey that they were made from.
    https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_DnssecKey.html
    """
    return [
        {
            "Algorithm": int(ds.algorithm),
            "DigestType": int(ds.digest_type),
            "Digest": ds.digest.hex().upper(),
            "KeyTag": ds.key_tag,
            "Id": ds_id,
        }
        for ds_id, ds in domain.delegation_signers.items()
    ]


def _id(ds: DS) -> str:
    numbers = f"{ds.key_tag}-{int(ds.algorithm)}-{int(ds.digest_type)}"
    return f"DS:{numbers}-{ds.digest.hex().upper()}"


def _ds(owner: str, attributes: SigningAttributes) -> DS:
    from mock_dnssec.dnssec.dnskey import ds_of

    for member in ("Algorithm", "Flags", "PublicKey"):
        if not attributes.get(member):
            raise BAD_SIGNING_ATTRIBUTES.error(problem=f"{member} is missing")
    if attributes["Flags"] not in _FLAGS:
        raise BAD_SIGNING_ATTRIBUTES.error(problem="Flags must be 256 or 257")
    if attributes["Algorithm"] not in _ALGORITHMS:
        raise BAD_SIGNING_ATTRIBUTES.error(problem="Algorithm must be from 1 to 255")
    try:
        base64.b64decode(attributes["PublicKey"], validate=True)
    except ValueError:
        raise BAD_SIGNING_ATTRIBUTES.error(problem="PublicKey is not in Base64") from None
    return ds_of(owner, "{Flags} 3 {Algorithm} {PublicKey}".format_map(attributes))
