"""The pytest plugin: fixtures, marks, and a report of what a failed test has done at AWS.

Every run of pytest on the machine loads it, so it imports nothing heavy before a test needs it.
"""

from mock_dnssec.pytest_plugin.each_test import (
    pytest_runtest_call,
    pytest_runtest_makereport,
    pytest_runtest_setup,
    pytest_runtest_teardown,
)
from mock_dnssec.pytest_plugin.fixtures import (
    dnssec_account,
    dnssec_account_class,
    dnssec_account_module,
    dnssec_account_session,
    dnssec_guard,
    dnssec_kms,
    dnssec_route53,
    dnssec_route53domains,
)
from mock_dnssec.pytest_plugin.marks import (
    pytest_collectstart,
    pytest_configure,
    pytest_pycollect_makeitem,
)

__all__ = [
    "dnssec_account",
    "dnssec_account_class",
    "dnssec_account_module",
    "dnssec_account_session",
    "dnssec_guard",
    "dnssec_kms",
    "dnssec_route53",
    "dnssec_route53domains",
    "pytest_collectstart",
    "pytest_configure",
    "pytest_pycollect_makeitem",
    "pytest_runtest_call",
    "pytest_runtest_makereport",
    "pytest_runtest_setup",
    "pytest_runtest_teardown",
]
