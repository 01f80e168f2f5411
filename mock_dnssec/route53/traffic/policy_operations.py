"""CreateTrafficPolicy and CreateTrafficPolicyVersion, and how versions are read and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal
from mock_dnssec.operations import NOTHING
from mock_dnssec.route53.traffic.documents import record_type_of
from mock_dnssec.route53.traffic.policies import TrafficPolicy

if TYPE_CHECKING:
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.traffic.policies import Version

_LOCATION = "https://route53.amazonaws.com/2013-04-01/trafficpolicy/{id}/{version}"

# Texts that are not public: the sentences of AWS's documentation.
_ALREADY_EXISTS = Refusal(
    "TrafficPolicyAlreadyExists",
    "A traffic policy that has the same value for Name already exists.",
)
_TOO_MANY = Refusal(
    "TooManyTrafficPolicies",
    "This traffic policy can't be created because the current account has reached the limit on "
    "the number of traffic policies.",
)
_TOO_MANY_VERSIONS = Refusal(
    "TooManyTrafficPolicyVersionsForCurrentPolicy",
    "This traffic policy version can't be created because you've reached the limit of {most} on "
    "the number of versions that you can create for the current traffic policy.",
)
_IN_USE = Refusal(
    "TrafficPolicyInUse",
    "One or more traffic policy instances were created by using the specified traffic policy.",
)


class TrafficPolicyOperations:
    """The life of a traffic policy and of its versions."""

    def __init__(self, backend: Backend) -> None:
        self._account = backend.account
        self._policies = backend.traffic_policies
        self._instances = backend.traffic_policy_instances

    def create_traffic_policy(
        self, *, name: str, document: str, comment: str | None = None
    ) -> Result:
        """Create a policy and its first version.

        Raises InvalidTrafficPolicyDocument, TrafficPolicyAlreadyExists, TooManyTrafficPolicies.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateTrafficPolicy.html
        """
        record_type = record_type_of(document)
        if any(policy.name == name for policy in self._policies):
            raise _ALREADY_EXISTS.error()
        if len(self._policies) >= self._account.quotas.traffic_policies:
            raise _TOO_MANY.error()
        policy = TrafficPolicy(self._account.entropy.draw_uuid("route53:traffic policy"), name)
        version = policy.add(document, record_type, comment)
        self._policies.add(policy)
        return _created(policy, version)

    def create_traffic_policy_version(
        self, *, id: str, document: str, comment: str | None = None
    ) -> Result:
        """Append a version to a policy.

        Raises NoSuchTrafficPolicy, InvalidTrafficPolicyDocument,
        TooManyTrafficPolicyVersionsForCurrentPolicy.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateTrafficPolicyVersion.html
        """
        policy = self._policies.get(id)
        record_type = record_type_of(document)
        most = self._account.quotas.versions_per_traffic_policy
        if len(policy.versions) >= most:
            raise _TOO_MANY_VERSIONS.error(most=str(most))
        return _created(policy, policy.add(document, record_type, comment))

    def get_traffic_policy(self, *, id: str, version: int) -> Result:
        """Describe a version, a deleted one too; NoSuchTrafficPolicy if there never was one.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetTrafficPolicy.html
        """
        policy, found = self._policies.recall(id, version)
        return {"TrafficPolicy": policy.describe(found)}

    def update_traffic_policy_comment(self, *, id: str, version: int, comment: str) -> Result:
        """Replace the comment of a version; NoSuchTrafficPolicy if it is not there.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateTrafficPolicyComment.html
        """
        policy, found = self._policies.version(id, version)
        found.comment = comment
        return {"TrafficPolicy": policy.describe(found)}

    def delete_traffic_policy(self, *, id: str, version: int) -> Result:
        """Delete a version that no instance uses; NoSuchTrafficPolicy, TrafficPolicyInUse.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteTrafficPolicy.html
        """
        _, found = self._policies.version(id, version)
        if self._instances.using(id, version):
            raise _IN_USE.error()
        found.deleted = True
        return NOTHING


def _created(policy: TrafficPolicy, version: Version) -> Result:
    return {
        "TrafficPolicy": policy.describe(version),
        "Location": _LOCATION.format(id=policy.id, version=version.number),
    }
