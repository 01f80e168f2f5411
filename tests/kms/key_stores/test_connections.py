"""Connections of custom key stores: how long they take, why they fail, how they are mended.

https://docs.aws.amazon.com/kms/latest/developerguide/fix-keystore.html
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from ..custom_key_stores import VPC, connect, create, entry, state
from ..support import NOON, refused

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account
    from mock_dnssec.kms.key_stores.clusters import Cluster
    from mock_dnssec.kms.key_stores.proxies import XksProxy


def test_connecting_takes_the_time_that_the_test_says(aws: Account, kms: KMSClient) -> None:
    """CONNECTING and DISCONNECTING pass on the account's clock; both refuse what AWS refuses."""
    aws.clock.freeze(NOON)
    aws.cloudhsm.connection_time = timedelta(minutes=20)
    store_id = connect(kms, aws.cloudhsm.create_cluster())
    assert state(kms, store_id) == ("CONNECTING", None)
    kms.connect_custom_key_store(CustomKeyStoreId=store_id)
    aws.clock.advance(minutes=20)
    assert state(kms, store_id) == ("CONNECTED", None)
    kms.disconnect_custom_key_store(CustomKeyStoreId=store_id)
    assert state(kms, store_id) == ("DISCONNECTING", None)
    with refused("CustomKeyStoreInvalidStateException"):
        kms.connect_custom_key_store(CustomKeyStoreId=store_id)
    with refused("CustomKeyStoreInvalidStateException"):
        kms.disconnect_custom_key_store(CustomKeyStoreId=store_id)
    aws.clock.advance(minutes=20)
    assert state(kms, store_id) == ("DISCONNECTED", None)


def test_nobody_waits_for_a_connection_by_default(aws: Account, kms: KMSClient) -> None:
    """Connecting again changes nothing, and a key store that is disconnected stays so."""
    store_id = connect(kms, aws.xks.create_proxy())
    kms.connect_custom_key_store(CustomKeyStoreId=store_id)
    assert state(kms, store_id) == ("CONNECTED", None)
    kms.disconnect_custom_key_store(CustomKeyStoreId=store_id)
    with refused("CustomKeyStoreInvalidStateException"):
        kms.disconnect_custom_key_store(CustomKeyStoreId=store_id)


def test_a_failed_connection_is_mended_after_disconnecting(aws: Account, kms: KMSClient) -> None:
    """The way that AWS's guide describes: disconnect, tell KMS the password, connect again."""
    cluster = aws.cloudhsm.create_cluster()
    store_id = create(kms, cluster)
    cluster.kmsuser_password = "changed"
    kms.connect_custom_key_store(CustomKeyStoreId=store_id)
    assert state(kms, store_id) == ("FAILED", "INVALID_CREDENTIALS")
    with refused("CustomKeyStoreInvalidStateException"):
        kms.connect_custom_key_store(CustomKeyStoreId=store_id)
    with refused("CustomKeyStoreInvalidStateException"):
        kms.update_custom_key_store(CustomKeyStoreId=store_id, KeyStorePassword="changed")
    kms.disconnect_custom_key_store(CustomKeyStoreId=store_id)
    kms.update_custom_key_store(CustomKeyStoreId=store_id, KeyStorePassword="changed")
    kms.connect_custom_key_store(CustomKeyStoreId=store_id)
    assert state(kms, store_id) == ("CONNECTED", None)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (
            lambda cluster: setattr(cluster, "state", "INITIALIZED"),
            "CloudHsmClusterNotActiveException",
        ),
        (
            lambda cluster: setattr(cluster, "hsms", 0),
            "CloudHsmClusterInvalidConfigurationException",
        ),
    ],
)
def test_a_connection_that_is_no_use_is_refused_at_once(
    aws: Account, kms: KMSClient, change: Callable[[Cluster], None], code: str
) -> None:
    """An inactive or empty cluster leaves the key store DISCONNECTED; one HSM is enough."""
    cluster = aws.cloudhsm.create_cluster()
    store_id = create(kms, cluster)
    change(cluster)
    with refused(code):
        kms.connect_custom_key_store(CustomKeyStoreId=store_id)
    assert state(kms, store_id) == ("DISCONNECTED", None)
    cluster.state, cluster.hsms = "ACTIVE", 1
    kms.connect_custom_key_store(CustomKeyStoreId=store_id)
    assert state(kms, store_id) == ("CONNECTED", None)


@pytest.mark.parametrize("code", ["USER_LOCKED_OUT", "SUBNET_NOT_FOUND", "NETWORK_ERRORS"])
def test_a_cluster_may_fail_as_the_test_says(aws: Account, kms: KMSClient, code: str) -> None:
    """The connection error code shows while the state is FAILED, and no longer."""
    cluster = aws.cloudhsm.create_cluster()
    cluster.fail(code)
    store_id = connect(kms, cluster)
    assert state(kms, store_id) == ("FAILED", code)
    kms.disconnect_custom_key_store(CustomKeyStoreId=store_id)
    assert state(kms, store_id) == ("DISCONNECTED", None)


def test_a_cluster_may_be_gone(aws: Account, kms: KMSClient) -> None:
    """A connection to a deleted cluster fails with CLUSTER_NOT_FOUND."""
    cluster = aws.cloudhsm.create_cluster()
    store_id = create(kms, cluster)
    aws.cloudhsm.delete_cluster(cluster.cluster_id)
    kms.connect_custom_key_store(CustomKeyStoreId=store_id)
    assert state(kms, store_id) == ("FAILED", "CLUSTER_NOT_FOUND")


def _rotated(proxy: XksProxy) -> None:
    proxy.access_key_id = "B" * 20


def _moved(proxy: XksProxy) -> None:
    proxy.uri_path = "/moved/kms/xks/v1"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (_rotated, "INVALID_CREDENTIALS"),
        (_moved, "XKS_PROXY_INVALID_CONFIGURATION"),
        (lambda proxy: proxy.fail("XKS_PROXY_TIMED_OUT"), "XKS_PROXY_TIMED_OUT"),
        (
            lambda proxy: setattr(proxy, "vpc_endpoint_service_name", "gone"),
            "XKS_VPC_ENDPOINT_SERVICE_NOT_FOUND",
        ),
    ],
    ids=["credential", "path", "timeout", "service"],
)
def test_a_private_proxy_is_asked_when_the_key_store_connects(
    aws: Account, kms: KMSClient, change: Callable[[XksProxy], None], code: str
) -> None:
    """Not earlier: what is wrong shows as a connection error code."""
    proxy = aws.xks.create_proxy(**VPC)
    store_id = create(kms, proxy)
    change(proxy)
    kms.connect_custom_key_store(CustomKeyStoreId=store_id)
    assert state(kms, store_id) == ("FAILED", code)
    assert entry(kms, store_id)["ConnectionErrorCode"] == code
