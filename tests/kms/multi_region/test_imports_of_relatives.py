"""New imported material goes into the primary key first, then into every replica.

https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-import.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ..support import refused
from ..wrapping import import_material
from .conftest import EUROPE, SYDNEY

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..conftest import NewKey

FIRST, SECOND = bytes(range(32)), bytes(range(32, 64))
NEW: dict[str, Any] = {"ImportType": "NEW_KEY_MATERIAL"}


@pytest.fixture
def imported(kms: Any, new_key: NewKey, regions: Callable[[str], Any], replicate: Any) -> str:
    """The id of a primary key with imported material and two replicas that have it too."""
    key_id = new_key(Origin="EXTERNAL", MultiRegion=True)["KeyId"]
    import_material(kms, key_id, FIRST)
    replicate(key_id, EUROPE, SYDNEY)
    for region in (EUROPE, SYDNEY):
        import_material(regions(region), key_id, FIRST)
    return key_id


def _second(kms: Any, key_id: str) -> tuple[str, str]:
    """Return the state of the second material of the key, and whether it is imported."""
    listed = kms.list_key_rotations(KeyId=key_id, IncludeKeyMaterial="ALL_KEY_MATERIAL")
    entry = listed["Rotations"][1]
    return entry["KeyMaterialState"], entry["ImportState"]


def test_new_material_is_ready_when_every_replica_has_it(
    kms: Any, regions: Callable[[str], Any], imported: str
) -> None:
    """Until then a rotation finds nothing that is pending it."""
    waiting = "PENDING_MULTI_REGION_IMPORT_AND_ROTATION"
    arn = kms.describe_key(KeyId=imported)["KeyMetadata"]["Arn"]
    import_material(kms, imported, SECOND, **NEW)
    import_material(regions(EUROPE), imported, SECOND)
    assert _second(kms, imported) == (waiting, "IMPORTED")
    assert _second(regions(EUROPE), imported) == (waiting, "IMPORTED")
    assert _second(regions(SYDNEY), imported) == (waiting, "PENDING_IMPORT")
    message = f"No available key material pending rotation for the key: {arn}."
    with refused("KMSInvalidStateException", message):
        kms.rotate_key_on_demand(KeyId=imported)
    import_material(regions(SYDNEY), imported, SECOND)
    assert _second(kms, imported) == ("PENDING_ROTATION", "IMPORTED")
    kms.rotate_key_on_demand(KeyId=imported)
    blob = kms.encrypt(KeyId=imported, Plaintext=b"secret")["CiphertextBlob"]
    for region in (EUROPE, SYDNEY):
        assert _second(regions(region), imported) == ("CURRENT", "IMPORTED")
        assert regions(region).decrypt(CiphertextBlob=blob)["Plaintext"] == b"secret"


def test_a_replica_takes_no_new_material(regions: Callable[[str], Any], imported: str) -> None:
    """The primary key is first."""
    with refused("UnsupportedOperationException"):
        import_material(regions(EUROPE), imported, SECOND, **NEW)
    with refused("IncorrectKeyMaterialException"):
        import_material(regions(EUROPE), imported, SECOND)


def test_pending_material_that_the_primary_deletes_is_gone_everywhere(
    kms: Any, regions: Callable[[str], Any], imported: str
) -> None:
    """Later it has to be imported into the replicas again."""
    import_material(kms, imported, SECOND, **NEW)
    pending = import_material(regions(EUROPE), imported, SECOND)["KeyMaterialId"]
    kms.delete_imported_key_material(KeyId=imported, KeyMaterialId=pending)
    for region in ("us-east-1", EUROPE):
        listed = regions(region).list_key_rotations(
            KeyId=imported, IncludeKeyMaterial="ALL_KEY_MATERIAL"
        )
        assert len(listed["Rotations"]) == 1
    import_material(kms, imported, SECOND, **NEW)
    assert _second(regions(EUROPE), imported)[1] == "PENDING_IMPORT"


def test_pending_material_that_a_replica_deletes_stays_with_the_others(
    kms: Any, regions: Callable[[str], Any], imported: str
) -> None:
    """The primary waits for it again."""
    import_material(kms, imported, SECOND, **NEW)
    for region in (EUROPE, SYDNEY):
        pending = import_material(regions(region), imported, SECOND)["KeyMaterialId"]
    regions(EUROPE).delete_imported_key_material(KeyId=imported, KeyMaterialId=pending)
    waiting = "PENDING_MULTI_REGION_IMPORT_AND_ROTATION"
    assert _second(kms, imported) == (waiting, "IMPORTED")
    assert _second(regions(SYDNEY), imported) == (waiting, "IMPORTED")
    assert _second(regions(EUROPE), imported) == (waiting, "PENDING_IMPORT")


def test_a_new_replica_needs_all_materials(
    kms: Any, regions: Callable[[str], Any], imported: str, replicate: Any
) -> None:
    """It is Enabled when it has the last of them."""
    import_material(kms, imported, SECOND, **NEW)
    for region in (EUROPE, SYDNEY):
        import_material(regions(region), imported, SECOND)
    kms.rotate_key_on_demand(KeyId=imported)
    replicate(imported, "us-west-2")
    states = []
    for material in (SECOND, FIRST):
        key = regions("us-west-2").describe_key(KeyId=imported)["KeyMetadata"]
        states.append(key["KeyState"])
        import_material(regions("us-west-2"), imported, material)
    key = regions("us-west-2").describe_key(KeyId=imported)["KeyMetadata"]
    assert [*states, key["KeyState"]] == ["PendingImport", "PendingImport", "Enabled"]
