"""DryRun: whether a request would succeed, without doing it.

https://docs.aws.amazon.com/kms/latest/developerguide/testing-permissions.html
"""

from __future__ import annotations

from mock_dnssec.errors import AwsError


def end_dry_run(dry_run: bool) -> None:
    """Stop here if this is a dry run: call it when every check has passed."""
    if dry_run:
        raise AwsError(
            "DryRunOperationException",
            "The request would have succeeded, but the DryRun option is set.",
        )
