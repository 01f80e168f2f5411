"""UpdateCustomKeyStore: what may change, when, and to what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ..custom_key_stores import VPC, connect, create, entry, state
from ..support import refused

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account

CREDENTIAL = {"AccessKeyId": "A" * 20, "RawSecretAccessKey": "s" * 43}


def test_a_name_changes_in_any_state(aws: Account, kms: KMSClient) -> None:
    """But not to the name of another key store."""
    create(kms, aws.cloudhsm.create_cluster(), "other")
    store_id = connect(kms, aws.cloudhsm.create_cluster())
    kms.update_custom_key_store(CustomKeyStoreId=store_id, NewCustomKeyStoreName="DevelopmentKeys")
    assert entry(kms, store_id)["CustomKeyStoreName"] == "DevelopmentKeys"
    kms.update_custom_key_store(CustomKeyStoreId=store_id, NewCustomKeyStoreName="DevelopmentKeys")
    with refused("CustomKeyStoreNameInUseException"):
        kms.update_custom_key_store(CustomKeyStoreId=store_id, NewCustomKeyStoreName="other")


def test_a_name_has_nothing_to_do_with_the_proxy(aws: Account, kms: KMSClient) -> None:
    """KMS does not ask a proxy because of a new name."""
    proxy = aws.xks.create_proxy()
    store_id = create(kms, proxy)
    proxy.fail("XKS_PROXY_NOT_REACHABLE")
    kms.update_custom_key_store(CustomKeyStoreId=store_id, NewCustomKeyStoreName="new")
    assert entry(kms, store_id)["CustomKeyStoreName"] == "new"


@pytest.mark.parametrize(
    "changes", [{"KeyStorePassword": "another"}, {"CloudHsmClusterId": "cluster-abcdefghijk"}]
)
def test_a_connected_cloudhsm_key_store_changes_its_name_only(
    aws: Account, kms: KMSClient, changes: dict[str, str]
) -> None:
    """Everything else waits until it is disconnected, and nothing changes before."""
    cluster = aws.cloudhsm.create_cluster()
    aws.cloudhsm.create_cluster("cluster-abcdefghijk", trust_anchor=cluster.trust_anchor)
    store_id = connect(kms, cluster)
    before = entry(kms, store_id)
    request: Any = {"CustomKeyStoreId": store_id, "NewCustomKeyStoreName": "new", **changes}
    with refused("CustomKeyStoreInvalidStateException"):
        kms.update_custom_key_store(**request)
    assert entry(kms, store_id) == before
    kms.disconnect_custom_key_store(CustomKeyStoreId=store_id)
    kms.update_custom_key_store(**request)
    assert entry(kms, store_id)["CustomKeyStoreName"] == "new"


def test_a_cloudhsm_key_store_moves_to_a_backup_of_its_cluster(
    aws: Account, kms: KMSClient
) -> None:
    """A cluster of another origin, an unknown one and one that is not ready are refused."""
    cluster = aws.cloudhsm.create_cluster()
    backup = aws.cloudhsm.create_cluster(trust_anchor=cluster.trust_anchor)
    unrelated = aws.cloudhsm.create_cluster()
    store_id = create(kms, cluster)

    def move_to(cluster_id: str) -> None:
        kms.update_custom_key_store(CustomKeyStoreId=store_id, CloudHsmClusterId=cluster_id)

    with refused("CloudHsmClusterNotFoundException"):
        move_to("cluster-abcdefghijk")
    with refused("CloudHsmClusterNotRelatedException"):
        move_to(unrelated.cluster_id)
    backup.hsms = 1
    with refused("CloudHsmClusterInvalidConfigurationException"):
        move_to(backup.cluster_id)
    backup.hsms, backup.state = 2, "UNINITIALIZED"
    with refused("CloudHsmClusterNotActiveException"):
        move_to(backup.cluster_id)
    backup.state = "ACTIVE"
    move_to(backup.cluster_id)
    assert entry(kms, store_id)["CloudHsmClusterId"] == backup.cluster_id
    move_to(cluster.cluster_id)


def test_a_rotated_credential_is_told_without_disconnecting(aws: Account, kms: KMSClient) -> None:
    """The proxy has to accept the new one first."""
    proxy = aws.xks.create_proxy()
    store_id = connect(kms, proxy)
    request: Any = {
        "CustomKeyStoreId": store_id,
        "XksProxyAuthenticationCredential": CREDENTIAL,
    }
    with refused("XksProxyIncorrectAuthenticationCredentialException"):
        kms.update_custom_key_store(**request)
    proxy.access_key_id = CREDENTIAL["AccessKeyId"]
    proxy.raw_secret_access_key = CREDENTIAL["RawSecretAccessKey"]
    kms.update_custom_key_store(**request)
    assert entry(kms, store_id)["XksProxyConfiguration"]["AccessKeyId"] == "A" * 20
    assert state(kms, store_id) == ("CONNECTED", None)


def test_a_path_changes_without_disconnecting_and_an_endpoint_does_not(
    aws: Account, kms: KMSClient
) -> None:
    """KMS tries what it is told before it believes it."""
    proxy = aws.xks.create_proxy()
    store_id = connect(kms, proxy)
    with refused("XksProxyInvalidConfigurationException"):
        kms.update_custom_key_store(CustomKeyStoreId=store_id, XksProxyUriPath="/moved/kms/xks/v1")
    proxy.uri_path = "/moved/kms/xks/v1"
    kms.update_custom_key_store(CustomKeyStoreId=store_id, XksProxyUriPath="/moved/kms/xks/v1")
    with refused("CustomKeyStoreInvalidStateException"):
        kms.update_custom_key_store(
            CustomKeyStoreId=store_id, XksProxyUriEndpoint="https://new.xks.example.com"
        )
    proxy.uri_endpoint = "https://new.xks.example.com"
    kms.disconnect_custom_key_store(CustomKeyStoreId=store_id)
    kms.update_custom_key_store(
        CustomKeyStoreId=store_id, XksProxyUriEndpoint="https://new.xks.example.com"
    )
    configuration = entry(kms, store_id)["XksProxyConfiguration"]
    assert configuration["UriEndpoint"] == "https://new.xks.example.com"
    assert configuration["UriPath"] == "/moved/kms/xks/v1"


def test_a_proxy_moves_into_a_vpc_and_out_of_it(aws: Account, kms: KMSClient) -> None:
    """The endpoint changes with the connectivity; the service goes when it is not needed."""
    public = aws.xks.create_proxy()
    private = aws.xks.create_proxy(**VPC)
    store_id = create(kms, public)

    def update(**changes: Any) -> None:
        kms.update_custom_key_store(CustomKeyStoreId=store_id, **changes)

    with refused("ValidationException"):
        update(
            XksProxyConnectivity="VPC_ENDPOINT_SERVICE",
            XksProxyVpcEndpointServiceName=private.vpc_endpoint_service_name,
        )
    with refused("ValidationException"):
        update(
            XksProxyConnectivity="VPC_ENDPOINT_SERVICE", XksProxyUriEndpoint=private.uri_endpoint
        )
    update(
        XksProxyConnectivity="VPC_ENDPOINT_SERVICE",
        XksProxyUriEndpoint=private.uri_endpoint,
        XksProxyVpcEndpointServiceName=private.vpc_endpoint_service_name,
    )
    configuration = entry(kms, store_id)["XksProxyConfiguration"]
    assert configuration["VpcEndpointServiceName"] == private.vpc_endpoint_service_name
    update(XksProxyConnectivity="PUBLIC_ENDPOINT", XksProxyUriEndpoint=public.uri_endpoint)
    configuration = entry(kms, store_id)["XksProxyConfiguration"]
    assert configuration["UriEndpoint"] == public.uri_endpoint
    assert "VpcEndpointServiceName" not in configuration


@pytest.mark.parametrize(
    "changes",
    [
        {"KeyStorePassword": "kmsPswd"},
        {"CloudHsmClusterId": "cluster-abcdefghijk"},
        {"XksProxyVpcEndpointServiceName": VPC["vpc_endpoint_service_name"]},
    ],
    ids=lambda changes: "-".join(changes),
)
def test_a_key_store_has_the_properties_of_its_type(
    aws: Account, kms: KMSClient, changes: dict[str, str]
) -> None:
    """An external key store with a public endpoint has no cluster and no VPC endpoint service."""
    store_id = create(kms, aws.xks.create_proxy())
    request: Any = {"CustomKeyStoreId": store_id, **changes}
    with refused("ValidationException"):
        kms.update_custom_key_store(**request)


def test_a_proxy_that_another_key_store_has_is_not_taken(aws: Account, kms: KMSClient) -> None:
    """The address has to stay unique in the Region."""
    create(kms, aws.xks.create_proxy(uri_path="/1/kms/xks/v1"), "first")
    store_id = create(kms, aws.xks.create_proxy(uri_path="/2/kms/xks/v1"), "second")
    with refused("XksProxyUriInUseException"):
        kms.update_custom_key_store(CustomKeyStoreId=store_id, XksProxyUriPath="/1/kms/xks/v1")
