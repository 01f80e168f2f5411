"""What the tests of imports and rotation share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from ..conftest import SHAPES

if TYPE_CHECKING:
    from ..conftest import NewKey

NEEDS = {
    "test_automatic_rotation.py": "ListKeyRotationsRequest",
    "test_material_states.py": "RotateKeyOnDemandRequest",
    "test_on_demand_rotation.py": "ListKeyRotationsRequest",
    "test_rotation_list.py": "IncludeKeyMaterial",
    "test_several_imports.py": "ImportType",
}
collect_ignore = [path for path, shape in NEEDS.items() if shape not in SHAPES]
"""What an older botocore cannot ask for."""


@pytest.fixture
def external_key(new_key: NewKey) -> str:
    """The id of a symmetric encryption key that waits for its material."""
    return new_key(Origin="EXTERNAL")["KeyId"]
