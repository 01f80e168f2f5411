"""CreateCustomKeyStore: every refusal, brought about by the state of what is to back it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import pytest

from ..custom_key_stores import VPC, create
from ..support import refused

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account
    from mock_dnssec.kms.key_stores.clusters import Cluster

OTHER_VPC = {
    "uri_endpoint": "https://other-private.xks.example.com",
    "vpc_endpoint_service_name": "com.amazonaws.vpce.us-east-1.vpce-svc-example2",
}
INVALID_PATH = (
    "The external key store proxy rejected the request because of an invalid URI path. Verify the "
    "URI path for your external key store and update if necessary."
)
NOT_AUTHENTICATED = (
    "The external key store proxy rejected the request because it could not authenticate AWS KMS. "
    "Verify the credentials for your external key store and update if necessary."
)
UNREACHABLE = "XksProxyUriUnreachableException"
CREDENTIAL = {"AccessKeyId": "A" * 20, "RawSecretAccessKey": "s" * 43}
PUBLIC = {
    "CustomKeyStoreType": "EXTERNAL_KEY_STORE",
    "XksProxyConnectivity": "PUBLIC_ENDPOINT",
    "XksProxyUriEndpoint": "https://myproxy.xks.example.com",
    "XksProxyUriPath": "/kms/xks/v1",
    "XksProxyAuthenticationCredential": CREDENTIAL,
}
CLUSTER = {
    "CloudHsmClusterId": "cluster-abcdefghijk",
    "KeyStorePassword": "kmsPswd",
    "TrustAnchorCertificate": "certificate",
}


def _without(request: dict[str, Any], member: str) -> dict[str, Any]:
    return {name: value for name, value in request.items() if name != member}


@pytest.mark.parametrize(
    "request_",
    [
        *({**_without(CLUSTER, member)} for member in CLUSTER),
        *(_without(PUBLIC, member) for member in PUBLIC),
        {**CLUSTER, "XksProxyUriPath": "/kms/xks/v1"},
        {**PUBLIC, "KeyStorePassword": "kmsPswd"},
        {**PUBLIC, "XksProxyConnectivity": "VPC_ENDPOINT_SERVICE"},
        {**PUBLIC, "XksProxyVpcEndpointServiceName": VPC["vpc_endpoint_service_name"]},
    ],
    ids=lambda request: "-".join(sorted(name.removeprefix("XksProxy") for name in request)),
)
def test_each_type_has_properties_of_its_own(kms: KMSClient, request_: dict[str, Any]) -> None:
    """What a type needs and what it cannot have is checked before anything else."""
    with refused("ValidationException"):
        kms.create_custom_key_store(CustomKeyStoreName="store", **request_)


def _inactive(cluster: Cluster) -> None:
    cluster.state = "INITIALIZED"


def _one_hsm(cluster: Cluster) -> None:
    cluster.hsms = 1


@pytest.mark.parametrize(
    ("change", "request_", "code"),
    [
        (
            None,
            {"CloudHsmClusterId": "cluster-zyxwvutsrqp"},
            "CloudHsmClusterNotFoundException",
        ),
        (None, {"TrustAnchorCertificate": "another"}, "IncorrectTrustAnchorException"),
        (_inactive, {}, "CloudHsmClusterNotActiveException"),
        (_one_hsm, {}, "CloudHsmClusterInvalidConfigurationException"),
    ],
    ids=["unknown", "certificate", "inactive", "one HSM"],
)
def test_a_cluster_must_meet_what_kms_asks_for(
    aws: Account,
    kms: KMSClient,
    change: Callable[[Cluster], None] | None,
    request_: dict[str, str],
    code: str,
) -> None:
    """CreateCustomKeyStore says what is wrong with the cluster, and creates nothing."""
    cluster = aws.cloudhsm.create_cluster()
    if change is not None:
        change(cluster)
    request: dict[str, Any] = {**cluster.parameters, **request_}
    with refused(code):
        kms.create_custom_key_store(CustomKeyStoreName="store", **request)
    assert kms.describe_custom_key_stores()["CustomKeyStores"] == []


def test_a_cluster_or_its_backup_backs_one_key_store(aws: Account, kms: KMSClient) -> None:
    """Clusters that share their certificate share a backup history."""
    cluster = aws.cloudhsm.create_cluster()
    backup = aws.cloudhsm.create_cluster(trust_anchor=cluster.trust_anchor)
    create(kms, cluster, "first")
    for candidate in (cluster, backup):
        with refused("CloudHsmClusterInUseException"):
            create(kms, candidate, "second")


@pytest.mark.parametrize(
    ("failure", "code", "message"),
    [
        ("INVALID_CREDENTIALS", "XksProxyIncorrectAuthenticationCredentialException", None),
        ("XKS_PROXY_ACCESS_DENIED", "XksProxyIncorrectAuthenticationCredentialException", None),
        ("XKS_PROXY_INVALID_CONFIGURATION", "XksProxyInvalidConfigurationException", INVALID_PATH),
        ("XKS_PROXY_INVALID_RESPONSE", "XksProxyInvalidResponseException", None),
        ("XKS_PROXY_INVALID_TLS_CONFIGURATION", "XksProxyInvalidConfigurationException", None),
        ("XKS_PROXY_NOT_REACHABLE", UNREACHABLE, None),
        ("XKS_PROXY_TIMED_OUT", UNREACHABLE, None),
        ("NETWORK_ERRORS", UNREACHABLE, None),
    ],
)
def test_a_proxy_that_does_not_answer_well_backs_no_key_store(
    aws: Account, kms: KMSClient, failure: str, code: str, message: str | None
) -> None:
    """KMS asks a proxy with a public endpoint at once, and says what it met."""
    proxy = aws.xks.create_proxy()
    proxy.fail(failure)
    with refused(code, message):
        create(kms, proxy)
    proxy.recover()
    create(kms, proxy)


@pytest.mark.parametrize(
    ("request_", "code", "message"),
    [
        (
            {"XksProxyUriPath": "/other/kms/xks/v1"},
            "XksProxyInvalidConfigurationException",
            INVALID_PATH,
        ),
        ({"XksProxyUriEndpoint": "https://other.example.com"}, UNREACHABLE, None),
        ({"XksProxyUriEndpoint": VPC["uri_endpoint"]}, UNREACHABLE, None),
        (
            {"XksProxyAuthenticationCredential": CREDENTIAL},
            "XksProxyIncorrectAuthenticationCredentialException",
            NOT_AUTHENTICATED,
        ),
    ],
    ids=["path", "endpoint", "private endpoint", "credential"],
)
def test_kms_must_know_the_way_to_the_proxy(
    aws: Account, kms: KMSClient, request_: dict[str, Any], code: str, message: str | None
) -> None:
    """A wrong path, endpoint or credential is found at once."""
    aws.xks.create_proxy(**VPC)
    request = {**aws.xks.create_proxy().parameters, **request_}
    with refused(code, message):
        kms.create_custom_key_store(CustomKeyStoreName="store", **request)


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (
            {"XksProxyVpcEndpointServiceName": OTHER_VPC["vpc_endpoint_service_name"]},
            "XksProxyVpcEndpointServiceNotFoundException",
        ),
        (
            {"XksProxyUriEndpoint": OTHER_VPC["uri_endpoint"]},
            "XksProxyVpcEndpointServiceInvalidConfigurationException",
        ),
    ],
    ids=["unknown service", "other private DNS name"],
)
def test_a_vpc_endpoint_service_must_lead_to_the_proxy(
    aws: Account, kms: KMSClient, request_: dict[str, str], code: str
) -> None:
    """The service has to exist, and its private DNS name to be the endpoint."""
    request: dict[str, Any] = {**aws.xks.create_proxy(**VPC).parameters, **request_}
    with refused(code):
        kms.create_custom_key_store(CustomKeyStoreName="store", **request)


def test_a_vpc_endpoint_service_is_in_the_same_region(
    aws: Account, client: Callable[..., Any]
) -> None:
    """Another Region does not find it."""
    with refused("XksProxyVpcEndpointServiceNotFoundException"):
        create(client("kms", "eu-west-1"), aws.xks.create_proxy(**VPC))


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        ({}, {}, "XksProxyUriInUseException"),
        ({"uri_endpoint": VPC["uri_endpoint"]}, VPC, "XksProxyUriEndpointInUseException"),
        (
            VPC,
            {**OTHER_VPC, "uri_endpoint": VPC["uri_endpoint"]},
            "XksProxyUriEndpointInUseException",
        ),
        (
            VPC,
            {**VPC, "uri_endpoint": OTHER_VPC["uri_endpoint"]},
            "XksProxyVpcEndpointServiceInUseException",
        ),
    ],
    ids=["URI", "public and private endpoint", "private endpoint", "service"],
)
def test_each_key_store_has_a_proxy_address_of_its_own(
    aws: Account, kms: KMSClient, first: dict[str, str], second: dict[str, str], code: str
) -> None:
    """Key stores with public endpoints may share the endpoint, but not the path."""
    proxy = aws.xks.create_proxy(**first)
    create(kms, proxy, "first")
    other = proxy if first == second else aws.xks.create_proxy(uri_path="/2/kms/xks/v1", **second)
    with refused(code):
        create(kms, other, "second")
    create(kms, aws.xks.create_proxy(uri_path="/3/kms/xks/v1"), "third")
