"""UpdateHostedZoneFeatures: what a zone can have beyond answering.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/accelerated-recovery.html
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal
from mock_dnssec.operations import NOTHING
from mock_dnssec.route53.refusals import NOT_COMPLETE

if TYPE_CHECKING:
    from datetime import datetime

    from mock_dnssec.clock import Clock
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend

_PRIVATE_ZONE = Refusal(
    "InvalidInput", "Accelerated recovery is supported for public hosted zones only."
)


@dataclass(frozen=True, slots=True)
class AcceleratedRecovery:
    """Whether a zone's records can be changed while us-east-1 is unavailable.

    Turning it on or off takes as long as a change takes to propagate.
    """

    enabled: bool
    settled_at: datetime
    clock: Clock

    @property
    def settled(self) -> bool:
        """Whether it has been turned on or off completely."""
        return self.clock.now() >= self.settled_at

    @property
    def features(self) -> Result:
        """The zone's features as AWS describes them."""
        status = "ENABL" if self.enabled else "DISABL"
        ending = "ED" if self.settled else "ING"
        return {"AcceleratedRecoveryStatus": status + ending}


class ZoneFeatures:
    """What can be turned on and off for a zone."""

    def __init__(self, backend: Backend) -> None:
        self._account = backend.account
        self._zones = backend.zones

    def update_hosted_zone_features(
        self, *, hosted_zone_id: str, enable_accelerated_recovery: bool | None = None
    ) -> Result:
        """Turn accelerated recovery of a public zone on or off.

        Raises NoSuchHostedZone, InvalidInput, and PriorRequestNotComplete before the last request
        has taken effect.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateHostedZoneFeatures.html
        """
        zone = self._zones.get(hosted_zone_id)
        if zone.private:
            raise _PRIVATE_ZONE.error()
        before = zone.accelerated_recovery
        if before is not None and not before.settled:
            raise NOT_COMPLETE.error()
        if enable_accelerated_recovery is not None:
            clock = self._account.clock
            zone.accelerated_recovery = AcceleratedRecovery(
                enable_accelerated_recovery, clock.now() + self._account.propagation, clock
            )
        return NOTHING
