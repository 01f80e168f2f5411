"""KeyMetadata: what CreateKey and DescribeKey tell about a key.

https://docs.aws.amazon.com/kms/latest/APIReference/API_KeyMetadata.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.kms.imports.expiration import expiration
from mock_dnssec.kms.specs import ALGORITHM_MEMBERS, KEY_SPECS

if TYPE_CHECKING:
    from mock_dnssec.kms.keys import Key
    from mock_dnssec.operations import Result


def key_metadata(key: Key) -> Result:
    """Return the KeyMetadata of ``key``, without the members that do not apply to it."""
    spec, state = KEY_SPECS[key.spec], key.state
    metadata: dict[str, object] = {
        "AWSAccountId": key.account_id,
        "KeyId": key.key_id,
        "Arn": key.arn,
        "CreationDate": key.creation_date,
        "Enabled": state == "Enabled",
        "Description": key.description,
        "KeyUsage": key.usage,
        "KeyState": state,
        "Origin": key.origin,
        "KeyManager": "CUSTOMER",
        "CustomerMasterKeySpec": key.spec,
        "KeySpec": key.spec,
        "MultiRegion": key.multi_region,
        ALGORITHM_MEMBERS[key.usage]: list(spec.usages[key.usage]),
    }
    if key.deletion_date is not None:
        metadata["DeletionDate"] = key.deletion_date
    elif key.deletion is not None:
        metadata["PendingDeletionWindowInDays"] = key.deletion.waiting_period.days
    if key.relatives is not None:
        metadata["MultiRegionConfiguration"] = {
            "MultiRegionKeyType": "PRIMARY" if key.primary is key else "REPLICA",
            "PrimaryKey": _named(key.primary),
            "ReplicaKeys": [_named(replica) for replica in key.relatives.replicas],
        }
    if key.key_store is not None:
        metadata["CustomKeyStoreId"] = key.key_store.store_id
        metadata |= key.key_store.describe_key(key)
    elif spec.kind == "symmetric" and key.history.current_id and state != "Creating":
        metadata["CurrentKeyMaterialId"] = key.history.current_id
    if key.origin == "EXTERNAL":
        metadata |= _expiration(key)
    return metadata


def _expiration(key: Key) -> Result:
    materials = [key.material_of(rotation.material_id) for rotation in key.history.rotations]
    imported = [material for material in materials if material is not None]
    return expiration(imported) if imported else {}


def _named(relative: Key) -> Result:
    return {"Arn": relative.arn, "Region": relative.region}
