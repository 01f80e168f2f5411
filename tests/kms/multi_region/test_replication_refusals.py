"""What ReplicateKey refuses; nothing is made then."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ..support import UNKNOWN_ID, refused
from .conftest import EUROPE, HOME, SYDNEY

if TYPE_CHECKING:
    from collections.abc import Callable

    from mock_dnssec import Account

    from ..conftest import NewKey

LOCKING_OUT = (
    '{"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, '
    '"Action": "kms:Encrypt", "Resource": "*"}]}'
)


def test_only_a_primary_key_is_replicated(
    regions: Callable[[str], Any], primary: str, replicate: Any
) -> None:
    """A replica is refused for that, even for the Region of its primary or its own."""
    replica = replicate(primary, EUROPE)
    for region in (HOME, EUROPE, SYDNEY):
        message = f"{replica['Arn']} is not a multi-region primary key."
        with refused("UnsupportedOperationException", message):
            regions(EUROPE).replicate_key(KeyId=primary, ReplicaRegion=region)


def test_a_key_of_one_region_stays_there(kms: Any, new_key: NewKey) -> None:
    """Whether a key is multi-Region is settled when it is made."""
    key = new_key()
    with refused("UnsupportedOperationException", f"{key.get('Arn')} is not a multi-region key."):
        kms.replicate_key(KeyId=key["KeyId"], ReplicaRegion=EUROPE)


@pytest.mark.parametrize(
    ("region", "message"),
    [
        (HOME, f"{HOME} cannot have a replica because it contains the primary."),
        (
            "cn-north-1",
            "The replica key Region must be in the same AWS partition as the primary key Region.",
        ),
        ("Europe", None),
    ],
)
def test_a_replica_is_in_another_region_of_the_partition(
    kms: Any, primary: str, region: str, message: str | None
) -> None:
    """The Region of the primary, another partition and what is no Region are refused."""
    with refused("ValidationException", message):
        kms.replicate_key(KeyId=primary, ReplicaRegion=region)


def test_a_region_has_one_replica(
    aws: Account, kms: Any, regions: Callable[[str], Any], primary: str, replicate: Any
) -> None:
    """Until that is deleted, not only scheduled to be; then there is room for a new one."""
    replicate(primary, EUROPE, Description="first")
    regions(EUROPE).create_alias(AliasName="alias/replica", TargetKeyId=primary)
    regions(EUROPE).schedule_key_deletion(KeyId=primary, PendingWindowInDays=7)
    with refused("AlreadyExistsException"):
        kms.replicate_key(KeyId=primary, ReplicaRegion=EUROPE)
    aws.clock.advance(days=7)
    replicate(primary, EUROPE, Description="second")
    europe = regions(EUROPE)
    assert europe.describe_key(KeyId=primary)["KeyMetadata"]["Description"] == "second"
    assert len(europe.list_keys()["Keys"]) == 1
    assert europe.list_aliases()["Aliases"] == []


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"Policy": LOCKING_OUT}, "MalformedPolicyDocumentException"),
        ({"Tags": [{"TagKey": "aws:a", "TagValue": "b"}]}, "TagException"),
        ({"Description": "d" * 8193}, "ValidationException"),
    ],
    ids=["policy", "tags", "description"],
)
def test_what_a_new_key_may_not_have_a_replica_may_not_have(
    kms: Any, regions: Callable[[str], Any], primary: str, more: dict[str, Any], code: str
) -> None:
    """And there is no replica afterwards."""
    with refused(code):
        kms.replicate_key(KeyId=primary, ReplicaRegion=EUROPE, **more)
    assert regions(EUROPE).list_keys()["Keys"] == []
    config = kms.describe_key(KeyId=primary)["KeyMetadata"]["MultiRegionConfiguration"]
    assert config["ReplicaKeys"] == []


def test_the_safety_check_of_the_policy_can_be_bypassed(kms: Any, primary: str) -> None:
    """BypassPolicyLockoutSafetyCheck works as with CreateKey."""
    kms.replicate_key(
        KeyId=primary,
        ReplicaRegion=EUROPE,
        Policy=LOCKING_OUT,
        BypassPolicyLockoutSafetyCheck=True,
    )


@pytest.mark.usefixtures("naps")
def test_the_keys_of_the_other_region_count(
    aws: Account, kms: Any, regions: Callable[[str], Any], new_key: NewKey, primary: str
) -> None:
    """The quota of keys is one of each Region."""
    regions(EUROPE).create_key()
    new_key()
    aws.quotas.kms_keys = 1
    with refused("LimitExceededException"):
        kms.replicate_key(KeyId=primary, ReplicaRegion=EUROPE)
    kms.replicate_key(KeyId=primary, ReplicaRegion=SYDNEY)


def test_a_primary_is_replicated_in_the_enabled_state(
    kms: Any, new_key: NewKey, primary: str
) -> None:
    """Not while it waits for material, is disabled or doomed."""
    waiting = new_key(Origin="EXTERNAL", MultiRegion=True)
    with refused("KMSInvalidStateException", f"{waiting.get('Arn')} is pending import."):
        kms.replicate_key(KeyId=waiting["KeyId"], ReplicaRegion=EUROPE)
    arn = kms.describe_key(KeyId=primary)["KeyMetadata"]["Arn"]
    kms.disable_key(KeyId=primary)
    with refused("DisabledException", f"{arn} is disabled."):
        kms.replicate_key(KeyId=primary, ReplicaRegion=EUROPE)
    kms.schedule_key_deletion(KeyId=primary)
    with refused("KMSInvalidStateException", f"{arn} is pending deletion."):
        kms.replicate_key(KeyId=primary, ReplicaRegion=EUROPE)


@pytest.mark.parametrize("operation", ["replicate_key", "update_primary_region"])
def test_a_key_that_is_not_there_has_no_replicas(kms: Any, operation: str) -> None:
    """An unknown key is not found, and an alias names none here."""
    region = "ReplicaRegion" if operation == "replicate_key" else "PrimaryRegion"
    with refused("NotFoundException"):
        getattr(kms, operation)(KeyId=UNKNOWN_ID, **{region: EUROPE})
    with refused("InvalidArnException", "Key Aliases are not supported for this operation."):
        getattr(kms, operation)(KeyId="alias/key", **{region: EUROPE})
