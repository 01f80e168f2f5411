"""What becomes of a call that gets no answer, or a late one, as botocore's HTTP session has it."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from botocore.exceptions import (
    ConnectionClosedError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)

from mock_dnssec.faults.network import (
    CONNECT_TIMEOUT,
    CONNECTION_RESET,
    ENDPOINT_UNREACHABLE,
    READ_TIMEOUT,
    NetworkFault,
)

EXCEPTIONS: dict[str, Callable[..., Exception]] = {
    CONNECT_TIMEOUT: ConnectTimeoutError,
    READ_TIMEOUT: ReadTimeoutError,
    CONNECTION_RESET: ConnectionClosedError,
    ENDPOINT_UNREACHABLE: EndpointConnectionError,
}
"""What botocore's session raises for each kind of network fault; aiobotocore's raises the same."""


class UnderWay(NamedTuple):
    """What the HTTP session must know of the call that it is about to send."""

    operation: str
    url: str
    """Where the client means to reach AWS."""
    context: Mapping[str, Any]
    """What botocore knows of the request besides."""

    def failure(self, fault: NetworkFault) -> Exception:
        """Return the exception that a network fault is to botocore."""
        return EXCEPTIONS[fault.kind](endpoint_url=self.url, error=fault)

    def wait(self, delay: float) -> None:
        """Wait for an answer that takes ``delay`` seconds. Raises ReadTimeoutError, as a client."""
        time.sleep(self._waited(delay))  # account.slow is real time
        self._give_up(delay)

    async def await_(self, delay: float) -> None:
        """Wait as :meth:`wait` does, and let the loop go on with other work."""
        await _sleep(self._waited(delay))
        self._give_up(delay)

    def _waited(self, delay: float) -> float:
        config = self.context["client_config"]
        patience: float | None = self.context.get("read_timeout") or config.read_timeout
        return delay if patience is None else min(delay, patience)

    def _give_up(self, delay: float) -> None:
        if self._waited(delay) < delay:
            raise self.failure(NetworkFault(READ_TIMEOUT))


async def _sleep(seconds: float) -> None:
    """Sleep in asyncio's loop, or in trio's, which aiobotocore reaches through anyio."""
    import asyncio

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        import anyio  # type: ignore[import-not-found,unused-ignore]  # whoever runs trio has it

        await anyio.sleep(seconds)
    else:
        await asyncio.sleep(seconds)
