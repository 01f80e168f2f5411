"""Custom key stores: their life and their properties."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest

from mock_dnssec import MockUsageError

from .. import custom_key_stores
from ..custom_key_stores import VPC, connect, create
from ..support import NOON, refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

UNKNOWN = "cks-1234567890abcdef0"


def test_the_example_of_a_cloudhsm_key_store_works(aws: Account, kms: KMSClient) -> None:
    """With AWS's values and a cluster that has them, a new key store is DISCONNECTED."""
    aws.clock.freeze(NOON)
    aws.cloudhsm.create_cluster("cluster-abcdefghijk", trust_anchor="<certificate-goes-here>")
    store_id = kms.create_custom_key_store(
        CustomKeyStoreName="ExampleKeyStore",
        CloudHsmClusterId="cluster-abcdefghijk",
        KeyStorePassword="kmsPswd",
        TrustAnchorCertificate="<certificate-goes-here>",
    )["CustomKeyStoreId"]
    assert custom_key_stores.entry(kms, store_id) == {
        "CustomKeyStoreId": store_id,
        "CustomKeyStoreName": "ExampleKeyStore",
        "CloudHsmClusterId": "cluster-abcdefghijk",
        "TrustAnchorCertificate": "<certificate-goes-here>",
        "ConnectionState": "DISCONNECTED",
        "CreationDate": NOON,
        "CustomKeyStoreType": "AWS_CLOUDHSM",
    }


def test_the_example_of_an_external_key_store_works(aws: Account, kms: KMSClient) -> None:
    """Its entry shows how KMS reaches the proxy, without the secret."""
    aws.clock.freeze(NOON)
    aws.xks.create_proxy("https://myproxy.xks.example.com", access_key_id="ABCDE" * 4)
    store_id = kms.create_custom_key_store(
        CustomKeyStoreName="ExamplePublicEndpointXKS",
        CustomKeyStoreType="EXTERNAL_KEY_STORE",
        XksProxyConnectivity="PUBLIC_ENDPOINT",
        XksProxyUriEndpoint="https://myproxy.xks.example.com",
        XksProxyUriPath="/kms/xks/v1",
        XksProxyAuthenticationCredential={
            "AccessKeyId": "ABCDE" * 4,
            "RawSecretAccessKey": "DXjSUawnel2fr6SKC7G25CNxTyWKE5PF9XX6H/u9pSo=",
        },
    )["CustomKeyStoreId"]
    assert custom_key_stores.entry(kms, store_id) == {
        "CustomKeyStoreId": store_id,
        "CustomKeyStoreName": "ExamplePublicEndpointXKS",
        "ConnectionState": "DISCONNECTED",
        "CreationDate": NOON,
        "CustomKeyStoreType": "EXTERNAL_KEY_STORE",
        "XksProxyConfiguration": {
            "Connectivity": "PUBLIC_ENDPOINT",
            "AccessKeyId": "ABCDE" * 4,
            "UriEndpoint": "https://myproxy.xks.example.com",
            "UriPath": "/kms/xks/v1",
        },
    }


def test_a_proxy_in_a_vpc_shows_its_service(aws: Account, kms: KMSClient) -> None:
    """The owner of the VPC endpoint service is the account itself unless another is named."""
    store_id = create(kms, aws.xks.create_proxy(**VPC))
    custom_key_stores.entry(kms, store_id)
    result = cast("dict[str, Any]", aws.calls[-1].result)
    assert result["CustomKeyStores"][0]["XksProxyConfiguration"] == {
        "Connectivity": "VPC_ENDPOINT_SERVICE",
        "AccessKeyId": "ABCDE234567EXAMPLEAB",
        "UriEndpoint": VPC["uri_endpoint"],
        "UriPath": "/kms/xks/v1",
        "VpcEndpointServiceName": VPC["vpc_endpoint_service_name"],
        "VpcEndpointServiceOwner": aws.id,
    }


def test_key_stores_are_described_by_id_and_by_name(aws: Account, kms: KMSClient) -> None:
    """Without either, all of them are listed, page by page; with both, none."""
    ids = sorted(create(kms, aws.cloudhsm.create_cluster(), f"store-{n}") for n in range(3))
    paginator = kms.get_paginator("describe_custom_key_stores")
    pages = list(paginator.paginate(PaginationConfig={"PageSize": 2}))
    assert [len(page["CustomKeyStores"]) for page in pages] == [2, 1]
    listed = [store.get("CustomKeyStoreId") for page in pages for store in page["CustomKeyStores"]]
    assert listed == ids
    by_name = kms.describe_custom_key_stores(CustomKeyStoreName="store-1")["CustomKeyStores"]
    assert [store.get("CustomKeyStoreName") for store in by_name] == ["store-1"]
    with refused("ValidationException"):
        kms.describe_custom_key_stores(CustomKeyStoreName="store-1", CustomKeyStoreId=ids[0])


@pytest.mark.parametrize(
    ("operation", "request_"),
    [
        ("describe_custom_key_stores", {"CustomKeyStoreId": UNKNOWN}),
        ("describe_custom_key_stores", {"CustomKeyStoreName": "unknown"}),
        ("update_custom_key_store", {"CustomKeyStoreId": UNKNOWN}),
        ("delete_custom_key_store", {"CustomKeyStoreId": UNKNOWN}),
        ("connect_custom_key_store", {"CustomKeyStoreId": UNKNOWN}),
        ("disconnect_custom_key_store", {"CustomKeyStoreId": UNKNOWN}),
    ],
)
def test_a_key_store_has_to_exist(kms: Any, operation: str, request_: dict[str, str]) -> None:
    """Every operation on one says CustomKeyStoreNotFoundException."""
    with refused("CustomKeyStoreNotFoundException"):
        getattr(kms, operation)(**request_)


def test_a_key_store_belongs_to_its_region(aws: Account, client: Callable[..., Any]) -> None:
    """Another Region does not know it, and may have one of the same name."""
    store_id = create(client("kms"), aws.cloudhsm.create_cluster())
    abroad = client("kms", "eu-west-1")
    with refused("CustomKeyStoreNotFoundException"):
        abroad.describe_custom_key_stores(CustomKeyStoreId=store_id)
    assert create(abroad, aws.cloudhsm.create_cluster()) != store_id


def test_a_repeated_creation_gives_the_same_key_store(aws: Account, kms: KMSClient) -> None:
    """Only as long as it is disconnected, and nothing in the request differs."""
    cluster = aws.cloudhsm.create_cluster()
    store_id = create(kms, cluster)
    assert create(kms, cluster) == store_id
    cluster.kmsuser_password = "another"
    with refused("CustomKeyStoreNameInUseException"):
        create(kms, cluster)
    cluster.kmsuser_password = "kmsPswd"
    kms.connect_custom_key_store(CustomKeyStoreId=store_id)
    with refused("CustomKeyStoreNameInUseException"):
        create(kms, cluster)


@pytest.mark.usefixtures("naps")
def test_a_region_holds_a_limited_number_of_key_stores(aws: Account, kms: KMSClient) -> None:
    """The quota is on the account; deleting one makes room."""
    aws.quotas.custom_key_stores = 1
    store_id = create(kms, aws.cloudhsm.create_cluster(), "first")
    cluster = aws.cloudhsm.create_cluster()
    with refused("LimitExceededException"):
        create(kms, cluster, "second")
    kms.delete_custom_key_store(CustomKeyStoreId=store_id)
    create(kms, cluster, "second")


def test_a_key_store_is_deleted_when_it_is_disconnected(aws: Account, kms: KMSClient) -> None:
    """Its cluster may then back another one."""
    cluster = aws.cloudhsm.create_cluster()
    store_id = connect(kms, cluster)
    with refused("CustomKeyStoreInvalidStateException"):
        kms.delete_custom_key_store(CustomKeyStoreId=store_id)
    kms.disconnect_custom_key_store(CustomKeyStoreId=store_id)
    kms.delete_custom_key_store(CustomKeyStoreId=store_id)
    assert kms.describe_custom_key_stores()["CustomKeyStores"] == []
    assert create(kms, cluster) != store_id


def test_the_levers_say_what_they_do_not_have(aws: Account) -> None:
    """A cluster, proxy or key that is there twice or not at all is a mistake in the test."""
    cluster = aws.cloudhsm.create_cluster()
    proxy = aws.xks.create_proxy()
    proxy.create_key("key-1")
    with pytest.raises(MockUsageError, match="USER_LOCKED_OUT"):
        cluster.fail("XKS_PROXY_TIMED_OUT")
    with pytest.raises(MockUsageError, match=cluster.cluster_id):
        aws.cloudhsm.delete_cluster("cluster-abcdefghijk")
    with pytest.raises(MockUsageError, match="already"):
        aws.cloudhsm.create_cluster(cluster.cluster_id)
    with pytest.raises(MockUsageError, match="already"):
        aws.xks.create_proxy()
    with pytest.raises(MockUsageError, match="already"):
        proxy.create_key("key-1")
