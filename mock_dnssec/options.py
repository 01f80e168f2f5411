"""What an activation may be told."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from mock_dnssec.errors import MockUsageError

if TYPE_CHECKING:
    from mock_dnssec.entropy import Seed


@dataclass(frozen=True, slots=True)
class Options:
    """The options of ``mock_dnssec(...)``, all by keyword, all optional.

    ``account_id``: 12 digits; moto's by default, so that ARNs agree when both are active.
    ``seed``: makes ids, key material (RSA excepted) and times the same run to run; the clock then
    stands at 2025-01-01 until the test moves it.
    ``propagation``: how long a Route 53 change stays PENDING on the account's clock, in seconds or
    as a ``timedelta``.
    ``passthrough``: botocore's names of services whose calls may reach the real AWS.

    Raises MockUsageError for a value that makes no sense.
    """

    account_id: str = "123456789012"
    seed: Seed | None = None
    propagation: float | timedelta = 0
    passthrough: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not re.fullmatch(r"\d{12}", self.account_id):
            raise MockUsageError(f"account_id has 12 digits, not {self.account_id!r}.")
        if isinstance(self.passthrough, str):
            raise MockUsageError(f"passthrough is a tuple, such as ({self.passthrough!r},).")
        if self.pending < timedelta():
            raise MockUsageError(f"propagation cannot be negative, as {self.propagation!r} is.")
        if self.passthrough:
            self._refuse_unknown_services()

    @property
    def pending(self) -> timedelta:
        """How long a Route 53 change stays PENDING."""
        given = self.propagation
        return given if isinstance(given, timedelta) else timedelta(seconds=given)

    def changed(self, options: Mapping[str, Any]) -> Options:
        """Return these options with others over them.

        Raises MockUsageError for an option that does not exist.
        """
        names = [field.name for field in fields(self)]
        for name in options:
            if name not in names:
                raise MockUsageError(
                    f"mock_dnssec has no option {name!r}. It has: {', '.join(names)}."
                )
        return replace(self, **options)

    def refuse_contradiction(self, active: Options) -> None:
        """Raise MockUsageError if these options ask for what the ``active`` ones do not give."""
        for field in fields(self):
            asked, given = getattr(self, field.name), getattr(active, field.name)
            if asked not in (field.default, given):
                raise MockUsageError(
                    f"mock_dnssec is already on with {field.name}={given!r}, so {field.name}="
                    f"{asked!r} cannot be had inside. Give the option where the mock is turned on."
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
