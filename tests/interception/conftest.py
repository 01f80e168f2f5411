"""What the tests of the interception share: a watched network, and retries without waiting."""

from __future__ import annotations

import socket
import time
from typing import Any

import pytest


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Refuse every host that is looked up and every connection, and list them."""
    attempts: list[object] = []

    def refuse(*arguments: Any, **_: Any) -> None:
        attempts.append(arguments)
        raise OSError("There is no network here.")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    return attempts


@pytest.fixture
def naps(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Return the seconds that botocore would have slept, and sleep none of them."""
    slept: list[float] = []
    monkeypatch.setattr(time, "sleep", slept.append)
    return slept
