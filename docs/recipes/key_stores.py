"""Why CreateKey fails for a key in a custom key store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docs.recipes.given import kms

if TYPE_CHECKING:
    from mock_dnssec import Account


def create_store(parameters: Any) -> str:
    """Create a custom key store with what backs it, and return its id."""
    created = kms().create_custom_key_store(CustomKeyStoreName="store", **parameters)
    return created["CustomKeyStoreId"]


def create_connected_store(parameters: Any) -> str:
    """Create a custom key store, connect it, and return its id."""
    store = create_store(parameters)
    kms().connect_custom_key_store(CustomKeyStoreId=store)
    return store


def key_in_a_missing_store() -> None:
    """No custom key store has this id."""
    kms().create_key(Origin="AWS_CLOUDHSM", CustomKeyStoreId="cks-1234567890abcdef0")


def key_in_an_unconnected_store(aws: Account) -> None:
    """The custom key store was never connected."""
    store = create_store(aws.cloudhsm.create_cluster().parameters)
    kms().create_key(Origin="AWS_CLOUDHSM", CustomKeyStoreId=store)


def key_in_a_disconnected_store(aws: Account) -> None:
    """The custom key store was disconnected."""
    store = create_connected_store(aws.cloudhsm.create_cluster().parameters)
    kms().disconnect_custom_key_store(CustomKeyStoreId=store)
    kms().create_key(Origin="AWS_CLOUDHSM", CustomKeyStoreId=store)


def key_behind_a_silent_proxy(aws: Account) -> None:
    """The proxy of the external key store does not answer in time."""
    proxy = aws.xks.create_proxy()
    store = create_connected_store(proxy.parameters)
    proxy.fail("XKS_PROXY_TIMED_OUT")
    kms().create_key(Origin="EXTERNAL_KEY_STORE", CustomKeyStoreId=store, XksKeyId="external")


def key_in_a_lone_hsm(aws: Account) -> None:
    """The CloudHSM cluster has one HSM left: KMS asks for two."""
    cluster = aws.cloudhsm.create_cluster()
    store = create_connected_store(cluster.parameters)
    cluster.hsms = 1
    kms().create_key(Origin="AWS_CLOUDHSM", CustomKeyStoreId=store)


def missing_external_key(aws: Account) -> None:
    """The external key manager has no key of this id."""
    store = create_connected_store(aws.xks.create_proxy().parameters)
    kms().create_key(Origin="EXTERNAL_KEY_STORE", CustomKeyStoreId=store, XksKeyId="external")


def unfit_external_key(aws: Account) -> None:
    """The external key is not an AES key of 256 bits."""
    proxy = aws.xks.create_proxy()
    proxy.create_key("external").key_spec = "RSA_2048"
    store = create_connected_store(proxy.parameters)
    kms().create_key(Origin="EXTERNAL_KEY_STORE", CustomKeyStoreId=store, XksKeyId="external")


def disabled_external_key(aws: Account) -> None:
    """The external key is disabled."""
    proxy = aws.xks.create_proxy()
    proxy.create_key("external").status = "DISABLED"
    store = create_connected_store(proxy.parameters)
    kms().create_key(Origin="EXTERNAL_KEY_STORE", CustomKeyStoreId=store, XksKeyId="external")


def external_key_in_use(aws: Account) -> None:
    """The external key is that of another KMS key."""
    proxy = aws.xks.create_proxy()
    proxy.create_key("external")
    store = create_connected_store(proxy.parameters)
    kms().create_key(Origin="EXTERNAL_KEY_STORE", CustomKeyStoreId=store, XksKeyId="external")
    kms().create_key(Origin="EXTERNAL_KEY_STORE", CustomKeyStoreId=store, XksKeyId="external")
