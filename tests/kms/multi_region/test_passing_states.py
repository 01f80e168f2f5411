"""Which operation works while a key is being created or updated.

https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ..support import NOON, refused
from .conftest import EUROPE

if TYPE_CHECKING:
    from collections.abc import Callable

    from mock_dnssec import Account

    from ..conftest import NewKey

BOTH = ("Creating", "Updating")
SIGNATURE: dict[str, Any] = {"Message": b"m", "SigningAlgorithm": "ECDSA_SHA_256"}
GRANTEE = "arn:aws:iam::123456789012:root"
# Operation, its other parameters, the passing states that it works in
TABLE: list[tuple[str, dict[str, Any], tuple[str, ...]]] = [
    ("cancel_key_deletion", {}, ()),
    ("create_grant", {"GranteePrincipal": GRANTEE, "Operations": ["Sign"]}, ("Updating",)),
    ("describe_key", {}, BOTH),
    ("disable_key", {}, ()),
    ("enable_key", {}, ()),
    ("get_key_policy", {"PolicyName": "default"}, BOTH),
    ("get_key_rotation_status", {}, BOTH),
    ("get_public_key", {}, ("Updating",)),
    ("list_aliases", {}, BOTH),
    ("list_grants", {}, BOTH),
    ("list_key_policies", {}, BOTH),
    ("list_resource_tags", {}, BOTH),
    ("schedule_key_deletion", {}, ("Creating",)),
    ("sign", SIGNATURE, ("Updating",)),
    ("tag_resource", {"Tags": [{"TagKey": "a", "TagValue": "b"}]}, BOTH),
    ("untag_resource", {"TagKeys": ["a"]}, BOTH),
    ("update_key_description", {"Description": "d"}, BOTH),
]


@pytest.fixture(params=BOTH)
def passing(
    request: pytest.FixtureRequest, aws: Account, kms: Any, new_key: NewKey, replicate: Any
) -> tuple[str, str]:
    """The id of a key that is in a passing state in Europe, and that state."""
    aws.clock.freeze(NOON)
    key_id = new_key("ECC_NIST_P256", "SIGN_VERIFY", MultiRegion=True)["KeyId"]
    if request.param == "Creating":
        kms.replicate_key(KeyId=key_id, ReplicaRegion=EUROPE)
    else:
        replicate(key_id, EUROPE)
        kms.update_primary_region(KeyId=key_id, PrimaryRegion=EUROPE)
    return key_id, request.param


@pytest.mark.parametrize(("operation", "parameters", "works"), TABLE, ids=[row[0] for row in TABLE])
def test_an_operation_keeps_to_the_states_that_pass(
    regions: Callable[[str], Any],
    passing: tuple[str, str],
    operation: str,
    parameters: dict[str, Any],
    works: tuple[str, ...],
) -> None:
    """AWS's table holds, with AWS's words for each refusal; a refusal leaves the key as it was."""
    key_id, state = passing
    kms = regions(EUROPE)
    if state in works:
        getattr(kms, operation)(KeyId=key_id, **parameters)
        return
    before = kms.describe_key(KeyId=key_id)["KeyMetadata"]
    assert before["KeyState"] == state
    cancel = operation == "cancel_key_deletion"
    wrong = "is not pending deletion" if cancel else f"is {state.lower()}"
    with refused("KMSInvalidStateException", f"{before['Arn']} {wrong}."):
        getattr(kms, operation)(KeyId=key_id, **parameters)
    assert kms.describe_key(KeyId=key_id)["KeyMetadata"] == before


def test_a_passing_state_gives_way_to_a_deletion(
    aws: Account, kms: Any, regions: Callable[[str], Any], primary: str
) -> None:
    """A replica that is being created can be scheduled for deletion at once."""
    kms.replicate_key(KeyId=primary, ReplicaRegion=EUROPE)
    europe = regions(EUROPE)
    assert europe.schedule_key_deletion(KeyId=primary)["KeyState"] == "PendingDeletion"
    aws.clock.advance(seconds=1)
    assert europe.describe_key(KeyId=primary)["KeyMetadata"]["KeyState"] == "PendingDeletion"
