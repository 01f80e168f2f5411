"""Which recipe brings about which error, and which errors no state of an account brings about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docs.recipes import create_key as key
from docs.recipes import create_key_signing_key as create
from docs.recipes import key_signing_keys as ksk
from docs.recipes import key_stores as store
from docs.recipes import kms_keys_for_ksks as kms_key
from docs.recipes import zone_signing as zone

if TYPE_CHECKING:
    from docs.recipes.running import Recipe

OPERATIONS = (
    "CreateKeySigningKey",
    "ActivateKeySigningKey",
    "DeactivateKeySigningKey",
    "DeleteKeySigningKey",
    "EnableHostedZoneDNSSEC",
    "DisableHostedZoneDNSSEC",
    "GetDNSSEC",
    "CreateKey",
)

_RACE = "two requests at the same moment, which the mock lets pass one after the other"
_UNKNOWN = "what brings it about at AWS is not known"
_AWS_FAILS = "a failure inside AWS, which nothing in an account brings about"

RECIPES: dict[str, dict[str, tuple[Recipe, ...]]] = {
    "CreateKeySigningKey": {
        "InvalidInput": (create.create_with_a_long_reference,),
        "NoSuchHostedZone": (create.create_in_a_missing_zone,),
        "InvalidArgument": (create.create_in_a_private_zone,),
        "InvalidKeySigningKeyName": (create.create_with_a_bad_name,),
        "InvalidKeySigningKeyStatus": (
            create.create_with_a_bad_status,
            create.create_beside_a_failed_ksk,
        ),
        "InvalidSigningStatus": (create.create_in_a_failed_zone,),
        "KeySigningKeyAlreadyExists": (
            create.create_with_a_name_in_use,
            create.create_with_a_kms_key_in_use,
        ),
        "TooManyKeySigningKeys": (
            create.create_a_third_ksk,
            create.create_beyond_a_smaller_quota,
        ),
        "InvalidKMSArn": (
            kms_key.create_with_the_default_key_policy,
            kms_key.create_with_too_narrow_a_key_policy,
            kms_key.create_with_the_key_policy_of_another_zone,
            kms_key.create_with_a_missing_kms_key,
            kms_key.create_with_a_deleted_kms_key,
            kms_key.create_with_the_kms_key_of_another_account,
            kms_key.create_with_a_kms_key_of_another_region,
            kms_key.create_with_a_symmetric_kms_key,
            kms_key.create_with_another_curve,
            kms_key.create_with_a_kms_key_for_key_agreement,
            kms_key.create_with_a_disabled_kms_key,
            kms_key.create_with_a_kms_key_pending_deletion,
            kms_key.create_with_a_kms_key_pending_import,
            kms_key.create_with_an_alias,
            kms_key.create_with_a_key_id,
        ),
    },
    "ActivateKeySigningKey": {
        "InvalidInput": (ksk.ksk_of_a_long_zone_id,),
        "NoSuchKeySigningKey": (ksk.ksk_of_a_missing_zone, ksk.missing_ksk),
        "InvalidSigningStatus": (ksk.ksk_of_a_failed_zone,),
        "InvalidKeySigningKeyStatus": (ksk.ksk_beside_a_failed_one,),
        "InvalidKMSArn": (
            ksk.activate_without_permission,
            ksk.activate_with_a_disabled_kms_key,
            ksk.activate_with_a_kms_key_pending_deletion,
        ),
    },
    "DeactivateKeySigningKey": {
        "InvalidInput": (ksk.ksk_of_a_long_zone_id,),
        "NoSuchKeySigningKey": (ksk.ksk_of_a_missing_zone, ksk.missing_ksk),
        "InvalidSigningStatus": (ksk.ksk_of_a_failed_zone,),
        "InvalidKeySigningKeyStatus": (ksk.ksk_beside_a_failed_one,),
        "KeySigningKeyInUse": (ksk.deactivate_the_only_ksk,),
        "KeySigningKeyInParentDSRecord": (
            ksk.deactivate_a_trusted_ksk,
            ksk.deactivate_while_the_parent_is_silent,
        ),
    },
    "DeleteKeySigningKey": {
        "InvalidInput": (ksk.ksk_of_a_long_zone_id,),
        "NoSuchKeySigningKey": (ksk.ksk_of_a_missing_zone, ksk.missing_ksk),
        "InvalidSigningStatus": (ksk.ksk_of_a_failed_zone,),
        "InvalidKeySigningKeyStatus": (ksk.delete_an_active_ksk, ksk.ksk_beside_a_failed_one),
    },
    "EnableHostedZoneDNSSEC": {
        "InvalidInput": (zone.zone_with_a_long_id,),
        "NoSuchHostedZone": (zone.missing_zone,),
        "InvalidArgument": (zone.private_zone,),
        "InvalidKeySigningKeyStatus": (zone.zone_with_a_failed_ksk,),
        "KeySigningKeyWithActiveStatusNotFound": (
            zone.enable_without_a_ksk,
            zone.enable_with_an_inactive_ksk,
            zone.enable_with_a_ksk_that_needs_action,
        ),
        "InvalidKMSArn": (zone.enable_without_permission, zone.enable_with_a_disabled_kms_key),
        "HostedZonePartiallyDelegated": (
            zone.enable_with_other_name_servers,
            zone.enable_while_the_parent_is_silent,
        ),
    },
    "DisableHostedZoneDNSSEC": {
        "InvalidInput": (zone.zone_with_a_long_id,),
        "NoSuchHostedZone": (zone.missing_zone,),
        "InvalidArgument": (zone.private_zone,),
        "DNSSECNotFound": (zone.disable_without_dnssec,),
        "InvalidKeySigningKeyStatus": (zone.zone_with_a_failed_ksk,),
        "KeySigningKeyInParentDSRecord": (
            zone.disable_while_the_parent_has_the_ds,
            zone.disable_while_a_zone_of_the_account_has_the_ds,
            zone.disable_while_the_parent_is_silent,
        ),
    },
    "GetDNSSEC": {
        "InvalidInput": (zone.zone_with_a_long_id,),
        "NoSuchHostedZone": (zone.missing_zone,),
        "InvalidArgument": (zone.private_zone,),
    },
    "CreateKey": {
        "ValidationException": (key.key_without_a_usage, key.key_with_the_wrong_usage),
        "UnsupportedOperationException": (key.key_of_another_country,),
        "MalformedPolicyDocumentException": (
            key.key_that_locks_out,
            key.key_for_nobody,
            key.key_for_a_bad_principal,
            key.key_with_a_policy_that_is_not_json,
        ),
        "LimitExceededException": (key.key_beyond_the_quota,),
        "TagException": (
            key.key_with_a_reserved_tag,
            key.key_with_a_tag_twice,
            key.key_with_too_many_tags,
        ),
        "CustomKeyStoreNotFoundException": (store.key_in_a_missing_store,),
        "CustomKeyStoreInvalidStateException": (
            store.key_in_an_unconnected_store,
            store.key_in_a_disconnected_store,
            store.key_behind_a_silent_proxy,
        ),
        "CloudHsmClusterInvalidConfigurationException": (store.key_in_a_lone_hsm,),
        "XksKeyNotFoundException": (store.missing_external_key,),
        "XksKeyInvalidConfigurationException": (
            store.unfit_external_key,
            store.disabled_external_key,
        ),
        "XksKeyAlreadyInUseException": (store.external_key_in_use,),
    },
}
"""The recipes by operation and error."""

WITHOUT_CAUSE: dict[str, dict[str, str]] = {
    "CreateKeySigningKey": {"ConcurrentModification": _RACE},
    "ActivateKeySigningKey": {"ConcurrentModification": _RACE},
    "DeactivateKeySigningKey": {"ConcurrentModification": _RACE},
    "DeleteKeySigningKey": {"ConcurrentModification": _RACE, "InvalidKMSArn": _UNKNOWN},
    "EnableHostedZoneDNSSEC": {"ConcurrentModification": _RACE, "DNSSECNotFound": _UNKNOWN},
    "DisableHostedZoneDNSSEC": {"ConcurrentModification": _RACE, "InvalidKMSArn": _UNKNOWN},
    "GetDNSSEC": {},
    "CreateKey": {
        "InvalidArnException": _UNKNOWN,
        "DependencyTimeoutException": _AWS_FAILS,
        "KMSInternalException": _AWS_FAILS,
    },
}
"""Why there is no recipe, by operation and error: these are to be had by ``aws.fail`` only."""
