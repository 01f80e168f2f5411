"""The account's only source of ids, key material and request ids."""

from __future__ import annotations

import hashlib
import os
import threading
import uuid
from collections import Counter

Seed = int | str | bytes


class Entropy:
    """Bytes that look random, and are the same run to run when the account has a seed.

    Every byte is SHAKE-256 (FIPS 202) of the seed and a label. Without a seed, one is drawn from
    the operating system, so that seeded and unseeded accounts take the same path.
    """

    def __init__(self, seed: Seed | None = None) -> None:
        self._root = os.urandom(32) if seed is None else repr(seed).encode()
        self._drawn: Counter[str] = Counter()
        self._lock = threading.Lock()

    def derive(self, label: str, size: int) -> bytes:
        """Return ``size`` bytes that depend on the seed and ``label`` alone."""
        source = hashlib.shake_256(self._root)
        source.update(b"\0" + label.encode())
        return source.digest(size)

    def draw(self, label: str, size: int) -> bytes:
        """Return the next ``size`` bytes of the stream called ``label``."""
        with self._lock:
            self._drawn[label] += 1
            position = self._drawn[label]
        return self.derive(f"{label}\0{position}", size)

    def draw_uuid(self, label: str) -> str:
        """Return the next version 4 UUID of the stream called ``label`` (RFC 9562)."""
        return str(uuid.UUID(bytes=self.draw(label, 16), version=4))
