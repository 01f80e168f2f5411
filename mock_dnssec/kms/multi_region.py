"""Multi-Region keys: keys of several Regions with the same key id and key material.

https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.kms.keys import Key


class Relatives:
    """A primary key and its replicas."""

    def __init__(self, primary: Key) -> None:
        self.primary = primary
        self._by_region = {primary.region: primary}

    @property
    def replicas(self) -> Sequence[Key]:
        """The replica keys that exist."""
        return [key for key in self._all_replicas() if not key.is_gone]

    @property
    def deleted_replicas(self) -> Sequence[Key]:
        """The replica keys that existed, and had none in their place since."""
        return [key for key in self._all_replicas() if key.is_gone]

    def add(self, replica: Key) -> None:
        """Keep a new replica key."""
        self._by_region[replica.region] = replica

    def _all_replicas(self) -> Sequence[Key]:
        return [key for key in self._by_region.values() if key is not self.primary]


def check_not_a_replica(key: Key) -> None:
    """Refuse a replica key what only its primary key can do for it."""
    if key.primary is not key:
        raise AwsError(
            "UnsupportedOperationException", f"{key.arn} is not a multi-region primary key."
        )
