"""The rollover check: what resolvers may hold at any time, and which step would break a zone."""

from mock_dnssec.dnssec.guard.guard import Guard

__all__ = ["Guard"]
