"""ListKeyRotations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.kms.imports.expiration import expiration
from mock_dnssec.kms.materials import Rotation
from mock_dnssec.kms.origins import not_supported
from mock_dnssec.kms.paging import paginate
from mock_dnssec.kms.rotation import is_everywhere

if TYPE_CHECKING:
    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.kms.keys import Key
    from mock_dnssec.operations import Result

_ROTATED_ORIGINS = ("AWS_KMS", "EXTERNAL")


class RotationListingOperations:
    """ListKeyRotations."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def list_key_rotations(
        self,
        *,
        key_id: str,
        include_key_material: str | None = None,
        limit: int | None = None,
        marker: str | None = None,
    ) -> Result:
        """List a key's rotations, and on request all of its materials, the oldest first.

        Raises NotFoundException, InvalidArnException, UnsupportedOperationException,
        InvalidMarkerException, ValidationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_ListKeyRotations.html
        """
        key = self._backend.key_only(key_id, "ListKeyRotations")
        rotated = key.spec == "SYMMETRIC_DEFAULT" and key.origin in _ROTATED_ORIGINS
        if include_key_material is not None and not rotated:
            raise not_supported()
        rotations = key.history.rotations
        if include_key_material == "ALL_KEY_MATERIAL":
            pending_id = key.pending_id
            listed = rotations + ([Rotation(pending_id)] if pending_id else [])
        else:
            listed = rotations[1:]
        names = [f"{number:06}" for number in range(len(listed))]
        return paginate(
            "ListKeyRotations",
            "Rotations",
            names,
            lambda name: _entry(key, listed[int(name)]),
            limit,
            marker,
        )


def _entry(key: Key, rotation: Rotation) -> Result:
    entry: dict[str, object] = {
        "KeyId": key.key_id,
        "KeyMaterialId": rotation.material_id,
        "KeyMaterialState": _state(key, rotation.material_id),
    }
    if rotation.date is not None:
        entry |= {"RotationDate": rotation.date, "RotationType": rotation.type}
    if key.origin == "EXTERNAL":
        entry |= _import_of(key, rotation.material_id)
    return entry


def _state(key: Key, material_id: str) -> str:
    if material_id == key.history.current_id:
        return "CURRENT"
    if material_id != key.pending_id:
        return "NON_CURRENT"
    if is_everywhere(key, material_id):
        return "PENDING_ROTATION"
    return "PENDING_MULTI_REGION_IMPORT_AND_ROTATION"


def _import_of(key: Key, material_id: str) -> Result:
    members: dict[str, object] = {"ImportState": "PENDING_IMPORT"}
    known = key.materials.get(material_id)
    if known is not None and known.description is not None:
        members["KeyMaterialDescription"] = known.description
    imported = key.material_of(material_id)
    if imported is not None:
        members["ImportState"] = "IMPORTED"
        members |= expiration([imported])
    return members
