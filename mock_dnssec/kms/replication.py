"""ReplicateKey and UpdatePrimaryRegion.

https://docs.aws.amazon.com/kms/latest/developerguide/multi-region-keys-overview.html
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.identifiers import find_key
from mock_dnssec.kms.keys import Key, Passage
from mock_dnssec.kms.limits import limit_exceeded
from mock_dnssec.kms.metadata import key_metadata
from mock_dnssec.kms.multi_region import check_not_a_replica
from mock_dnssec.kms.origins import not_supported
from mock_dnssec.kms.policies.acceptance import initial_policy
from mock_dnssec.kms.states import check_state
from mock_dnssec.kms.tags import merge_tags
from mock_dnssec.operations import NOTHING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.kms.multi_region import Relatives
    from mock_dnssec.kms.tags import Tag
    from mock_dnssec.operations import Result

PASSAGE_DURATION = timedelta(seconds=1)
"""How long a new replica stays Creating, and a new and an old primary stay Updating."""

_ALREADY_EXISTS = (
    "The request was rejected because it attempted to create a resource that already exists."
)
_HAS_PRIMARY = "{region} cannot have a replica because it contains the primary."
_OTHER_PARTITION = (
    "The replica key Region must be in the same AWS partition as the primary key Region."
)


class ReplicationOperations:
    """What makes and moves the keys of a multi-Region key."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._account = backend.account

    def replicate_key(
        self,
        *,
        key_id: str,
        replica_region: str,
        policy: str | None = None,
        bypass_policy_lockout_safety_check: bool = False,
        description: str = "",
        tags: Sequence[Tag] = (),
    ) -> Result:
        """Make a replica of a multi-Region key, with its id and its material, in another Region.

        Raises what :meth:`Backend.key_only` raises, UnsupportedOperationException,
        ValidationException, AlreadyExistsException, TagException, MalformedPolicyDocumentException,
        LimitExceededException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_ReplicateKey.html
        """
        primary, relatives = self._find_primary("ReplicateKey", key_id)
        self._check_region(primary, replica_region)
        target = self._account.kms(replica_region)
        if target.keys.find(primary.key_id) is not None:
            raise AwsError("AlreadyExistsException", _ALREADY_EXISTS)
        accepted_tags = merge_tags({}, tags, self._account.quotas.tags_per_key)
        accepted_policy = initial_policy(
            policy,
            account=self._account,
            region=replica_region,
            bypass_lockout_safety_check=bypass_policy_lockout_safety_check,
            key_id=primary.key_id,
        )
        if target.keys.reach(self._account.quotas.kms_keys):
            raise limit_exceeded()
        replica = Key(
            key_id=primary.key_id,
            arn=target.arn(f"key/{primary.key_id}"),
            spec=primary.spec,
            usage=primary.usage,
            origin=primary.origin,
            description=description,
            policy=accepted_policy,
            creation_date=self._account.clock.now(),
            tags=accepted_tags,
            clock=self._account.clock,
            materials={} if primary.origin == "EXTERNAL" else primary.materials,
            history=primary.history,
            relatives=relatives,
            passage=self._passage("Creating"),
        )
        relatives.add(replica)
        target.keys.add(replica)
        return _describe(replica)

    def update_primary_region(self, *, key_id: str, primary_region: str) -> Result:
        """Let a replica be the primary key, and the primary key a replica.

        Raises what :meth:`Backend.key_only` raises, UnsupportedOperationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdatePrimaryRegion.html
        """
        primary, relatives = self._find_primary("UpdatePrimaryRegion", key_id)
        if primary_region == primary.region:
            raise not_supported()
        replica = self._account.kms(primary_region).key_only(primary.key_id, "UpdatePrimaryRegion")
        relatives.primary = replica
        for key in (primary, replica):
            key.passage = self._passage("Updating")
        return NOTHING

    def _find_primary(self, operation: str, key_id: str) -> tuple[Key, Relatives]:
        key = find_key(self._backend, key_id, operation)
        if key.relatives is None:
            raise AwsError("UnsupportedOperationException", f"{key.arn} is not a multi-region key.")
        check_not_a_replica(key)
        check_state(operation, key)
        return key, key.relatives

    def _check_region(self, primary: Key, replica_region: str) -> None:
        if replica_region == primary.region:
            raise AwsError("ValidationException", _HAS_PRIMARY.format(region=replica_region))
        if self._account.partition(replica_region) != self._backend.partition:
            raise AwsError("ValidationException", _OTHER_PARTITION)

    def _passage(self, state: str) -> Passage:
        return Passage(state, self._account.clock.now() + PASSAGE_DURATION)


def _describe(replica: Key) -> Result:
    result: dict[str, object] = {
        "ReplicaKeyMetadata": key_metadata(replica),
        "ReplicaPolicy": replica.policy,
    }
    if replica.tags:
        result["ReplicaTags"] = [
            {"TagKey": tag_key, "TagValue": value} for tag_key, value in replica.tags.items()
        ]
    return result
