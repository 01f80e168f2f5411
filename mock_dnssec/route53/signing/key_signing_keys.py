"""CreateKeySigningKey, ActivateKeySigningKey, DeactivateKeySigningKey, DeleteKeySigningKey."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from mock_dnssec.errors import AwsError
from mock_dnssec.route53.signing.kms_keys import KmsKey
from mock_dnssec.route53.signing.parents import check_key_absent
from mock_dnssec.route53.signing.refusals import (
    BAD_KEY_STATUS,
    BAD_NAME,
    KEY_EXISTS,
    KEY_IN_USE,
    KEY_NOT_INACTIVE,
    NO_SUCH_KEY,
    PRIVATE_ZONE,
    SIGNING_FAILED,
    TOO_MANY_KEYS,
)
from mock_dnssec.route53.signing.zone_signing import KeySigningKey

if TYPE_CHECKING:
    from collections.abc import Callable

    from mock_dnssec.operations import Later, Result
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.signing.zone_signing import KeyStatus
    from mock_dnssec.route53.zones.hosted_zones import HostedZone

_LOCATION = "https://route53.amazonaws.com/2013-04-01/keysigningkey/{zone_id}/{name}"
_NAME = re.compile(r"[0-9A-Za-z_.-]+")  # AWS takes "-" and "." too, against its documentation


class KeySigningKeyOperations:
    """The life of a key-signing key (KSK)."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._account = backend.account

    def create_key_signing_key(
        self,
        *,
        caller_reference: str,
        hosted_zone_id: str,
        key_management_service_arn: str,
        name: str,
        status: str,
    ) -> Later:
        """Create a KSK from a KMS key; a repeated request returns the KSK that it made.

        Raises NoSuchHostedZone, InvalidArgument, InvalidKeySigningKeyName,
        InvalidKeySigningKeyStatus, InvalidSigningStatus, KeySigningKeyAlreadyExists,
        TooManyKeySigningKeys, InvalidKMSArn.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateKeySigningKey.html
        """
        zone = self._backend.zones.get(hosted_zone_id)
        _check_request(zone, name, status)
        ksk = zone.dnssec.key_signing_keys.get(name)
        request = (caller_reference, key_management_service_arn)
        if ksk is None or (ksk.caller_reference, ksk.kms_key.arn) != request:
            ksk = self._create(zone, *request, name, cast("KeyStatus", status))
        location = _LOCATION.format(zone_id=zone.id, name=name)
        change, describe = ksk.creation, description(ksk)
        return lambda: {"ChangeInfo": change, "KeySigningKey": describe(), "Location": location}

    def activate_key_signing_key(self, *, hosted_zone_id: str, name: str) -> Result:
        """Let a KSK sign: also what mends one that is ACTION_NEEDED once its KMS key is mended.

        Raises NoSuchKeySigningKey, InvalidKeySigningKeyStatus, InvalidSigningStatus,
        InvalidKMSArn.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ActivateKeySigningKey.html
        """
        zone, ksk = self._find(hosted_zone_id, name)
        _check_failures(zone, ksk)
        ksk.kms_key.check()
        ksk.turn("ACTIVE")
        return {"ChangeInfo": self._backend.changes.submit()}

    def deactivate_key_signing_key(self, *, hosted_zone_id: str, name: str) -> Result:
        """Stop a KSK from signing.

        Raises NoSuchKeySigningKey, InvalidKeySigningKeyStatus, InvalidSigningStatus,
        KeySigningKeyInUse, KeySigningKeyInParentDSRecord.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeactivateKeySigningKey.html
        """
        zone, ksk = self._find(hosted_zone_id, name)
        _check_failures(zone, ksk)
        if ksk.status != "INACTIVE":
            zone.dnssec.observe()
            if zone.dnssec.enabled and not zone.dnssec.has_key("ACTIVE", besides=ksk):
                raise KEY_IN_USE.error()
            check_key_absent(self._backend, zone, ksk)
        ksk.turn("INACTIVE")
        return {"ChangeInfo": self._backend.changes.submit()}

    def delete_key_signing_key(self, *, hosted_zone_id: str, name: str) -> Result:
        """Delete a KSK that is INACTIVE, whatever has become of its KMS key.

        Raises NoSuchKeySigningKey, InvalidKeySigningKeyStatus, InvalidSigningStatus.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteKeySigningKey.html
        """
        zone, ksk = self._find(hosted_zone_id, name)
        if ksk.status != "INACTIVE":
            raise KEY_NOT_INACTIVE.error(name=name)
        _check_failures(zone, ksk)
        zone.dnssec.delete_key(name)
        return {"ChangeInfo": self._backend.changes.submit()}

    def _find(self, zone_id: str, name: str) -> tuple[HostedZone, KeySigningKey]:
        try:
            zone = self._backend.zones.get(zone_id)
            return zone, zone.dnssec.key_signing_keys[name]
        except (AwsError, KeyError) as missing:  # these operations know no NoSuchHostedZone
            raise NO_SUCH_KEY.error() from missing

    def _create(
        self, zone: HostedZone, caller_reference: str, kms_arn: str, name: str, status: KeyStatus
    ) -> KeySigningKey:
        self._check_room(zone, name, kms_arn)
        kms_key = KmsKey(self._account, zone.id, kms_arn)
        ksk = KeySigningKey(
            name=name,
            zone_name=zone.name,
            caller_reference=caller_reference,
            kms_key=kms_key,
            key=kms_key.check(),
            creation=self._backend.changes.submit(),
            status=status,
            clock=self._account.clock,
        )
        zone.dnssec.key_signing_keys[name] = ksk
        return ksk

    def _check_room(self, zone: HostedZone, name: str, kms_arn: str) -> None:
        keys = zone.dnssec.key_signing_keys
        if name in keys or any(ksk.kms_key.arn == kms_arn for ksk in keys.values()):
            raise KEY_EXISTS.error()
        if len(keys) >= self._account.quotas.key_signing_keys_per_zone:
            raise TOO_MANY_KEYS.error()
        _check_failures(zone, None)


def description(ksk: KeySigningKey) -> Callable[[], dict[str, object]]:
    """Return what describes the KSK as it is now, to be called outside the account's lock."""
    state = {
        "Name": ksk.name,
        "KmsArn": ksk.kms_key.arn,
        "Status": ksk.status,
        "CreatedDate": ksk.created_at,
        "LastModifiedDate": ksk.modified_at,
        **({"StatusMessage": ksk.status_message} if ksk.status_message else {}),
    }
    return lambda: {**state, **ksk.published}


def _check_request(zone: HostedZone, name: str, status: str) -> None:
    if zone.private:
        raise PRIVATE_ZONE.error()
    if not _NAME.fullmatch(name):
        raise BAD_NAME.error()
    if status not in ("ACTIVE", "INACTIVE"):
        raise BAD_KEY_STATUS.error()


def _check_failures(zone: HostedZone, ksk: KeySigningKey | None) -> None:
    """Refuse while something else is INTERNAL_FAILURE; what has failed may itself be mended."""
    if ksk is not None and ksk.status == "INTERNAL_FAILURE":
        return
    if zone.dnssec.has_key("INTERNAL_FAILURE"):
        raise BAD_KEY_STATUS.error()
    if zone.dnssec.failed:
        raise SIGNING_FAILED.error()
