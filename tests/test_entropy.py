"""The account's only source of ids and key material."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mock_dnssec.entropy import Entropy

seeds = st.integers() | st.text() | st.binary()
labels = st.text()
sizes = st.integers(min_value=1, max_value=100)


@given(seeds, labels, sizes)
def test_a_seed_makes_the_same_bytes(seed: int | str | bytes, label: str, size: int) -> None:
    """Two sources of one seed give the same, call by call, of the size that was asked for."""
    first, second = Entropy(seed), Entropy(seed)

    assert first.derive(label, size) == second.derive(label, size)
    assert len(first.derive(label, size)) == size
    for _ in range(3):
        drawn = first.draw(label, size)
        assert drawn == second.draw(label, size)
        assert len(drawn) == size
    assert first.draw_uuid(label) == second.draw_uuid(label)


@given(seeds, labels)
def test_deriving_repeats_and_drawing_does_not(seed: int | str | bytes, label: str) -> None:
    """What is derived depends on the label alone; what is drawn is new each time."""
    entropy = Entropy(seed)
    derived = entropy.derive(label, 16)
    drawn = {entropy.draw(label, 16) for _ in range(10)}

    assert len(drawn) == 10
    assert entropy.derive(label, 16) == derived
    assert derived not in drawn


@given(labels, labels)
def test_labels_do_not_disturb_each_other(label: str, other: str) -> None:
    """Drawing from one stream does not move another one."""
    assume(label != other)
    quiet, busy = Entropy(1), Entropy(1)
    busy.draw(other, 16)

    assert quiet.draw(label, 16) == busy.draw(label, 16)


@pytest.mark.parametrize(
    ("seed", "other"), [(1, 2), (1, "1"), ("1", b"1"), (None, None), (0, None)]
)
def test_seeds_differ(seed: int | str | bytes | None, other: int | str | bytes | None) -> None:
    """Seeds that differ give different bytes, and so does each source without a seed."""
    assert Entropy(seed).derive("label", 16) != Entropy(other).derive("label", 16)


def test_uuids() -> None:
    """A drawn UUID is of version 4, as AWS's key ids and request ids are."""
    entropy = Entropy(1)
    drawn = [uuid.UUID(entropy.draw_uuid("key")) for _ in range(100)]

    assert {(one.version, one.variant) for one in drawn} == {(4, uuid.RFC_4122)}
    assert len(set(drawn)) == 100
