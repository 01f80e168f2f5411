"""External key stores: what KMS asks of the proxy behind one, and of the keys behind that.

https://docs.aws.amazon.com/kms/latest/developerguide/keystore-external.html
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.key_stores.backing import ConnectionFailed
from mock_dnssec.kms.key_stores.proxies import (
    INVALID_PATH,
    NOT_REACHABLE,
    SERVICE_INVALID,
    SERVICE_NOT_FOUND,
    ExternalKey,
    XksProxy,
)
from mock_dnssec.kms.key_stores.stores import CustomKeyStore

if TYPE_CHECKING:
    from mock_dnssec.kms.key_stores.properties import Properties
    from mock_dnssec.kms.keys import Key

_IN_VPC = "VPC_ENDPOINT_SERVICE"
_USAGES = {"ENCRYPT", "DECRYPT"}
_EXCEPTIONS = {
    "INTERNAL_ERROR": "KMSInternalException",
    "NETWORK_ERRORS": "XksProxyUriUnreachableException",
    "INVALID_CREDENTIALS": "XksProxyIncorrectAuthenticationCredentialException",
    "XKS_PROXY_ACCESS_DENIED": "XksProxyIncorrectAuthenticationCredentialException",
    INVALID_PATH: "XksProxyInvalidConfigurationException",
    "XKS_PROXY_INVALID_RESPONSE": "XksProxyInvalidResponseException",
    "XKS_PROXY_INVALID_TLS_CONFIGURATION": "XksProxyInvalidConfigurationException",
    NOT_REACHABLE: "XksProxyUriUnreachableException",
    "XKS_PROXY_TIMED_OUT": "XksProxyUriUnreachableException",
    SERVICE_INVALID: "XksProxyVpcEndpointServiceInvalidConfigurationException",
    SERVICE_NOT_FOUND: "XksProxyVpcEndpointServiceNotFoundException",
}
"""What CreateCustomKeyStore and UpdateCustomKeyStore raise for a connection error code."""

_URI_IN_USE = (
    "The request was rejected because the concatenation of the XksProxyUriEndpoint and "
    "XksProxyUriPath is already associated with another external key store in this Amazon Web "
    "Services Region."
)
_ENDPOINT_IN_USE = (
    "The request was rejected because the XksProxyUriEndpoint is already associated with another "
    "external key store in this Amazon Web Services Region."
)
_SERVICE_IN_USE = (
    "The request was rejected because the specified Amazon VPC endpoint service is already "
    "associated with another external key store in this Amazon Web Services Region."
)
_KEY_IN_USE = (
    "The request was rejected because the (XksKeyId) is already associated with another KMS key in "
    "this external key store."
)
_KEY_NOT_FOUND = (
    "The external key store proxy rejected the request because it could not find the external key."
)
_WRONG_SPEC = (
    "The key spec of the external key must be AES_256. The key spec of specified external key is "
    "{}."
)
_WRONG_STATUS = (
    "The status of the external key must be ENABLED. The status of specified external key is {}."
)
_WRONG_USAGE = (
    "The key usage of the external key must include ENCRYPT and DECRYPT. The key use of specified "
    "external key is {}."
)
_NOT_SUPPORTED = (
    "The external key store proxy rejected the request because the external key does not support "
    "the requested operation."
)
_NOT_ENABLED = (
    "The external key store proxy rejected the request because the external key is not enabled in "
    "the external key manager."
)


class ExternalKeyStore(CustomKeyStore):
    """A key store whose keys are in an external key manager, behind an external proxy."""

    type_name = "EXTERNAL_KEY_STORE"

    @property
    def connection_time(self) -> timedelta:
        """How long connecting and disconnecting take."""
        return self._backend.account.xks.connection_time

    def check_new(self, others: Collection[CustomKeyStore]) -> None:
        """Refuse a proxy that serves another key store, or does not answer as it must.

        A proxy behind a VPC endpoint service is first asked when the key store connects.
        """
        _check_unused(self.properties, others)
        in_vpc = self.properties["XksProxyConnectivity"] == _IN_VPC
        _check((self._check_service if in_vpc else self._reach), self.properties)

    def check_changes(
        self, properties: Properties, changes: Properties, others: Collection[CustomKeyStore]
    ) -> None:
        """Refuse a proxy that serves another key store, or does not answer as it must."""
        if changes:
            _check_unused(properties, others)
            _check(self._reach, properties)

    def check_connecting(self) -> None:
        """Refuse nothing: a connection that fails shows its connection error code."""

    def try_connection(self) -> None:
        """Raise ConnectionFailed if KMS does not come through to the proxy."""
        self._reach(self.properties)

    def check_new_key(self, xks_key_id: str) -> None:
        """Refuse an external key that is in use already, not there, or not fit for KMS."""
        external = self._find(xks_key_id)
        if self.holds(xks_key_id):
            raise AwsError("XksKeyAlreadyInUseException", _KEY_IN_USE)
        if external is None:
            raise AwsError("XksKeyNotFoundException", _KEY_NOT_FOUND)
        for fits, message in _requirements(external):
            if not fits:
                raise AwsError("XksKeyInvalidConfigurationException", message)

    def try_use(self, key: Key) -> None:
        """Raise ConnectionFailed, or KMSInvalidStateException for the external key's own sake."""
        external = self._find(key.xks_key_id)
        if external is None:
            raise AwsError("KMSInvalidStateException", _KEY_NOT_FOUND)
        if not _USAGES.issubset(external.key_usage):
            raise AwsError("KMSInvalidStateException", _NOT_SUPPORTED)
        if external.status != "ENABLED":
            raise AwsError("KMSInvalidStateException", _NOT_ENABLED)

    def describe(self) -> dict[str, object]:
        """Return how KMS reaches the proxy. The secret part of the credential is never shown."""
        properties = self.properties
        configuration = {
            "Connectivity": properties["XksProxyConnectivity"],
            "AccessKeyId": properties["XksProxyAuthenticationCredential"]["AccessKeyId"],
            "UriEndpoint": properties["XksProxyUriEndpoint"],
            "UriPath": properties["XksProxyUriPath"],
        }
        if properties["XksProxyConnectivity"] == _IN_VPC:
            owner = properties.get("XksProxyVpcEndpointServiceOwner", self._backend.account.id)
            configuration["VpcEndpointServiceName"] = properties["XksProxyVpcEndpointServiceName"]
            configuration["VpcEndpointServiceOwner"] = owner
        return {"XksProxyConfiguration": configuration}

    def describe_key(self, key: Key) -> dict[str, object]:
        """Return the external key."""
        return {"XksKeyConfiguration": {"Id": key.xks_key_id}}

    def _find(self, xks_key_id: str) -> ExternalKey | None:
        return self._reach(self.properties).keys.get(xks_key_id)

    def _check_service(self, properties: Properties) -> None:
        name = properties["XksProxyVpcEndpointServiceName"]
        endpoints = [
            proxy.uri_endpoint
            for proxy in self._backend.account.xks
            if proxy.vpc_endpoint_service_name == name
        ]
        if not endpoints or f".{self._backend.region}." not in name:
            raise XksProxy.failed(SERVICE_NOT_FOUND)
        if properties["XksProxyUriEndpoint"] not in endpoints:
            raise XksProxy.failed(SERVICE_INVALID)

    def _reach(self, properties: Properties) -> XksProxy:
        service = properties.get("XksProxyVpcEndpointServiceName")
        if service is not None:
            self._check_service(properties)
        where = (properties["XksProxyUriEndpoint"], service)
        found = {
            proxy.uri_path: proxy
            for proxy in self._backend.account.xks
            if (proxy.uri_endpoint, proxy.vpc_endpoint_service_name) == where
        }
        if not found:
            raise XksProxy.failed(NOT_REACHABLE)
        proxy = found.get(properties["XksProxyUriPath"])
        if proxy is None:
            raise XksProxy.failed(INVALID_PATH)
        proxy.check_answers()
        if proxy.credential != properties["XksProxyAuthenticationCredential"]:
            raise XksProxy.failed("INVALID_CREDENTIALS")
        return proxy


def _check(attempt: Callable[[Properties], object], properties: Properties) -> None:
    try:
        attempt(properties)
    except ConnectionFailed as failed:
        raise AwsError(_EXCEPTIONS[failed.code], failed.message) from None


def _check_unused(properties: Properties, others: Iterable[CustomKeyStore]) -> None:
    endpoint, path = properties["XksProxyUriEndpoint"], properties["XksProxyUriPath"]
    service = properties.get("XksProxyVpcEndpointServiceName")
    for other in (store.properties for store in others):
        its_service = other.get("XksProxyVpcEndpointServiceName")
        if other.get("XksProxyUriEndpoint") == endpoint:
            if other["XksProxyUriPath"] == path:
                raise AwsError("XksProxyUriInUseException", _URI_IN_USE)
            if service or its_service:
                raise AwsError("XksProxyUriEndpointInUseException", _ENDPOINT_IN_USE)
        if service and its_service == service:
            raise AwsError("XksProxyVpcEndpointServiceInUseException", _SERVICE_IN_USE)


def _requirements(key: ExternalKey) -> Iterator[tuple[bool, str]]:
    yield key.key_spec == "AES_256", _WRONG_SPEC.format(key.key_spec)
    yield key.status == "ENABLED", _WRONG_STATUS.format(key.status)
    usage = ", ".join(key.key_usage)
    yield _USAGES.issubset(key.key_usage), _WRONG_USAGE.format(usage)
