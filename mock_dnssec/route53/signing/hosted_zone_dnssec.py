"""EnableHostedZoneDNSSEC, DisableHostedZoneDNSSEC and GetDNSSEC."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.route53.signing.key_signing_keys import description
from mock_dnssec.route53.signing.parents import check_ds_absent, check_name_servers
from mock_dnssec.route53.signing.refusals import (
    BAD_KEY_STATUS,
    NO_ACTIVE_KEY,
    NO_DNSSEC,
    PRIVATE_ZONE,
)

if TYPE_CHECKING:
    from datetime import datetime

    from mock_dnssec.operations import Later, Result
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.zones.hosted_zones import HostedZone


class SigningOperations:
    """Whether a hosted zone's answers are signed."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def enable_hosted_zone_dnssec(self, *, hosted_zone_id: str) -> Result:
        """Sign a zone with its ACTIVE key-signing keys.

        Raises NoSuchHostedZone, InvalidArgument, InvalidKeySigningKeyStatus,
        KeySigningKeyWithActiveStatusNotFound, InvalidKMSArn, HostedZonePartiallyDelegated.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_EnableHostedZoneDNSSEC.html
        """
        zone = self._find(hosted_zone_id)
        _check_failures(zone)
        keys = zone.dnssec.key_signing_keys.values()
        active = [ksk for ksk in keys if ksk.status == "ACTIVE"]
        if not active:
            raise NO_ACTIVE_KEY.error(zone_id=zone.id)
        for ksk in active:
            ksk.kms_key.check()
        check_name_servers(self._backend, zone)
        return self._sign(zone, zone.dnssec.enabled_at or self._backend.account.clock.now())

    def disable_hosted_zone_dnssec(self, *, hosted_zone_id: str) -> Result:
        """Stop signing a zone; its key-signing keys stay as they are.

        Raises NoSuchHostedZone, InvalidArgument, DNSSECNotFound, InvalidKeySigningKeyStatus,
        KeySigningKeyInParentDSRecord.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_DisableHostedZoneDNSSEC.html
        """
        zone = self._find(hosted_zone_id)
        if zone.dnssec.absent:
            raise NO_DNSSEC.error()
        _check_failures(zone)
        check_ds_absent(self._backend, zone)
        return self._sign(zone, None)

    def get_dnssec(self, *, hosted_zone_id: str) -> Later:
        """Describe a public zone's signing and its key-signing keys.

        Raises NoSuchHostedZone, InvalidArgument.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetDNSSEC.html
        """
        dnssec = self._find(hosted_zone_id).dnssec
        dnssec.observe()
        status = dnssec.status
        descriptions = [description(ksk) for ksk in dnssec.key_signing_keys.values()]
        return lambda: {
            "Status": status,
            "KeySigningKeys": [describe() for describe in descriptions],
        }

    def _find(self, zone_id: str) -> HostedZone:
        zone = self._backend.zones.get(zone_id)
        if zone.private:
            raise PRIVATE_ZONE.error()
        return zone

    def _sign(self, zone: HostedZone, since: datetime | None) -> Result:
        zone.dnssec.enabled_at = since
        zone.dnssec.failed = False
        return {"ChangeInfo": self._backend.changes.submit()}


def _check_failures(zone: HostedZone) -> None:
    """Refuse while a key-signing key is INTERNAL_FAILURE, unless the zone's own is to be mended."""
    if not zone.dnssec.failed and zone.dnssec.has_key("INTERNAL_FAILURE"):
        raise BAD_KEY_STATUS.error()
