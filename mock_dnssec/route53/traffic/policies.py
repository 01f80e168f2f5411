"""Traffic policies: what an account keeps of each, in all of its versions."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mock_dnssec.operations import Result

NO_SUCH_POLICY = Refusal("NoSuchTrafficPolicy", "No traffic policy exists with the specified ID.")


@dataclass(slots=True, eq=False)
class Version:
    """One version of a traffic policy. AWS forgets none: a deleted one can still be read."""

    number: int
    document: str
    record_type: str
    comment: str | None
    deleted: bool = False


@dataclass(slots=True, eq=False)
class TrafficPolicy:
    """A traffic policy; it is there as long as one of its versions is.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_TrafficPolicy.html
    """

    id: str
    name: str
    versions: list[Version] = field(default_factory=list)

    @property
    def present(self) -> list[Version]:
        """The versions that have not been deleted."""
        return [version for version in self.versions if not version.deleted]

    def add(self, document: str, record_type: str, comment: str | None) -> Version:
        """Append a version."""
        version = Version(len(self.versions) + 1, document, record_type, comment)
        self.versions.append(version)
        return version

    def describe(self, version: Version) -> Result:
        """Describe a version as AWS does."""
        comment = {} if version.comment is None else {"Comment": version.comment}
        return {
            "Id": self.id,
            "Version": version.number,
            "Name": self.name,
            "Type": version.record_type,
            "Document": version.document,
            **comment,
        }


class TrafficPolicies:
    """Every traffic policy of the account, walked in the order of creation."""

    def __init__(self) -> None:
        self._by_id: dict[str, TrafficPolicy] = {}

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[TrafficPolicy]:
        return (policy for policy in self._by_id.values() if policy.present)

    def add(self, policy: TrafficPolicy) -> None:
        """Keep a new policy."""
        self._by_id[policy.id] = policy

    def get(self, policy_id: str) -> TrafficPolicy:
        """Return a policy that has versions; NoSuchTrafficPolicy if there is none."""
        policy = self._by_id.get(policy_id)
        if policy is None or not policy.present:
            raise NO_SUCH_POLICY.error()
        return policy

    def version(self, policy_id: str, number: int) -> tuple[TrafficPolicy, Version]:
        """Return a policy and a version of it; NoSuchTrafficPolicy if it is not there."""
        policy, version = self.recall(policy_id, number)
        if version.deleted:
            raise NO_SUCH_POLICY.error()
        return policy, version

    def recall(self, policy_id: str, number: int) -> tuple[TrafficPolicy, Version]:
        """Return a policy and a version of it that ever was; NoSuchTrafficPolicy if none was."""
        policy = self._by_id.get(policy_id)
        if policy is None or number > len(policy.versions):
            raise NO_SUCH_POLICY.error()
        return policy, policy.versions[number - 1]
