"""The ids that Route 53 gives out."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mock_dnssec.entropy import Entropy

_ALPHABET = string.digits + string.ascii_uppercase
_LENGTH = 20


def new_id(entropy: Entropy, initial: str) -> str:
    """Return the next id that begins with this letter, like ``Z01095621FVZOSDLKWG4A``."""
    drawn = entropy.draw(f"route53:{initial}", _LENGTH)
    return initial + "".join(_ALPHABET[byte % len(_ALPHABET)] for byte in drawn)


def bare(resource_id: str) -> str:
    """Return the id without the path that AWS shows before it: ``/hostedzone/Z1`` is ``Z1``."""
    return resource_id.rpartition("/")[2]
