"""The hosted zones of all accounts: a VPC or a parent zone may be another account's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.route53.identifiers import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.zones.hosted_zones import HostedZone


def all_backends(backend: Backend) -> Iterator[Backend]:
    """Walk the Route 53 of every account, the one that is given first."""
    yield backend
    for account in backend.account.accounts:
        if account is not backend.account:
            yield account.route53


def zones_named(backend: Backend, name: str) -> Iterator[HostedZone]:
    """Walk the zones of exactly this name (normal form) in every account, the own ones first."""
    for each in all_backends(backend):
        yield from each.zones.named(name)


def holder_of(backend: Backend, zone_id: str) -> Backend:
    """Return the Route 53 of the account that has the zone; the one given if nobody has it."""
    wanted = bare(zone_id)
    return next((each for each in all_backends(backend) if wanted in each.zones), backend)
