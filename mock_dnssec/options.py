"""What an activation may be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import timedelta
from typing import Any

from mock_dnssec.entropy import Seed
from mock_dnssec.errors import MockUsageError


@dataclass(frozen=True, slots=True)
class Options:
    """The options of ``mock_dnssec(...)``, all by keyword, all optional.

    ``account_id``: 12 digits; moto's by default, so that ARNs agree when both are active.
    ``seed``: makes ids, key material (RSA excepted) and times the same run to run; the clock then
    stands at 2025-01-01 until the test moves it.
    ``propagation``: how long a Route 53 change stays PENDING on the account's clock, in seconds or
    as a ``timedelta``. Waiters do not sleep for it: they find the clock turned forward.
    ``passthrough``: botocore's names of services whose calls may reach the real AWS.
    ``accounts``: the ids of other accounts by the access keys that act in them.

    Raises MockUsageError for a value that makes no sense.
    """

    account_id: str = "123456789012"
    seed: Seed | None = None
    propagation: float | timedelta = 0
    passthrough: tuple[str, ...] = ()
    accounts: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not _is_account_id(self.account_id):
            raise MockUsageError(f"account_id is a str of 12 digits, not {self.account_id!r}.")
        if not isinstance(self.seed, Seed | None):
            raise MockUsageError(f"seed is an int, a str or bytes, not {self.seed!r}.")
        if self.pending < timedelta():
            raise MockUsageError(f"propagation cannot be negative, as {self.propagation!r} is.")
        if not isinstance(self.passthrough, tuple):
            raise MockUsageError(
                "passthrough is a tuple of botocore's names of services, such as ('s3',), "
                f"not {self.passthrough!r}."
            )
        if self.passthrough:
            self._refuse_unknown_services()
        if not _are_accounts(self.accounts):
            raise MockUsageError(
                "accounts is a dict of account ids by access key, such as "
                f"{{'AKIAIOSFODNN7EXAMPLE': '210987654321'}}, not {self.accounts!r}."
            )

    @classmethod
    def of(cls, asked: Mapping[str, Any]) -> Options:
        """Return the options that were ``asked`` for, and the defaults of the others.

        Raises MockUsageError for an option that does not exist.
        """
        names = [option.name for option in fields(cls)]
        for name in asked:
            if name not in names:
                raise MockUsageError(
                    f"mock_dnssec has no option {name!r}. It has: {', '.join(names)}."
                )
        return cls(**asked)

    @property
    def pending(self) -> timedelta:
        """How long a Route 53 change stays PENDING."""
        given = self.propagation
        try:
            return given if isinstance(given, timedelta) else timedelta(seconds=given)
        except (TypeError, ValueError, OverflowError):
            raise MockUsageError(
                f"propagation is a number of seconds or a timedelta, not {given!r}."
            ) from None

    def refuse_contradiction(self, active: Options, asked: Iterable[str]) -> None:
        """Raise MockUsageError where an option that was ``asked`` for is not the ``active`` one."""
        for name in asked:
            wanted, given = getattr(self, name), getattr(active, name)
            if wanted != given:
                raise MockUsageError(
                    f"mock_dnssec is already on with {name}={given!r}, so {name}={wanted!r} cannot "
                    "be had inside. Give the option where the mock is turned on."
                )

    def _refuse_unknown_services(self) -> None:
        from botocore.loaders import create_loader

        known = create_loader().list_available_services("service-2")
        for service in self.passthrough:
            if service not in known:
                raise MockUsageError(
                    f"passthrough names {service!r}, which botocore does not know as a service. "
                    f"It knows: {', '.join(known)}."
                )


def _is_account_id(value: object) -> bool:
    return isinstance(value, str) and re.fullmatch("[0-9]{12}", value) is not None


def _are_accounts(value: object) -> bool:
    return isinstance(value, Mapping) and all(
        isinstance(access_key, str) and access_key and _is_account_id(account_id)
        for access_key, account_id in value.items()
    )
