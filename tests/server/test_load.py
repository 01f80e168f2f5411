"""Many connections at once, for two seconds: nothing is lost, and memory does not grow."""

from __future__ import annotations

import sys
import time

from benchmarks.server_load import CONNECTIONS, load, questions, resident_kib, serving


def test_many_connections() -> None:
    """Every request of 32 connections that are kept is answered with what it asked for."""
    with serving() as (process_id, port):
        asked = questions(port)
        load(port, asked, seconds=0.5, connections=CONNECTIONS)
        before = _memory(process_id)
        outcome = load(port, asked, seconds=2, connections=CONNECTIONS)
        after = _memory(process_id)
    assert outcome.lost == []
    assert len(outcome.seconds) > CONNECTIONS
    assert after - before < 5 * 1024


def _memory(process_id: int) -> int:
    return resident_kib(process_id) if sys.platform == "linux" else 0


def test_more_connections_than_one_would_have() -> None:
    """Two hundred are answered like one, and the server stops at once when told."""
    with serving() as (_, port):
        outcome = load(port, questions(port), seconds=0.5, connections=200)
        assert outcome.lost == []
        stopped_at = time.monotonic()
    assert time.monotonic() - stopped_at < 5
