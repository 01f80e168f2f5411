"""The CloudHSM clusters that exist: a test's lever, since the mock has no CloudHSM."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mock_dnssec.errors import MockUsageError
from mock_dnssec.kms.key_stores.backing import COMMON_FAILURES, BackingKeyStore, BackingKeyStores

if TYPE_CHECKING:
    from mock_dnssec.entropy import Entropy

_DIGITS = "abcdefghijklmnopqrstuvwxyz234567"


@dataclass(eq=False)
class Cluster(BackingKeyStore):
    """A CloudHSM cluster. Whoever changes an attribute changes what KMS finds there.

    ``hsms`` counts its active HSMs, each in an Availability Zone of its own. Clusters with the
    same ``trust_anchor`` come from one backup.
    """

    failures = {
        **COMMON_FAILURES,
        "CLUSTER_NOT_FOUND": (
            "AWS KMS cannot find the CloudHSM cluster with the specified cluster ID."
        ),
        "INSUFFICIENT_CLOUDHSM_HSMS": (
            "The associated CloudHSM cluster does not contain any active HSMs."
        ),
        "INSUFFICIENT_FREE_ADDRESSES_IN_SUBNET": (
            "At least one private subnet associated with the CloudHSM cluster doesn't have any "
            "available IP addresses."
        ),
        "INVALID_CREDENTIALS": (
            "The KeyStorePassword for the custom key store doesn't match the current password of "
            "the kmsuser crypto user in the CloudHSM cluster."
        ),
        "SUBNET_NOT_FOUND": "A subnet in the CloudHSM cluster configuration was deleted.",
        "USER_LOCKED_OUT": (
            "The kmsuser CU account is locked out of the associated CloudHSM cluster due to too "
            "many failed password attempts."
        ),
        "USER_LOGGED_IN": "The kmsuser CU account is logged into the associated CloudHSM cluster.",
        "USER_NOT_FOUND": (
            "AWS KMS cannot find a kmsuser CU account in the associated CloudHSM cluster."
        ),
    }

    cluster_id: str
    trust_anchor: str
    kmsuser_password: str
    state: str = "ACTIVE"
    hsms: int = 2

    @property
    def is_active(self) -> bool:
        """Whether KMS can work with it."""
        return self.state == "ACTIVE"

    @property
    def parameters(self) -> dict[str, str]:
        """What CreateCustomKeyStore must be told of this cluster."""
        return {
            "CloudHsmClusterId": self.cluster_id,
            "KeyStorePassword": self.kmsuser_password,
            "TrustAnchorCertificate": self.trust_anchor,
        }


class CloudHsm(BackingKeyStores):
    """The CloudHSM clusters of the account: ``account.cloudhsm``."""

    def __init__(self, entropy: Entropy) -> None:
        self._entropy = entropy
        self._clusters: dict[str, Cluster] = {}

    def create_cluster(
        self,
        cluster_id: str | None = None,
        *,
        trust_anchor: str | None = None,
        kmsuser_password: str = "kmsPswd",  # noqa: S107 - the one of AWS's examples
    ) -> Cluster:
        """Let there be a cluster, active and with two HSMs: what KMS asks for.

        ``trust_anchor`` is the content of its ``customerCA.crt``, ``kmsuser_password`` that of the
        user that KMS logs in as. Raises MockUsageError for an id that is taken.
        """
        cluster_id = cluster_id or self._draw_id()
        if cluster_id in self._clusters:
            raise MockUsageError(f"There is a CloudHSM cluster {cluster_id!r} already.")
        cluster = Cluster(cluster_id, trust_anchor or self._draw_certificate(), kmsuser_password)
        self._clusters[cluster_id] = cluster
        return cluster

    def delete_cluster(self, cluster_id: str) -> None:
        """Take a cluster away; MockUsageError if there is none."""
        if self._clusters.pop(cluster_id, None) is None:
            have = ", ".join(self._clusters) or "none"
            raise MockUsageError(f"There is no CloudHSM cluster {cluster_id!r}. There are: {have}.")

    def find(self, cluster_id: str) -> Cluster | None:
        """Return the cluster with this id, or None if there is none."""
        return self._clusters.get(cluster_id)

    def _draw_id(self) -> str:
        drawn = self._entropy.draw("cloudhsm:cluster-id", 11)
        return "cluster-" + "".join(_DIGITS[byte % 32] for byte in drawn)

    def _draw_certificate(self) -> str:
        """Return what looks like a certificate: KMS compares it, and nothing else."""
        content = base64.b64encode(self._entropy.draw("cloudhsm:trust-anchor", 48)).decode()
        return f"-----BEGIN CERTIFICATE-----\n{content}\n-----END CERTIFICATE-----\n"
