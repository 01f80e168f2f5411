"""CreateCustomKeyStore and what can be done with a custom key store afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.key_stores.cloudhsm import CloudHsmKeyStore
from mock_dnssec.kms.key_stores.external import ExternalKeyStore
from mock_dnssec.kms.key_stores.properties import (
    CHANGEABLE_WHILE_CONNECTED,
    Credential,
    Properties,
    changed,
    check_properties,
    given,
)
from mock_dnssec.kms.key_stores.stores import CustomKeyStore, not_found
from mock_dnssec.kms.limits import limit_exceeded
from mock_dnssec.kms.paging import paginate
from mock_dnssec.operations import NOTHING, Result

if TYPE_CHECKING:
    from mock_dnssec.kms.backend import Backend

_TYPES = {kind.type_name: kind for kind in (CloudHsmKeyStore, ExternalKeyStore)}
_NAME_IN_USE = (
    "The request was rejected because the specified custom key store name is already assigned to "
    "another custom key store in the account. Try again with a custom key store name that is "
    "unique in the account."
)
_HAS_KEYS = (
    "The request was rejected because the custom key store contains KMS keys. After verifying that "
    "you do not need to use the KMS keys, use the ScheduleKeyDeletion operation to delete the KMS "
    "keys."
)
_ID_AND_NAME = "You can specify a CustomKeyStoreId or a CustomKeyStoreName, but not both."


class KeyStoreOperations:
    """The life of custom key stores.

    https://docs.aws.amazon.com/kms/latest/developerguide/key-store-overview.html
    """

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._stores = backend.key_stores

    def create_custom_key_store(
        self,
        *,
        custom_key_store_name: str,
        custom_key_store_type: str = "AWS_CLOUDHSM",
        cloud_hsm_cluster_id: str | None = None,
        key_store_password: str | None = None,
        trust_anchor_certificate: str | None = None,
        xks_proxy_authentication_credential: Credential | None = None,
        xks_proxy_connectivity: str | None = None,
        xks_proxy_uri_endpoint: str | None = None,
        xks_proxy_uri_path: str | None = None,
        xks_proxy_vpc_endpoint_service_name: str | None = None,
        xks_proxy_vpc_endpoint_service_owner: str | None = None,
    ) -> Result:
        """Create a key store, disconnected; a repeated request returns the one that it made.

        Raises ValidationException, CustomKeyStoreNameInUseException, LimitExceededException, and
        what speaks against its cluster or its proxy.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateCustomKeyStore.html
        """
        properties = given(
            CloudHsmClusterId=cloud_hsm_cluster_id,
            KeyStorePassword=key_store_password,
            TrustAnchorCertificate=trust_anchor_certificate,
            XksProxyAuthenticationCredential=xks_proxy_authentication_credential,
            XksProxyConnectivity=xks_proxy_connectivity,
            XksProxyUriEndpoint=xks_proxy_uri_endpoint,
            XksProxyUriPath=xks_proxy_uri_path,
            XksProxyVpcEndpointServiceName=xks_proxy_vpc_endpoint_service_name,
            XksProxyVpcEndpointServiceOwner=xks_proxy_vpc_endpoint_service_owner,
        )
        check_properties(custom_key_store_type, properties)
        store = self._find_same(custom_key_store_name, properties)
        if store is None:
            store = self._create(custom_key_store_name, custom_key_store_type, properties)
        return {"CustomKeyStoreId": store.store_id}

    def describe_custom_key_stores(
        self,
        *,
        custom_key_store_id: str | None = None,
        custom_key_store_name: str | None = None,
        limit: int | None = None,
        marker: str | None = None,
    ) -> Result:
        """Describe one key store, or all.

        Raises ValidationException, CustomKeyStoreNotFoundException, InvalidMarkerException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_DescribeCustomKeyStores.html
        """
        if custom_key_store_id is not None and custom_key_store_name is not None:
            raise AwsError("ValidationException", _ID_AND_NAME)
        ids = self._stores.ids
        if custom_key_store_id is not None:
            ids = [self._stores.find(custom_key_store_id).store_id]
        elif custom_key_store_name is not None:
            store = self._stores.named(custom_key_store_name)
            if store is None:
                raise not_found()
            ids = [store.store_id]
        return paginate(
            "DescribeCustomKeyStores", "CustomKeyStores", ids, self._entry, limit, marker
        )

    def update_custom_key_store(
        self,
        *,
        custom_key_store_id: str,
        new_custom_key_store_name: str | None = None,
        cloud_hsm_cluster_id: str | None = None,
        key_store_password: str | None = None,
        xks_proxy_authentication_credential: Credential | None = None,
        xks_proxy_connectivity: str | None = None,
        xks_proxy_uri_endpoint: str | None = None,
        xks_proxy_uri_path: str | None = None,
        xks_proxy_vpc_endpoint_service_name: str | None = None,
        xks_proxy_vpc_endpoint_service_owner: str | None = None,
    ) -> Result:
        """Change what is given of a key store's properties.

        Raises CustomKeyStoreNotFoundException, ValidationException,
        CustomKeyStoreInvalidStateException, CustomKeyStoreNameInUseException, and what speaks
        against its cluster or its proxy.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_UpdateCustomKeyStore.html
        """
        changes = given(
            CloudHsmClusterId=cloud_hsm_cluster_id,
            KeyStorePassword=key_store_password,
            XksProxyAuthenticationCredential=xks_proxy_authentication_credential,
            XksProxyConnectivity=xks_proxy_connectivity,
            XksProxyUriEndpoint=xks_proxy_uri_endpoint,
            XksProxyUriPath=xks_proxy_uri_path,
            XksProxyVpcEndpointServiceName=xks_proxy_vpc_endpoint_service_name,
            XksProxyVpcEndpointServiceOwner=xks_proxy_vpc_endpoint_service_owner,
        )
        store = self._stores.find(custom_key_store_id)
        properties = changed(store.properties, changes)
        check_properties(store.type_name, properties)
        if changes:
            on_the_fly = changes.keys() <= CHANGEABLE_WHILE_CONNECTED
            store.check_state("DISCONNECTED", *(["CONNECTED"] if on_the_fly else []))
        name = new_custom_key_store_name or store.name
        self._check_name(name, store)
        store.check_changes(properties, changes, self._others(store))
        store.name, store.properties = name, properties
        return NOTHING

    def delete_custom_key_store(self, *, custom_key_store_id: str) -> Result:
        """Delete a key store that is disconnected and has no keys.

        Raises CustomKeyStoreNotFoundException, CustomKeyStoreHasCMKsException,
        CustomKeyStoreInvalidStateException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteCustomKeyStore.html
        """
        store = self._stores.find(custom_key_store_id)
        if not store.is_empty:
            raise AwsError("CustomKeyStoreHasCMKsException", _HAS_KEYS)
        store.check_state("DISCONNECTED")
        self._stores.remove(store)
        return NOTHING

    def connect_custom_key_store(self, *, custom_key_store_id: str) -> Result:
        """Connect a key store; what fails on the way shows as its connection error code.

        Raises CustomKeyStoreNotFoundException, CustomKeyStoreInvalidStateException,
        CloudHsmClusterNotActiveException, CloudHsmClusterInvalidConfigurationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_ConnectCustomKeyStore.html
        """
        store = self._stores.find(custom_key_store_id)
        store.check_state("DISCONNECTED", "CONNECTING", "CONNECTED")
        if store.connection_state == "DISCONNECTED":
            store.check_connecting()
            store.connect()
        return NOTHING

    def disconnect_custom_key_store(self, *, custom_key_store_id: str) -> Result:
        """Disconnect a key store: its keys cannot be used until it is connected again.

        Raises CustomKeyStoreNotFoundException, CustomKeyStoreInvalidStateException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_DisconnectCustomKeyStore.html
        """
        store = self._stores.find(custom_key_store_id)
        store.check_state("CONNECTING", "CONNECTED", "FAILED")
        store.disconnect()
        return NOTHING

    def _create(self, name: str, type_name: str, properties: Properties) -> CustomKeyStore:
        self._check_name(name, None)
        if len(self._stores) >= self._backend.account.quotas.custom_key_stores:
            raise limit_exceeded()
        drawn = self._backend.account.entropy.draw("kms:custom-key-store-id", 9).hex()
        store = _TYPES[type_name](self._backend, f"cks-{drawn[:17]}", name, properties)
        store.check_new(self._others(store))
        self._stores.add(store)
        return store

    def _find_same(self, name: str, properties: Properties) -> CustomKeyStore | None:
        """Return the disconnected key store that a request, repeated, has created before."""
        store = self._stores.named(name)
        if store is None or store.connection_state != "DISCONNECTED":
            return None
        return store if store.properties == properties else None

    def _check_name(self, name: str, owner: CustomKeyStore | None) -> None:
        if self._stores.named(name) not in (None, owner):
            raise AwsError("CustomKeyStoreNameInUseException", _NAME_IN_USE)

    def _others(self, store: CustomKeyStore) -> list[CustomKeyStore]:
        return [other for other in self._stores if other is not store]

    def _entry(self, store_id: str) -> Result:
        store = self._stores.find(store_id)
        entry = {
            "CustomKeyStoreId": store.store_id,
            "CustomKeyStoreName": store.name,
            "ConnectionState": store.connection_state,
            "CreationDate": store.creation_date,
            "CustomKeyStoreType": store.type_name,
            **store.describe(),
        }
        if store.connection_error_code is not None:
            entry["ConnectionErrorCode"] = store.connection_error_code
        return entry
