"""What the mock finds around it: AWS's real endpoints, and moto."""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING

from botocore.loaders import create_loader

from mock_dnssec.dispatch import OWNED
from mock_dnssec.errors import UnmockedServiceError

if TYPE_CHECKING:
    from types import ModuleType


def is_of_aws(host: str | None) -> bool:
    """Say whether a host name is one of AWS's endpoints, in whatever partition."""
    return (host or "").endswith(_suffixes())


@cache
def _suffixes() -> tuple[str, ...]:
    partitions = create_loader().load_data("partitions")["partitions"]
    return tuple(
        f".{partition['outputs'][name]}"
        for partition in partitions
        for name in ("dnsSuffix", "dualStackDnsSuffix")
    )


def unmocked(call: str, host: str | None, service: str) -> UnmockedServiceError:
    """Return the refusal of a call to ``host`` that nobody answers, and that must not reach it."""
    return UnmockedServiceError(
        f"{call} was about to reach {host}, and nothing in this test answers it. mock_dnssec "
        f"answers {', '.join(OWNED)}. Activate moto's mock_aws as well, or let the call reach AWS "
        f'with mock_dnssec(passthrough=("{service}",)).'
    )


def active_moto() -> ModuleType | None:
    """Return moto's module of mocks while one is active."""
    moto = sys.modules.get("moto.core.models")
    return moto if moto is not None and moto.botocore_stubber.enabled else None


def account_in_moto(access_key: str) -> str | None:
    """Return the id of the account that moto, while it is active, has given an access key for.

    None for what moto does not know, and for its default account.
    """
    iam = sys.modules.get("moto.iam.models")  # which moto imports before it gives any
    if iam is None or active_moto() is None:
        return None
    account_id: str = iam.get_account_id_from(access_key)
    return None if account_id == iam.DEFAULT_ACCOUNT_ID else account_id


def service_at(host: str | None) -> str:
    """Return the prefix of the service that an endpoint of AWS is of, or the host's first label."""
    within = f".{host}"
    named = [name for name in _endpoint_prefixes() if f".{name}." in within]
    return max(named, key=lambda name: within.rfind(f".{name}."), default=within.split(".")[1])


def endpoint_prefix(service: str) -> str:
    """Return how the endpoints of a service begin, given botocore's name of it."""
    metadata = create_loader().load_service_model(service, "service-2")["metadata"]
    return str(metadata["endpointPrefix"])


@cache
def _endpoint_prefixes() -> frozenset[str]:
    partitions = create_loader().load_data("endpoints")["partitions"]
    return frozenset(name for partition in partitions for name in partition["services"])
