"""The situations in which CreateKey fails, by error."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from .stage import SIGNING, injected

if TYPE_CHECKING:
    from mock_dnssec.kms.key_stores.clusters import Cluster
    from mock_dnssec.kms.key_stores.proxies import XksProxy

    from .stage import Situation, Stage

Parameters = dict[str, Any]


def locked_out(stage: Stage) -> Parameters:
    """The key policy lets nobody change it again."""
    return {"Policy": json.dumps({"Version": "2012-10-17", "Statement": [SIGNING]})}


def another_country(stage: Stage) -> Parameters:
    """The key spec is offered in China only."""
    return {"KeySpec": "SM2", "KeyUsage": "SIGN_VERIFY"}


def as_many_as_allowed(stage: Stage) -> Parameters:
    """The account has as many keys as it may have."""
    stage.account.quotas.kms_keys = 1
    stage.kms_key()
    return {}


def reserved_tag(stage: Stage) -> Parameters:
    """The tag is of those that AWS keeps for itself."""
    return {"Tags": [{"TagKey": "aws:zone", "TagValue": "example.com"}]}


def no_store(stage: Stage) -> Parameters:
    """No custom key store has this id."""
    return {"Origin": "AWS_CLOUDHSM", "CustomKeyStoreId": "cks-1234567890abcdef0"}


def unconnected_store(stage: Stage) -> Parameters:
    """The custom key store is not connected."""
    store = _store(stage, stage.account.cloudhsm.create_cluster())
    return {"Origin": "AWS_CLOUDHSM", "CustomKeyStoreId": store}


def lone_hsm(stage: Stage) -> Parameters:
    """The cluster behind the custom key store has one HSM left."""
    cluster = stage.account.cloudhsm.create_cluster()
    store = _store(stage, cluster)
    stage.kms.connect_custom_key_store(CustomKeyStoreId=store)
    cluster.hsms = 1
    return {"Origin": "AWS_CLOUDHSM", "CustomKeyStoreId": store}


def no_external_key(stage: Stage) -> Parameters:
    """The external key store has no external key of this id."""
    return _in_proxy(stage, stage.account.xks.create_proxy())


def unfit_external_key(stage: Stage) -> Parameters:
    """The external key is not an AES key of 256 bits."""
    proxy = stage.account.xks.create_proxy()
    proxy.create_key("external").key_spec = "RSA_2048"
    return _in_proxy(stage, proxy)


def external_key_in_use(stage: Stage) -> Parameters:
    """The external key is that of another KMS key."""
    proxy = stage.account.xks.create_proxy()
    proxy.create_key("external")
    parameters = _in_proxy(stage, proxy)
    stage.kms.create_key(**parameters)
    return parameters


def _store(stage: Stage, backing: Cluster | XksProxy) -> str:
    request: dict[str, Any] = {"CustomKeyStoreName": "store", **backing.parameters}
    return stage.kms.create_custom_key_store(**request)["CustomKeyStoreId"]


def _in_proxy(stage: Stage, proxy: XksProxy) -> Parameters:
    store = _store(stage, proxy)
    stage.kms.connect_custom_key_store(CustomKeyStoreId=store)
    return {"Origin": "EXTERNAL_KEY_STORE", "CustomKeyStoreId": store, "XksKeyId": "external"}


_BY_CODE: dict[str, Situation] = {
    "CloudHsmClusterInvalidConfigurationException": lone_hsm,
    "CustomKeyStoreInvalidStateException": unconnected_store,
    "CustomKeyStoreNotFoundException": no_store,
    "DependencyTimeoutException": injected,
    "InvalidArnException": injected,
    "KMSInternalException": injected,
    "LimitExceededException": as_many_as_allowed,
    "MalformedPolicyDocumentException": locked_out,
    "TagException": reserved_tag,
    "UnsupportedOperationException": another_country,
    "XksKeyAlreadyInUseException": external_key_in_use,
    "XksKeyInvalidConfigurationException": unfit_external_key,
    "XksKeyNotFoundException": no_external_key,
}
SITUATIONS = {("CreateKey", code): situation for code, situation in _BY_CODE.items()}
"""CreateKey takes no ARN: how it could be given a bad one is not known."""
