"""AWS's real endpoints: which hosts are theirs, and what to say of a call that nobody answers."""

from __future__ import annotations

from functools import cache

from botocore.loaders import create_loader

from mock_dnssec.errors import UnmockedServiceError
from mock_dnssec.wire.protocol import MIRRORED


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
    """Return the refusal of a call to ``host`` that nobody answers, and that must not reach it.

    ``service`` is botocore's name, or what is known of it from the host.
    """
    known = service in create_loader().list_available_services("service-2")
    name = f'"{service}"' if known else "<botocore's name of the service>"
    return UnmockedServiceError(
        f"{call} was about to reach {host}, and nothing in this test answers it. mock_dnssec "
        f"answers {', '.join(MIRRORED)}. Activate moto's mock_aws as well, or let the call reach "
        f"AWS with mock_dnssec(passthrough=({name},))."
    )


def service_at(host: str | None) -> str:
    """Return the prefix of the service that an endpoint of AWS is of, or the host's first label."""
    within = f".{host}"
    named = [name for name in _endpoint_prefixes() if f".{name}." in within]
    return max(named, key=lambda name: within.rfind(f".{name}."), default=within.split(".")[1])


@cache
def endpoint_prefix(service: str) -> str:
    """Return how the endpoints of a service begin, given botocore's name of it."""
    metadata = create_loader().load_service_model(service, "service-2")["metadata"]
    return str(metadata["endpointPrefix"])


@cache
def _endpoint_prefixes() -> frozenset[str]:
    partitions = create_loader().load_data("endpoints")["partitions"]
    return frozenset(name for partition in partitions for name in partition["services"])
