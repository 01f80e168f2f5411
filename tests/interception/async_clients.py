"""Clients of aiobotocore."""

from __future__ import annotations

from contextlib import AbstractAsyncContextManager
from typing import Any

from aiobotocore.session import (  # type: ignore[import-not-found,unused-ignore]
    AioSession,
)


def make_client(service: str, **options: Any) -> AbstractAsyncContextManager[Any]:
    """Return a client of ``service``, to be entered."""
    client: AbstractAsyncContextManager[Any] = AioSession().create_client(
        service, "us-east-1", **options
    )
    return client
