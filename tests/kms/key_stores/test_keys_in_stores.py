"""KMS keys in custom key stores."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from ..custom_key_stores import connect, create
from ..support import refused

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account
    from mock_dnssec.kms.key_stores.clusters import Cluster
    from mock_dnssec.kms.key_stores.proxies import ExternalKey, XksProxy

XKS_KEY = "bb8562717f809024"
NOT_FOUND = (
    "The external key store proxy rejected the request because it could not find the external key."
)
TIMED_OUT = (
    "AWS KMS rejected the request because the external key store proxy did not respond in time. "
    "Retry the request. If you see this error repeatedly, report it to your external key store "
    "proxy administrator."
)


@pytest.fixture
def cluster(aws: Account) -> Cluster:
    """A CloudHSM cluster."""
    return aws.cloudhsm.create_cluster()


@pytest.fixture
def proxy(aws: Account) -> XksProxy:
    """An external key store proxy, and one external key behind it."""
    proxy = aws.xks.create_proxy()
    proxy.create_key(XKS_KEY)
    return proxy


def _hsm_key(kms: KMSClient, store_id: str) -> Any:
    return kms.create_key(Origin="AWS_CLOUDHSM", CustomKeyStoreId=store_id)["KeyMetadata"]


def _xks_key(kms: KMSClient, store_id: str, xks_key_id: str = XKS_KEY) -> Any:
    answer = kms.create_key(
        Origin="EXTERNAL_KEY_STORE", CustomKeyStoreId=store_id, XksKeyId=xks_key_id
    )
    return answer["KeyMetadata"]


def _round_trip(kms: KMSClient, key_id: str) -> bytes:
    blob = kms.encrypt(KeyId=key_id, Plaintext=b"secret")["CiphertextBlob"]
    return kms.decrypt(CiphertextBlob=blob)["Plaintext"]


def test_a_key_in_a_cluster_names_its_key_store_and_cluster(
    kms: KMSClient, cluster: Cluster
) -> None:
    """KeyMetadata is that of AWS's example; KMS shows no key material of its own."""
    store_id = connect(kms, cluster)
    key = _hsm_key(kms, store_id)
    assert (key["Origin"], key["KeyState"], key["Enabled"]) == ("AWS_CLOUDHSM", "Enabled", True)
    assert key["CustomKeyStoreId"] == store_id
    assert key["CloudHsmClusterId"] == cluster.cluster_id
    assert "CurrentKeyMaterialId" not in key
    assert "XksKeyConfiguration" not in key
    assert kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"] == key
    assert _round_trip(kms, key["KeyId"]) == b"secret"


def test_a_key_in_an_external_manager_names_its_external_key(
    kms: KMSClient, proxy: XksProxy
) -> None:
    """KeyMetadata is that of AWS's example."""
    store_id = connect(kms, proxy)
    key = _xks_key(kms, store_id)
    assert (key["Origin"], key["KeyState"]) == ("EXTERNAL_KEY_STORE", "Enabled")
    assert key["CustomKeyStoreId"] == store_id
    assert key["XksKeyConfiguration"] == {"Id": XKS_KEY}
    assert "CloudHsmClusterId" not in key
    assert _round_trip(kms, key["KeyId"]) == b"secret"


def test_a_key_store_has_to_be_connected(kms: KMSClient, cluster: Cluster) -> None:
    """CreateKey in any other ConnectionState is refused, and leaves no key behind."""
    store_id = create(kms, cluster)
    with refused("CustomKeyStoreInvalidStateException"):
        _hsm_key(kms, store_id)
    assert kms.list_keys()["Keys"] == []


def test_the_origin_names_the_type_of_the_key_store(
    kms: KMSClient, cluster: Cluster, proxy: XksProxy
) -> None:
    """A key of one type cannot be in a key store of the other."""
    with refused("ValidationException"):
        _xks_key(kms, connect(kms, cluster, "hsm"))
    with refused("ValidationException"):
        _hsm_key(kms, connect(kms, proxy, "xks"))


def test_a_new_key_needs_two_hsms(kms: KMSClient, cluster: Cluster) -> None:
    """One HSM is enough to use a key, but not to create one."""
    store_id = connect(kms, cluster)
    key_id = _hsm_key(kms, store_id)["KeyId"]
    cluster.hsms = 1
    with refused("CloudHsmClusterInvalidConfigurationException"):
        _hsm_key(kms, store_id)
    assert _round_trip(kms, key_id) == b"secret"
    cluster.hsms = 2
    cluster.fail("NETWORK_ERRORS")
    with refused("CustomKeyStoreInvalidStateException"):
        _hsm_key(kms, store_id)


def test_an_external_key_is_for_one_key_until_that_is_gone(
    aws: Account, kms: KMSClient, proxy: XksProxy
) -> None:
    """A key that waits for its deletion still holds it."""
    store_id = connect(kms, proxy)
    key_id = _xks_key(kms, store_id)["KeyId"]
    kms.schedule_key_deletion(KeyId=key_id, PendingWindowInDays=7)
    with refused("XksKeyAlreadyInUseException"):
        _xks_key(kms, store_id)
    aws.clock.advance(days=7)
    assert _xks_key(kms, store_id)["KeyId"] != key_id


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            ("key_spec", "AES_128"),
            (
                "The key spec of the external key must be AES_256. The key spec of specified "
                "external key is AES_128."
            ),
        ),
        (
            ("status", "DISABLED"),
            (
                "The status of the external key must be ENABLED. The status of specified external "
                "key is DISABLED."
            ),
        ),
        (
            ("key_usage", ["ENCRYPT"]),
            (
                "The key usage of the external key must include ENCRYPT and DECRYPT. The key use "
                "of specified external key is ENCRYPT."
            ),
        ),
    ],
    ids=["spec", "status", "usage"],
)
def test_an_external_key_must_fit(
    kms: KMSClient, proxy: XksProxy, change: tuple[str, Any], message: str
) -> None:
    """AWS's guide has the words for what does not."""
    store_id = connect(kms, proxy)
    setattr(proxy.keys[XKS_KEY], *change)
    with refused("XksKeyInvalidConfigurationException", message):
        _xks_key(kms, store_id)


def test_an_external_key_must_exist(kms: KMSClient, proxy: XksProxy) -> None:
    """AWS's guide has the words."""
    with refused("XksKeyNotFoundException", NOT_FOUND):
        _xks_key(kms, connect(kms, proxy), "unknown")


def test_a_proxy_that_does_not_answer_gets_no_new_key(kms: KMSClient, proxy: XksProxy) -> None:
    """Though the key store is CONNECTED, CreateKey fails with what KMS met."""
    store_id = connect(kms, proxy)
    proxy.fail("XKS_PROXY_TIMED_OUT")
    with refused("CustomKeyStoreInvalidStateException", TIMED_OUT):
        _xks_key(kms, store_id)


def test_keys_are_unavailable_while_their_key_store_is_disconnected(
    kms: KMSClient, cluster: Cluster
) -> None:
    """A key that is disabled meanwhile is Disabled when it is back, one to be deleted stays so."""
    store_id = connect(kms, cluster)
    key, doomed = _hsm_key(kms, store_id), _hsm_key(kms, store_id)
    kms.schedule_key_deletion(KeyId=doomed["KeyId"])
    kms.disconnect_custom_key_store(CustomKeyStoreId=store_id)

    def states() -> list[Any]:
        described = (kms.describe_key(KeyId=one["KeyId"]) for one in (key, doomed))
        return [one["KeyMetadata"].get("KeyState") for one in described]

    assert states() == ["Unavailable", "PendingDeletion"]
    with refused("KMSInvalidStateException", f"{key['Arn']} is unavailable."):
        kms.encrypt(KeyId=key["KeyId"], Plaintext=b"secret")
    kms.disable_key(KeyId=key["KeyId"])
    assert states() == ["Unavailable", "PendingDeletion"]
    kms.connect_custom_key_store(CustomKeyStoreId=store_id)
    assert states() == ["Disabled", "PendingDeletion"]


def _gone(key: ExternalKey, proxy: XksProxy) -> None:
    del proxy.keys[XKS_KEY]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda key, proxy: proxy.fail("XKS_PROXY_TIMED_OUT"), TIMED_OUT),
        (_gone, NOT_FOUND),
        (
            lambda key, proxy: setattr(key, "status", "DISABLED"),
            (
                "The external key store proxy rejected the request because the external key is "
                "not enabled in the external key manager."
            ),
        ),
        (
            lambda key, proxy: setattr(key, "key_usage", ["DECRYPT"]),
            (
                "The external key store proxy rejected the request because the external key does "
                "not support the requested operation."
            ),
        ),
    ],
    ids=["timeout", "gone", "disabled", "usage"],
)
def test_what_the_external_manager_cannot_do_fails(
    kms: KMSClient,
    proxy: XksProxy,
    change: Callable[[ExternalKey, XksProxy], None],
    message: str,
) -> None:
    """Every cryptographic operation says KMSInvalidStateException, in the words of AWS's guide."""
    key_id = _xks_key(kms, connect(kms, proxy))["KeyId"]
    blob = kms.encrypt(KeyId=key_id, Plaintext=b"secret")["CiphertextBlob"]
    change(proxy.keys[XKS_KEY], proxy)
    with refused("KMSInvalidStateException", message):
        kms.encrypt(KeyId=key_id, Plaintext=b"secret")
    with refused("KMSInvalidStateException", message):
        kms.decrypt(CiphertextBlob=blob)
    with refused("KMSInvalidStateException", message):
        kms.generate_data_key(KeyId=key_id, KeySpec="AES_256")
    assert kms.describe_key(KeyId=key_id)["KeyMetadata"].get("KeyState") == "Enabled"


@pytest.mark.parametrize("hsms", [0, 1])
def test_a_key_works_as_long_as_its_cluster_does(
    aws: Account, kms: KMSClient, cluster: Cluster, hsms: int
) -> None:
    """It needs one HSM; a new password for kmsuser does not matter while KMS is logged in."""
    key_id = _hsm_key(kms, connect(kms, cluster))["KeyId"]
    cluster.kmsuser_password = "changed"
    cluster.hsms = hsms
    if hsms:
        assert _round_trip(kms, key_id) == b"secret"
    else:
        with refused("KMSInvalidStateException"):
            kms.encrypt(KeyId=key_id, Plaintext=b"secret")
    aws.cloudhsm.delete_cluster(cluster.cluster_id)
    with refused("KMSInvalidStateException"):
        kms.encrypt(KeyId=key_id, Plaintext=b"secret")


def test_a_key_store_with_keys_is_not_deleted(
    aws: Account, kms: KMSClient, cluster: Cluster
) -> None:
    """Keys that wait for their deletion count until they are gone."""
    store_id = connect(kms, cluster)
    key_id = _hsm_key(kms, store_id)["KeyId"]
    kms.schedule_key_deletion(KeyId=key_id, PendingWindowInDays=7)
    kms.disconnect_custom_key_store(CustomKeyStoreId=store_id)
    with refused("CustomKeyStoreHasCMKsException"):
        kms.delete_custom_key_store(CustomKeyStoreId=store_id)
    aws.clock.advance(days=7)
    kms.delete_custom_key_store(CustomKeyStoreId=store_id)
