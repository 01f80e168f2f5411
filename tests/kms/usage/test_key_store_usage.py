"""Data key pairs and random bytes where there are custom key stores."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from ..support import refused

if TYPE_CHECKING:
    from mock_dnssec import Account

    from ..conftest import NewKey


@pytest.fixture
def cluster_store(aws: Account, kms: Any) -> str:
    """The id of a CloudHSM key store."""
    cluster = aws.cloudhsm.create_cluster()
    answer = kms.create_custom_key_store(CustomKeyStoreName="Cluster", **cluster.parameters)
    return str(answer["CustomKeyStoreId"])


@pytest.mark.parametrize(
    "operation", ["generate_data_key_pair", "generate_data_key_pair_without_plaintext"]
)
def test_a_key_in_a_key_store_wraps_no_key_pairs(
    kms: Any, new_key: NewKey, cluster_store: str, operation: str
) -> None:
    """Though it wraps other data keys."""
    kms.connect_custom_key_store(CustomKeyStoreId=cluster_store)
    key_id = new_key(Origin="AWS_CLOUDHSM", CustomKeyStoreId=cluster_store)["KeyId"]
    with refused("UnsupportedOperationException"):
        getattr(kms, operation)(KeyId=key_id, KeyPairSpec="ECC_NIST_P256")
    made = kms.generate_data_key(KeyId=key_id, KeySpec="AES_256")
    decrypted = kms.decrypt(CiphertextBlob=made["CiphertextBlob"])
    assert decrypted["Plaintext"] == made["Plaintext"]


def test_random_bytes_may_come_from_a_cluster(kms: Any, cluster_store: str) -> None:
    """If the key store is connected."""
    with refused("CustomKeyStoreInvalidStateException"):
        kms.generate_random(NumberOfBytes=8, CustomKeyStoreId=cluster_store)
    kms.connect_custom_key_store(CustomKeyStoreId=cluster_store)
    answer = kms.generate_random(NumberOfBytes=8, CustomKeyStoreId=cluster_store)
    assert len(answer["Plaintext"]) == 8


def test_random_bytes_do_not_come_from_an_external_key_store(aws: Account, kms: Any) -> None:
    """Connected or not."""
    proxy = aws.xks.create_proxy()
    store_id = kms.create_custom_key_store(CustomKeyStoreName="Proxy", **proxy.parameters)
    with refused("UnsupportedOperationException"):
        kms.generate_random(NumberOfBytes=8, CustomKeyStoreId=store_id["CustomKeyStoreId"])
