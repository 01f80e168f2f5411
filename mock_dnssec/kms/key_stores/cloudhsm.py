"""CloudHSM key stores: what KMS asks of the cluster behind one.

https://docs.aws.amazon.com/kms/latest/developerguide/keystore-cloudhsm.html
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import timedelta
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.key_stores.clusters import Cluster
from mock_dnssec.kms.key_stores.stores import CustomKeyStore

if TYPE_CHECKING:
    from mock_dnssec.kms.key_stores.properties import Properties
    from mock_dnssec.kms.keys import Key

_HSMS_TO_CREATE = 2
_HSMS_TO_CONNECT = 1

_REFUSALS = {
    "CloudHsmClusterNotFoundException": (
        "The request was rejected because KMS cannot find the CloudHSM cluster with the specified "
        "cluster ID. Retry the request with a different cluster ID."
    ),
    "CloudHsmClusterInUseException": (
        "The request was rejected because the specified CloudHSM cluster is already associated "
        "with an CloudHSM key store in the account, or it shares a backup history with an CloudHSM "
        "key store in the account."
    ),
    "CloudHsmClusterNotActiveException": (
        "The request was rejected because the CloudHSM cluster associated with the CloudHSM key "
        "store is not active. Initialize and activate the cluster and try the command again."
    ),
    "CloudHsmClusterInvalidConfigurationException": (
        "The request was rejected because the associated CloudHSM cluster did not meet the "
        "configuration requirements for an CloudHSM key store."
    ),
    "CloudHsmClusterNotRelatedException": (
        "The request was rejected because the specified CloudHSM cluster has a different cluster "
        "certificate than the original cluster."
    ),
    "IncorrectTrustAnchorException": (
        "The request was rejected because the trust anchor certificate in the request to create an "
        "CloudHSM key store is not the trust anchor certificate for the specified CloudHSM cluster."
    ),
}


class CloudHsmKeyStore(CustomKeyStore):
    """A key store whose keys are in a CloudHSM cluster."""

    type_name = "AWS_CLOUDHSM"

    @property
    def connection_time(self) -> timedelta:
        """How long connecting and disconnecting take."""
        return self._backend.account.cloudhsm.connection_time

    def check_new(self, others: Collection[CustomKeyStore]) -> None:
        """Refuse a cluster that is not there, in use, not ready or not the one meant."""
        cluster = self._require(self.properties)
        anchors = {other.properties.get("TrustAnchorCertificate") for other in others}
        if cluster.trust_anchor in anchors:
            raise _refusal("CloudHsmClusterInUseException")
        _check_ready(cluster, _HSMS_TO_CREATE)
        if cluster.trust_anchor != self.properties["TrustAnchorCertificate"]:
            raise _refusal("IncorrectTrustAnchorException")

    def check_changes(
        self,
        properties: Properties,
        changes: Properties,
        others: Collection[CustomKeyStore],  # noqa: ARG002 - they cannot have a related cluster
    ) -> None:
        """Refuse a cluster that is not there, not from a backup of the first, or not ready."""
        if "CloudHsmClusterId" not in changes:
            return
        cluster = self._require(properties)
        if cluster.trust_anchor != self.properties["TrustAnchorCertificate"]:
            raise _refusal("CloudHsmClusterNotRelatedException")
        _check_ready(cluster, _HSMS_TO_CREATE)

    def check_connecting(self) -> None:
        """Refuse to connect to a cluster that is not active, or has no HSM."""
        cluster = self._find(self.properties)
        if cluster is not None:
            _check_ready(cluster, _HSMS_TO_CONNECT)

    def try_connection(self) -> None:
        """Raise ConnectionFailed if KMS cannot log in to the cluster as ``kmsuser``."""
        if self._reach().kmsuser_password != self.properties["KeyStorePassword"]:
            raise Cluster.failed("INVALID_CREDENTIALS")

    def check_new_key(self, xks_key_id: str) -> None:  # noqa: ARG002 - it has none
        """Refuse a new key unless two HSMs can hold it."""
        cluster = self._find(self.properties)
        if cluster is None or not cluster.is_active or cluster.hsms < _HSMS_TO_CREATE:
            raise _refusal("CloudHsmClusterInvalidConfigurationException")
        cluster.check_answers()

    def try_use(self, key: Key) -> None:  # noqa: ARG002 - the cluster has all its keys
        """Raise ConnectionFailed if the cluster cannot work.

        KMS stays logged in while it is connected, whatever becomes of the password.
        """
        self._reach()

    def describe(self) -> dict[str, object]:
        """Return the cluster and its certificate."""
        return {
            "CloudHsmClusterId": self.properties["CloudHsmClusterId"],
            "TrustAnchorCertificate": self.properties["TrustAnchorCertificate"],
        }

    def describe_key(self, key: Key) -> dict[str, object]:  # noqa: ARG002 - all have one cluster
        """Return the cluster."""
        return {"CloudHsmClusterId": self.properties["CloudHsmClusterId"]}

    def _find(self, properties: Properties) -> Cluster | None:
        return self._backend.account.cloudhsm.find(properties["CloudHsmClusterId"])

    def _require(self, properties: Properties) -> Cluster:
        cluster = self._find(properties)
        if cluster is None:
            raise _refusal("CloudHsmClusterNotFoundException")
        return cluster

    def _reach(self) -> Cluster:
        cluster = self._find(self.properties)
        if cluster is None:
            raise Cluster.failed("CLUSTER_NOT_FOUND")
        if not cluster.is_active or cluster.hsms < _HSMS_TO_CONNECT:
            raise Cluster.failed("INSUFFICIENT_CLOUDHSM_HSMS")
        cluster.check_answers()
        return cluster


def _check_ready(cluster: Cluster, hsms: int) -> None:
    if not cluster.is_active:
        raise _refusal("CloudHsmClusterNotActiveException")
    if cluster.hsms < hsms:
        raise _refusal("CloudHsmClusterInvalidConfigurationException")


def _refusal(code: str) -> AwsError:
    return AwsError(code, _REFUSALS[code])
