"""Which key materials a key takes, and which it keeps.

https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-import-key-material.html
"""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.crypto.readers import unexpected_material
from mock_dnssec.kms.multi_region import check_not_a_replica

if TYPE_CHECKING:
    from mock_dnssec.kms.crypto.material import Material
    from mock_dnssec.kms.keys import Key

_ANOTHER_PENDING = (
    "New key material (id: {new}) cannot be imported into KMS key {arn}, because another key "
    "material (id: {pending}) is pending rotation."
)


def known_materials(key: Key) -> AbstractSet[str]:
    """Return the ids of the materials that the key, or a relative in its place, was given."""
    ids = {rotation.material_id for rotation in key.history.rotations}
    return ids if key.pending_id is None else ids | {key.pending_id}


def take_material(key: Key, material: Material, import_type: str | None) -> None:
    """Let the key have imported ``material``: its first, one more, or one that it had before.

    Raises IncorrectKeyMaterialException where new material was expected and it is not new, or the
    other way round, UnsupportedOperationException for new material in a replica key, and
    KMSInvalidStateException while other new material is pending.
    """
    first = not key.history.rotations
    new = first if import_type is None else import_type == "NEW_KEY_MATERIAL"
    if new == (material.material_id in known_materials(key)):
        raise unexpected_material()
    if new:
        check_not_a_replica(key)
        _check_nothing_pending(key, material)
    before = key.materials.get(material.material_id)
    if before is not None and material.description is None:
        material.description = before.description
    if key.state == "PendingImport":
        key.enabled = True
    key.materials[material.material_id] = material
    if first:
        key.adopt(material)
    elif new:
        key.history.pending_id = material.material_id


def drop_material(key: Key, material_id: str, now: datetime) -> None:
    """Delete a material. One that is pending is forgotten, by the replicas of the key too."""
    if material_id == key.pending_id:
        for holder in (key, *key.replicas):
            holder.materials.pop(material_id, None)
    elif (material := key.material_of(material_id)) is not None:
        material.valid_to = now


def _check_nothing_pending(key: Key, material: Material) -> None:
    if key.pending_id is not None:
        raise AwsError(
            "KMSInvalidStateException",
            _ANOTHER_PENDING.format(new=material.material_id, arn=key.arn, pending=key.pending_id),
        )
