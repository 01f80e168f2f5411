"""The situations in which the seven DNSSEC operations fail, by operation and error."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .stage import injected

if TYPE_CHECKING:
    from .stage import Situation, Stage

CREATE, ACTIVATE, DEACTIVATE, DELETE = (
    "CreateKeySigningKey",
    "ActivateKeySigningKey",
    "DeactivateKeySigningKey",
    "DeleteKeySigningKey",
)
ENABLE, DISABLE, GET = "EnableHostedZoneDNSSEC", "DisableHostedZoneDNSSEC", "GetDNSSEC"
ON_A_KEY = (ACTIVATE, DEACTIVATE, DELETE)
ON_A_ZONE = (ENABLE, DISABLE, GET)

Parameters = dict[str, Any]


def no_zone(stage: Stage) -> Parameters:
    """No zone has this id."""
    return {"HostedZoneId": "Z0123456789"}


def id_too_long(stage: Stage) -> Parameters:
    """The zone's id is longer than any."""
    return {"HostedZoneId": "Z" * 33}


def private_zone(stage: Stage) -> Parameters:
    """The zone is private."""
    vpc = {"VPCRegion": "us-east-1", "VPCId": "vpc-0a1b2c3d"}
    return {"HostedZoneId": stage.zone(VPC=vpc)}


def empty_zone(stage: Stage) -> Parameters:
    """The zone has no key-signing key, and never had one."""
    return {"HostedZoneId": stage.zone()}


def active_key(stage: Stage) -> Parameters:
    """The key-signing key is ACTIVE."""
    zone_id = stage.zone()
    stage.ksk(zone_id)
    return {"HostedZoneId": zone_id}


def only_key(stage: Stage) -> Parameters:
    """The key-signing key is the only ACTIVE one of a zone that is signed."""
    parameters = active_key(stage)
    stage.route53.enable_hosted_zone_dnssec(**parameters)
    return parameters


def failed_key(stage: Stage) -> Parameters:
    """Another key-signing key of the zone is INTERNAL_FAILURE."""
    parameters = inactive_key(stage)
    stage.ksk(parameters["HostedZoneId"], "failed")
    stage.signing(parameters["HostedZoneId"]).fail_key("failed")
    return parameters


def failed_zone(stage: Stage) -> Parameters:
    """The zone is INTERNAL_FAILURE."""
    zone_id = stage.zone()
    stage.signing(zone_id).fail()
    return {"HostedZoneId": zone_id}


def failed_zone_with_a_key(stage: Stage) -> Parameters:
    """The zone of the key-signing key is INTERNAL_FAILURE."""
    parameters = inactive_key(stage)
    stage.signing(parameters["HostedZoneId"]).fail()
    return parameters


def inactive_key(stage: Stage) -> Parameters:
    """The key-signing key is INACTIVE."""
    zone_id = stage.zone()
    stage.ksk(zone_id, status="INACTIVE")
    return {"HostedZoneId": zone_id}


def disabled_kms_key(stage: Stage) -> Parameters:
    """The KMS key of the key-signing key was disabled."""
    zone_id = stage.zone()
    stage.kms.disable_key(KeyId=stage.ksk(zone_id))
    return {"HostedZoneId": zone_id}


def kms_key_of_another_region(stage: Stage) -> Parameters:
    """The KMS key is not in us-east-1."""
    arn = "arn:aws:kms:eu-central-1:123456789012:key/0987dcba-09fe-47dc-a5ba-ab0987654321"
    return {"HostedZoneId": stage.zone(), "KeyManagementServiceArn": arn}


def bad_status(stage: Stage) -> Parameters:
    """The status is none that a key-signing key can be given."""
    return {"HostedZoneId": stage.zone(), "Status": "DELETING"}


def bad_name(stage: Stage) -> Parameters:
    """The name has a character that no key-signing key may have."""
    return {"HostedZoneId": stage.zone(), "Name": "my ksk"}


def third_key(stage: Stage) -> Parameters:
    """The zone has two key-signing keys, which is as many as it can have."""
    zone_id = stage.zone()
    stage.ksk(zone_id, "one")
    stage.ksk(zone_id, "two", "INACTIVE")
    return {"HostedZoneId": zone_id}


def trusted_key(stage: Stage) -> Parameters:
    """The parent publishes the DS record of the key-signing key."""
    parameters = active_key(stage)
    (ksk,) = stage.route53.get_dnssec(**parameters)["KeySigningKeys"]
    stage.account.registry.delegate("example.com", ds=[ksk["DSRecord"]])
    return parameters


def other_name_servers(stage: Stage) -> Parameters:
    """The parent delegates the zone to servers that are not its own."""
    parameters = active_key(stage)
    stage.account.registry.delegate("example.com", name_servers=["ns.elsewhere.example"])
    return parameters


SITUATIONS: dict[tuple[str, str], Situation] = {
    **{(operation, "InvalidInput"): id_too_long for operation in (CREATE, *ON_A_KEY, *ON_A_ZONE)},
    **{(operation, "NoSuchHostedZone"): no_zone for operation in (CREATE, *ON_A_ZONE)},
    **{(operation, "InvalidArgument"): private_zone for operation in (CREATE, *ON_A_ZONE)},
    **{(operation, "NoSuchKeySigningKey"): empty_zone for operation in ON_A_KEY},
    **{(operation, "InvalidSigningStatus"): failed_zone_with_a_key for operation in ON_A_KEY},
    **{
        (operation, "ConcurrentModification"): injected
        for operation in (CREATE, *ON_A_KEY, ENABLE, DISABLE)
    },
    (CREATE, "InvalidKMSArn"): kms_key_of_another_region,
    (CREATE, "InvalidKeySigningKeyName"): bad_name,
    (CREATE, "InvalidKeySigningKeyStatus"): bad_status,
    (CREATE, "InvalidSigningStatus"): failed_zone,
    (CREATE, "KeySigningKeyAlreadyExists"): active_key,
    (CREATE, "TooManyKeySigningKeys"): third_key,
    (ACTIVATE, "InvalidKeySigningKeyStatus"): failed_key,
    (ACTIVATE, "InvalidKMSArn"): disabled_kms_key,
    (DEACTIVATE, "InvalidKeySigningKeyStatus"): failed_key,
    (DEACTIVATE, "KeySigningKeyInUse"): only_key,
    (DEACTIVATE, "KeySigningKeyInParentDSRecord"): trusted_key,
    (DELETE, "InvalidKeySigningKeyStatus"): active_key,
    (DELETE, "InvalidKMSArn"): injected,
    (ENABLE, "DNSSECNotFound"): injected,
    (ENABLE, "HostedZonePartiallyDelegated"): other_name_servers,
    (ENABLE, "InvalidKMSArn"): disabled_kms_key,
    (ENABLE, "InvalidKeySigningKeyStatus"): failed_key,
    (ENABLE, "KeySigningKeyWithActiveStatusNotFound"): inactive_key,
    (DISABLE, "DNSSECNotFound"): empty_zone,
    (DISABLE, "InvalidKMSArn"): injected,
    (DISABLE, "InvalidKeySigningKeyStatus"): failed_key,
    (DISABLE, "KeySigningKeyInParentDSRecord"): trusted_key,
}
"""What AWS documents without a known cause is injected: so are races, which a lock excludes."""
