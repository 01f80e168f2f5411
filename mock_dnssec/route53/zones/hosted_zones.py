"""Hosted zones: what an account keeps of each, found by id and by name."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypedDict

from mock_dnssec.errors import Refusal
from mock_dnssec.route53.by_id import ById
from mock_dnssec.route53.identifiers import bare
from mock_dnssec.route53.names import reversed_labels
from mock_dnssec.route53.ordered import Ordered
from mock_dnssec.route53.protections.protections import Protections
from mock_dnssec.route53.records.record_sets import RecordSets
from mock_dnssec.route53.signing.zone_signing import ZoneSigning

if TYPE_CHECKING:
    from collections.abc import Iterator

    from mock_dnssec.account import Account
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.zones.delegation_sets import DelegationSet
    from mock_dnssec.route53.zones.features import AcceleratedRecovery


_REGION = "us-east-1"

_NO_SUCH_ZONE = Refusal("NoSuchHostedZone", "No hosted zone found with ID: {id}")
ANOTHER_ACCOUNTS = Refusal(
    "AccessDenied", "User: {caller} is not authorized to access this resource"
)


class VPC(TypedDict, total=False):
    """A virtual network that a private zone answers in."""

    VPCRegion: str
    VPCId: str


@dataclass(slots=True, eq=False)
class HostedZone:
    """A hosted zone; public unless it has VPCs.

    https://docs.aws.amazon.com/Route53/latest/APIReference/API_HostedZone.html
    """

    id: str
    name: str
    caller_reference: str
    name_servers: tuple[str, ...]
    comment: str | None = None
    vpcs: list[VPC] = field(default_factory=list)
    authorized_vpcs: list[VPC] = field(default_factory=list)
    """VPCs of other accounts that may be associated with the zone."""
    delegation_set: DelegationSet | None = None
    """The reusable delegation set that the zone's name servers are of, if they are of one."""
    accelerated_recovery: AcceleratedRecovery | None = None
    tags: dict[str, str] = field(default_factory=dict)
    records: RecordSets = field(default_factory=RecordSets)
    protections: Protections = field(default_factory=Protections)
    dnssec: ZoneSigning = field(default_factory=ZoneSigning)

    @property
    def private(self) -> bool:
        """Whether the zone answers in VPCs only."""
        return bool(self.vpcs)

    @property
    def description(self) -> Result:
        """The zone as AWS describes it."""
        comment = {} if self.comment is None else {"Comment": self.comment}
        recovery = self.accelerated_recovery
        return {
            "Id": f"/hostedzone/{self.id}",
            "Name": self.name,
            "CallerReference": self.caller_reference,
            "Config": {**comment, "PrivateZone": self.private},
            "ResourceRecordSetCount": len(self.records),
            **({} if recovery is None else {"Features": recovery.features}),
        }

    @property
    def delegation(self) -> Result:
        """The zone's name servers, and their reusable delegation set if they are of one."""
        if self.delegation_set is not None:
            return self.delegation_set.description
        return {"NameServers": list(self.name_servers)}


class HostedZones(ById[HostedZone]):
    """Every hosted zone of the account."""

    unknown = _NO_SUCH_ZONE

    def __init__(self, account: Account) -> None:
        super().__init__()
        self._account = account
        self._by_name: Ordered[HostedZone] = Ordered()
        self._caller_references: set[str] = set()

    def get(self, one_id: str) -> HostedZone:
        """Return the zone, its id bare or after ``/hostedzone/``.

        Raises NoSuchHostedZone, and AccessDenied for a zone of another account.
        """
        wanted = bare(one_id)
        elsewhere = (wanted in account.route53.zones for account in self._account.accounts)
        if wanted not in self and any(elsewhere):
            raise ANOTHER_ACCOUNTS.error(caller=self._account.caller(_REGION))
        return super().get(wanted)

    def named(self, name: str) -> list[HostedZone]:
        """Return the zones of exactly this name (normal form), public and private, oldest first."""
        found = list(self._by_name.under((reversed_labels(name),)))
        if len(found) > 1:
            ids = list(self._by_id)
            found.sort(key=lambda zone: ids.index(zone.id))
        return found

    def using(self, delegation_set: DelegationSet) -> list[HostedZone]:
        """Return the zones that have the name servers of a reusable delegation set."""
        return [zone for zone in self if zone.delegation_set is delegation_set]

    def by_name(self, *first: str) -> Iterator[HostedZone]:
        """Walk the zones by name with the labels reversed, then id, from a name and id on."""
        return self._by_name.starting((reversed_labels(first[0]), *first[1:]) if first else ())

    def knows(self, caller_reference: str) -> bool:
        """Say whether a zone has ever been created with this reference."""
        return caller_reference in self._caller_references

    def add(self, one: HostedZone) -> None:
        """Keep a new zone; its caller reference stays used when it has gone."""
        super().add(one)
        self._by_name.put((reversed_labels(one.name), one.id), one)
        self._caller_references.add(one.caller_reference)

    def remove(self, one: HostedZone) -> None:
        """Forget a zone."""
        super().remove(one)
        self._by_name.remove((reversed_labels(one.name), one.id))
