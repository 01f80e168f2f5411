"""``python -m mock_dnssec``: the same as the command ``mock-dnssec``."""

from __future__ import annotations

from mock_dnssec.server.command import main

main()
