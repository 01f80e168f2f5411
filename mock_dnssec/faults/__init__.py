"""Errors on purpose: from what a test asks for, over the calls that meet it, to what is told."""

from mock_dnssec.faults.faults import Fault

__all__ = ["Fault"]
