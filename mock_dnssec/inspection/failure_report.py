"""What pytest shows of a test that has failed: the calls that it made, and what exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.inspection.call_list import call_list

if TYPE_CHECKING:
    from mock_dnssec.account import Account


def sections(account: Account, calls_before: int) -> list[tuple[str, str]]:
    """Return the titles and the texts of the sections that a failed test's report gains.

    The first ``calls_before`` calls were made before the test.
    """
    calls = call_list(account.calls[calls_before:], account.id) or ["    none"]
    if calls_before:
        calls.insert(0, f"    (calls before this test: {calls_before})")
    return [
        ("AWS calls (mock_dnssec)", "\n".join(calls)),
        ("AWS account (mock_dnssec)", str(account)),
        *(("Chain of trust (mock_dnssec)", chain) for chain in _chains(account)),
    ]


def _chains(account: Account) -> list[str]:
    """Return the chains of trust of zones with DNSSEC, after a test that has asked the DNS."""
    if not account.dns_was_asked:
        return []
    from mock_dnssec.dnssec.chain.report import chains

    return [str(chain) for chain in chains(account)]
