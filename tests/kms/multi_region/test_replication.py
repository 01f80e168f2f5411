"""ReplicateKey makes a related key in another Region.

https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-replicate.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from ..support import refused
from ..wrapping import import_material
from .conftest import EUROPE, HOME, SYDNEY

if TYPE_CHECKING:
    from collections.abc import Callable

    from mock_dnssec import Account

    from ..conftest import NewKey

MATERIAL = bytes(range(32))


def _described(kms: Any, key_id: str) -> dict[str, Any]:
    metadata: dict[str, Any] = kms.describe_key(KeyId=key_id)["KeyMetadata"]
    return metadata


def _arn(region: str, key_id: str) -> str:
    return f"arn:aws:kms:{region}:123456789012:key/{key_id}"


def test_a_replica_is_created_in_a_moment(
    aws: Account, kms: Any, regions: Callable[[str], Any], primary: str
) -> None:
    """It is Creating in the answer, and Enabled with a current material a second later."""
    with refused("NotFoundException", f"Key '{_arn(EUROPE, primary)}' does not exist"):
        regions(EUROPE).describe_key(KeyId=primary)
    answer = kms.replicate_key(KeyId=primary, ReplicaRegion=EUROPE)
    replica = answer["ReplicaKeyMetadata"]
    assert (replica["KeyState"], replica["Enabled"]) == ("Creating", False)
    assert "CurrentKeyMaterialId" not in replica
    assert "ReplicaTags" not in answer
    assert (replica["KeyId"], replica["Arn"]) == (primary, _arn(EUROPE, primary))
    with refused("KMSInvalidStateException", f"{_arn(EUROPE, primary)} is creating."):
        regions(EUROPE).encrypt(KeyId=primary, Plaintext=b"secret")
    aws.clock.advance(seconds=1)
    later = _described(regions(EUROPE), primary)
    current = _described(kms, primary).get("CurrentKeyMaterialId")
    expected = replica | {"KeyState": "Enabled", "Enabled": True}
    assert later == expected | ({"CurrentKeyMaterialId": current} if current else {})


def test_related_keys_know_each_other(
    kms: Any, regions: Callable[[str], Any], primary: str, replicate: Any
) -> None:
    """MultiRegionConfiguration is the same from all of them, but for what the key itself is."""
    replicate(primary, EUROPE, SYDNEY)
    relatives = {
        "PrimaryKey": {"Arn": _arn(HOME, primary), "Region": HOME},
        "ReplicaKeys": [
            {"Arn": _arn(region, primary), "Region": region} for region in (EUROPE, SYDNEY)
        ],
    }
    for region, key_type in ((HOME, "PRIMARY"), (EUROPE, "REPLICA"), (SYDNEY, "REPLICA")):
        key = _described(regions(region), primary)
        assert key["MultiRegionConfiguration"] == relatives | {"MultiRegionKeyType": key_type}


@pytest.mark.parametrize(
    ("spec", "usage"), [("ECC_NIST_P256", "SIGN_VERIFY"), ("HMAC_256", "GENERATE_VERIFY_MAC")]
)
def test_keys_of_every_type_have_replicas(
    new_key: NewKey, regions: Callable[[str], Any], replicate: Any, spec: str, usage: str
) -> None:
    """Spec and usage are shared."""
    key_id = new_key(spec, usage, MultiRegion=True)["KeyId"]
    replicate(key_id, EUROPE)
    key = _described(regions(EUROPE), key_id)
    assert (key["KeySpec"], key["KeyUsage"], key["KeyState"]) == (spec, usage, "Enabled")


def test_a_replica_has_a_policy_tags_and_a_description_of_its_own(
    kms: Any, new_key: NewKey, regions: Callable[[str], Any]
) -> None:
    """By default those of a new key; what the request gives otherwise, and the answer shows it."""
    key_id = new_key(
        MultiRegion=True, Description="at home", Tags=[{"TagKey": "where", "TagValue": "home"}]
    )["KeyId"]
    bare = kms.replicate_key(KeyId=key_id, ReplicaRegion=EUROPE)
    assert bare["ReplicaKeyMetadata"]["Description"] == ""
    assert regions(EUROPE).list_resource_tags(KeyId=key_id)["Tags"] == []
    assert json.loads(bare["ReplicaPolicy"])["Id"] == "key-default-1"
    policy = json.loads(bare["ReplicaPolicy"]) | {"Id": "mine"}
    policy["Statement"][0]["Resource"] = _arn(SYDNEY, key_id)
    tags = [{"TagKey": "where", "TagValue": "Sydney"}]
    dressed = kms.replicate_key(
        KeyId=key_id,
        ReplicaRegion=SYDNEY,
        Policy=json.dumps(policy),
        Description="far",
        Tags=tags,
    )
    assert dressed["ReplicaKeyMetadata"]["Description"] == "far"
    assert dressed["ReplicaTags"] == tags
    assert json.loads(dressed["ReplicaPolicy"]) == policy
    kept = regions(SYDNEY).get_key_policy(KeyId=key_id, PolicyName="default")["Policy"]
    assert json.loads(kept) == policy


def test_a_replica_is_listed_in_its_region(
    regions: Callable[[str], Any], primary: str, replicate: Any
) -> None:
    """ListKeys shows it there once."""
    replicate(primary, EUROPE)
    assert [key["KeyArn"] for key in regions(EUROPE).list_keys()["Keys"]] == [_arn(EUROPE, primary)]


def test_related_keys_live_their_own_lives(
    kms: Any, regions: Callable[[str], Any], primary: str, replicate: Any
) -> None:
    """Disabling, describing, tagging, naming and dooming one leaves the other as it is."""
    replicate(primary, EUROPE)
    before = _described(kms, primary)
    europe = regions(EUROPE)
    europe.update_key_description(KeyId=primary, Description="abroad")
    europe.tag_resource(KeyId=primary, Tags=[{"TagKey": "a", "TagValue": "b"}])
    europe.create_alias(AliasName="alias/abroad", TargetKeyId=primary)
    europe.disable_key(KeyId=primary)
    europe.schedule_key_deletion(KeyId=primary)
    assert _described(kms, primary) == before
    assert kms.list_resource_tags(KeyId=primary)["Tags"] == []
    assert kms.list_aliases()["Aliases"] == []


def test_an_imported_primary_has_replicas_without_material(
    aws: Account, kms: Any, new_key: NewKey, regions: Callable[[str], Any], replicate: Any
) -> None:
    """They wait for the same material, and take no other."""
    key_id = new_key(Origin="EXTERNAL", MultiRegion=True)["KeyId"]
    import_material(kms, key_id, MATERIAL)
    replicate(key_id, EUROPE)
    europe = regions(EUROPE)
    assert _described(europe, key_id)["KeyState"] == "PendingImport"
    with refused("IncorrectKeyMaterialException"):
        import_material(europe, key_id, bytes(32))
    import_material(europe, key_id, MATERIAL)
    blob = kms.encrypt(KeyId=key_id, Plaintext=b"secret")["CiphertextBlob"]
    assert europe.decrypt(CiphertextBlob=blob)["Plaintext"] == b"secret"
    kms.delete_imported_key_material(KeyId=key_id)
    assert _described(kms, key_id)["KeyState"] == "PendingImport"
    assert europe.decrypt(CiphertextBlob=blob)["Plaintext"] == b"secret"
