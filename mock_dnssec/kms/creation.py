"""CreateKey."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.kms.key_types import (
    check_key_store,
    check_origin,
    check_region,
    choose_spec,
    choose_usage,
)
from mock_dnssec.kms.keys import Key
from mock_dnssec.kms.limits import limit_exceeded
from mock_dnssec.kms.materials import generate_material
from mock_dnssec.kms.metadata import key_metadata
from mock_dnssec.kms.multi_region import Relatives
from mock_dnssec.kms.policies.acceptance import initial_policy
from mock_dnssec.kms.tags import merge_tags

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.kms.key_stores.stores import CustomKeyStore
    from mock_dnssec.kms.tags import Tag
    from mock_dnssec.operations import Result


class CreationOperations:
    """CreateKey."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._account = backend.account

    def create_key(
        self,
        *,
        policy: str | None = None,
        description: str = "",
        key_usage: str | None = None,
        customer_master_key_spec: str | None = None,
        key_spec: str | None = None,
        origin: str = "AWS_KMS",
        custom_key_store_id: str | None = None,
        bypass_policy_lockout_safety_check: bool = False,
        tags: Sequence[Tag] = (),
        multi_region: bool = False,
        xks_key_id: str | None = None,
    ) -> Result:
        """Create a key in this Region; its material is made when it is first used.

        Raises ValidationException, UnsupportedOperationException, TagException,
        MalformedPolicyDocumentException, LimitExceededException, and what a custom key store lacks:
        CustomKeyStoreNotFoundException, CustomKeyStoreInvalidStateException,
        CloudHsmClusterInvalidConfigurationException, XksKeyInvalidConfigurationException,
        XksKeyAlreadyInUseException, XksKeyNotFoundException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
        """
        spec = choose_spec(key_spec, customer_master_key_spec)
        check_region(spec, self._backend.partition)
        usage = choose_usage(spec, key_usage)
        check_origin(spec, origin)
        check_key_store(origin, spec, custom_key_store_id, xks_key_id, multi_region=multi_region)
        store = self._find_store(custom_key_store_id, origin, xks_key_id)
        accepted_tags = merge_tags({}, tags, self._account.quotas.tags_per_key)
        accepted_policy = initial_policy(
            policy,
            account=self._account,
            region=self._backend.region,
            bypass_lockout_safety_check=bypass_policy_lockout_safety_check,
        )
        if self._backend.keys.reach(self._account.quotas.kms_keys):
            raise limit_exceeded()
        key_id = self._new_key_id(multi_region)
        key = Key(
            key_id=key_id,
            arn=self._backend.arn(f"key/{key_id}"),
            spec=spec,
            usage=usage,
            origin=origin,
            description=description,
            policy=accepted_policy,
            creation_date=self._account.clock.now(),
            tags=accepted_tags,
            clock=self._account.clock,
            key_store=store,
            xks_key_id=xks_key_id or "",
        )
        if origin != "EXTERNAL":
            key.adopt(generate_material(self._account.entropy, key_id, spec))
        if multi_region:
            key.relatives = Relatives(key)
        if store is not None:
            store.add(key)
        self._backend.keys.add(key)
        return {"KeyMetadata": key_metadata(key)}

    def _find_store(
        self, store_id: str | None, origin: str, xks_key_id: str | None
    ) -> CustomKeyStore | None:
        if store_id is None:
            return None
        return self._backend.key_stores.find_for_key(store_id, origin, xks_key_id or "")

    def _new_key_id(self, multi_region: bool) -> str:
        drawn = self._account.entropy.draw_uuid("kms:key-id")
        return f"mrk-{drawn.replace('-', '')}" if multi_region else drawn
