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
