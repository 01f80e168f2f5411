"""The external key store proxies that KMS can reach, and the keys in the managers behind them.

A test's lever, since both are outside AWS.
https://docs.aws.amazon.com/kms/latest/developerguide/keystore-external.html
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mock_dnssec.errors import MockUsageError
from mock_dnssec.kms.key_stores.backing import COMMON_FAILURES, BackingKeyStore, BackingKeyStores

if TYPE_CHECKING:
    from mock_dnssec.kms.key_stores.properties import Credential

INVALID_PATH = "XKS_PROXY_INVALID_CONFIGURATION"
NOT_REACHABLE = "XKS_PROXY_NOT_REACHABLE"
SERVICE_NOT_FOUND = "XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND"
SERVICE_INVALID = "XKS_VPC_ENDPOINT_SERVICE_INVALID_CONFIGURATION"


@dataclass
class ExternalKey:
    """A key in an external key manager. The defaults are what KMS asks for."""

    key_spec: str = "AES_256"
    status: str = "ENABLED"
    key_usage: Sequence[str] = ("ENCRYPT", "DECRYPT")


@dataclass(eq=False)
class XksProxy(BackingKeyStore):
    """An external key store proxy. Whoever changes an attribute changes what KMS finds there.

    With a ``vpc_endpoint_service_name`` it is reached through that service only, whose private DNS
    name is in ``uri_endpoint``. ``keys`` are the external keys by the ids that the proxy has for
    them.
    """

    failures = {
        **COMMON_FAILURES,
        "INVALID_CREDENTIALS": (
            "The external key store proxy rejected the request because it could not authenticate "
            "AWS KMS. Verify the credentials for your external key store and update if necessary."
        ),
        "XKS_PROXY_ACCESS_DENIED": (
            "The external key store proxy denied access to the operation. Verify that the user and "
            "the external key are both authorized for this operation, and try the request again."
        ),
        INVALID_PATH: (
            "The external key store proxy rejected the request because of an invalid URI path. "
            "Verify the URI path for your external key store and update if necessary."
        ),
        "XKS_PROXY_INVALID_RESPONSE": (
            "AWS KMS cannot interpret the response from the external key store proxy. If you see "
            "this error repeatedly, consult your external key store proxy administrator."
        ),
        "XKS_PROXY_INVALID_TLS_CONFIGURATION": (
            "AWS KMS cannot establish a TLS connection to the external key store proxy. Verify the "
            "TLS configuration, including its certificate."
        ),
        NOT_REACHABLE: (
            "AWS KMS cannot communicate with the external key store proxy. Verify that your "
            "external key store proxy is active and is connected to the network, and that its URI "
            "path and endpoint URI or VPC service name are correct in your external key store."
        ),
        "XKS_PROXY_TIMED_OUT": (
            "AWS KMS rejected the request because the external key store proxy did not respond in "
            "time. Retry the request. If you see this error repeatedly, report it to your external "
            "key store proxy administrator."
        ),
        SERVICE_INVALID: (
            "The request was rejected because the Amazon VPC endpoint service configuration does "
            "not fulfill the requirements for an external key store."
        ),
        SERVICE_NOT_FOUND: (
            "The request was rejected because KMS could not find the specified VPC endpoint "
            "service."
        ),
    }

    uri_endpoint: str
    uri_path: str
    access_key_id: str
    raw_secret_access_key: str
    vpc_endpoint_service_name: str | None = None
    keys: dict[str, ExternalKey] = field(default_factory=dict)

    def create_key(self, xks_key_id: str) -> ExternalKey:
        """Let there be an external key that KMS can use; MockUsageError if the id is taken."""
        if xks_key_id in self.keys:
            raise MockUsageError(f"There is an external key {xks_key_id!r} already.")
        self.keys[xks_key_id] = ExternalKey()
        return self.keys[xks_key_id]

    @property
    def credential(self) -> Credential:
        """The credential that it accepts."""
        return {
            "AccessKeyId": self.access_key_id,
            "RawSecretAccessKey": self.raw_secret_access_key,
        }

    @property
    def parameters(self) -> dict[str, object]:
        """What CreateCustomKeyStore must be told of this proxy."""
        parameters: dict[str, object] = {
            "CustomKeyStoreType": "EXTERNAL_KEY_STORE",
            "XksProxyConnectivity": "PUBLIC_ENDPOINT",
            "XksProxyUriEndpoint": self.uri_endpoint,
            "XksProxyUriPath": self.uri_path,
            "XksProxyAuthenticationCredential": self.credential,
        }
        if self.vpc_endpoint_service_name is not None:
            parameters["XksProxyConnectivity"] = "VPC_ENDPOINT_SERVICE"
            parameters["XksProxyVpcEndpointServiceName"] = self.vpc_endpoint_service_name
        return parameters


class Xks(BackingKeyStores):
    """The external key store proxies that KMS can reach: ``account.xks``."""

    def __init__(self) -> None:
        self._proxies: list[XksProxy] = []

    def create_proxy(
        self,
        uri_endpoint: str = "https://myproxy.xks.example.com",
        uri_path: str = "/kms/xks/v1",
        *,
        access_key_id: str = "ABCDE234567EXAMPLEAB",
        raw_secret_access_key: str = "DXjSUawnel2fr6SKC7G25CNxTyWKE5PF9XX6H/u9pSo=",  # noqa: S107 - the one of AWS's examples
        vpc_endpoint_service_name: str | None = None,
    ) -> XksProxy:
        """Let there be a proxy that answers KMS; MockUsageError if there is one at this URI.

        With ``vpc_endpoint_service_name``, KMS reaches it through that service.
        """
        if any((one.uri_endpoint, one.uri_path) == (uri_endpoint, uri_path) for one in self):
            raise MockUsageError(f"There is a proxy at {uri_endpoint}{uri_path} already.")
        proxy = XksProxy(
            uri_endpoint,
            uri_path,
            access_key_id,
            raw_secret_access_key,
            vpc_endpoint_service_name,
        )
        self._proxies.append(proxy)
        return proxy

    def __iter__(self) -> Iterator[XksProxy]:
        return iter(self._proxies)
