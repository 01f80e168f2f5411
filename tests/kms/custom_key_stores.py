"""Custom key stores, for the tests that need one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec.kms.key_stores.clusters import Cluster
    from mock_dnssec.kms.key_stores.proxies import XksProxy

VPC = {
    "uri_endpoint": "https://myproxy-private.xks.example.com",
    "vpc_endpoint_service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-example1",
}


def create(kms: KMSClient, backing: Cluster | XksProxy, name: str = "ExampleKeyStore") -> str:
    """Create a key store upon a cluster or a proxy, and return its id."""
    request: dict[str, Any] = {"CustomKeyStoreName": name, **backing.parameters}
    return kms.create_custom_key_store(**request)["CustomKeyStoreId"]


def connect(kms: KMSClient, backing: Cluster | XksProxy, name: str = "ExampleKeyStore") -> str:
    """Create a key store, connect it, and return its id."""
    store_id = create(kms, backing, name)
    kms.connect_custom_key_store(CustomKeyStoreId=store_id)
    return store_id


def entry(kms: KMSClient, store_id: str) -> dict[str, Any]:
    """Return what DescribeCustomKeyStores says of a key store."""
    answer = kms.describe_custom_key_stores(CustomKeyStoreId=store_id)
    return cast("dict[str, Any]", answer["CustomKeyStores"][0])


def state(kms: KMSClient, store_id: str) -> tuple[str, str | None]:
    """Return the ConnectionState and the ConnectionErrorCode of a key store."""
    described = entry(kms, store_id)
    return described["ConnectionState"], described.get("ConnectionErrorCode")
