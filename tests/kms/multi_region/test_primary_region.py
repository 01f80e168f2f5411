"""UpdatePrimaryRegion makes a replica the primary key.

https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-update.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ..support import refused
from .conftest import EUROPE, HOME, SYDNEY

if TYPE_CHECKING:
    from collections.abc import Callable

    from mock_dnssec import Account

    from ..conftest import NewKey


def _configuration(kms: Any, key_id: str) -> tuple[str, str, list[str]]:
    """Return what the key is, where its primary is and where its replicas are."""
    found = kms.describe_key(KeyId=key_id)["KeyMetadata"]["MultiRegionConfiguration"]
    replicas = sorted(key["Region"] for key in found["ReplicaKeys"])
    return found["MultiRegionKeyType"], found["PrimaryKey"]["Region"], replicas


def _state(kms: Any, key_id: str) -> str:
    return str(kms.describe_key(KeyId=key_id)["KeyMetadata"]["KeyState"])


def test_primary_and_replica_change_places(
    kms: Any, regions: Callable[[str], Any], primary: str, replicate: Any
) -> None:
    """Every related key tells the same; the answer is empty."""
    replicate(primary, EUROPE, SYDNEY)
    answer = kms.update_primary_region(KeyId=primary, PrimaryRegion=EUROPE)
    assert set(answer) == {"ResponseMetadata"}
    for region, key_type in ((HOME, "REPLICA"), (EUROPE, "PRIMARY"), (SYDNEY, "REPLICA")):
        found = _configuration(regions(region), primary)
        assert found == (key_type, EUROPE, sorted([HOME, SYDNEY]))


def test_the_two_keys_are_updating_for_a_moment(
    aws: Account, kms: Any, regions: Callable[[str], Any], primary: str, replicate: Any
) -> None:
    """They work meanwhile, but are not managed; afterwards they are what they were."""
    replicate(primary, EUROPE, SYDNEY)
    kms.update_primary_region(KeyId=primary, PrimaryRegion=EUROPE)
    europe = regions(EUROPE)
    states = [_state(regions(region), primary) for region in (HOME, EUROPE, SYDNEY)]
    assert states == ["Updating", "Updating", "Enabled"]
    blob = kms.encrypt(KeyId=primary, Plaintext=b"secret")["CiphertextBlob"]
    assert europe.decrypt(CiphertextBlob=blob)["Plaintext"] == b"secret"
    arn = europe.describe_key(KeyId=primary)["KeyMetadata"]["Arn"]
    for refuse, more in (
        (europe.disable_key, {}),
        (europe.schedule_key_deletion, {}),
        (europe.replicate_key, {"ReplicaRegion": "us-west-2"}),
    ):
        with refused("KMSInvalidStateException", f"{arn} is updating."):
            refuse(KeyId=primary, **more)
    aws.clock.advance(seconds=1)
    states = [_state(regions(region), primary) for region in (HOME, EUROPE, SYDNEY)]
    assert states == ["Enabled"] * 3
    europe.replicate_key(KeyId=primary, ReplicaRegion="us-west-2")


def test_only_the_primary_key_gives_its_place_away(
    kms: Any, regions: Callable[[str], Any], new_key: NewKey, primary: str, replicate: Any
) -> None:
    """The request goes to the Region of the primary."""
    replica = replicate(primary, EUROPE, SYDNEY)
    message = f"{replica['Arn']} is not a multi-region primary key."
    with refused("UnsupportedOperationException", message):
        regions(SYDNEY).update_primary_region(KeyId=primary, PrimaryRegion=EUROPE)
    with refused("UnsupportedOperationException"):
        kms.update_primary_region(KeyId=new_key()["KeyId"], PrimaryRegion=EUROPE)


@pytest.mark.parametrize(
    ("region", "code"),
    [
        (SYDNEY, "NotFoundException"),
        (HOME, "UnsupportedOperationException"),
        ("Europe", "ValidationException"),
    ],
)
def test_the_new_primary_region_has_a_replica(
    kms: Any, primary: str, replicate: Any, region: str, code: str
) -> None:
    """One without it is refused, and so is the Region of the primary itself."""
    replicate(primary, EUROPE)
    with refused(code):
        kms.update_primary_region(KeyId=primary, PrimaryRegion=region)
    assert _configuration(kms, primary) == ("PRIMARY", HOME, [EUROPE])


@pytest.mark.parametrize("disabled", [HOME, EUROPE])
def test_both_keys_must_be_enabled(
    kms: Any, regions: Callable[[str], Any], primary: str, replicate: Any, disabled: str
) -> None:
    """The refusal names the one that is not."""
    replicate(primary, EUROPE)
    regions(disabled).disable_key(KeyId=primary)
    arn = f"arn:aws:kms:{disabled}:123456789012:key/{primary}"
    with refused("DisabledException", f"{arn} is disabled."):
        kms.update_primary_region(KeyId=primary, PrimaryRegion=EUROPE)


def test_a_replica_that_is_being_created_is_no_primary_yet(kms: Any, primary: str) -> None:
    """It is refused until it is there."""
    replica = kms.replicate_key(KeyId=primary, ReplicaRegion=EUROPE)["ReplicaKeyMetadata"]
    with refused("KMSInvalidStateException", f"{replica['Arn']} is creating."):
        kms.update_primary_region(KeyId=primary, PrimaryRegion=EUROPE)
