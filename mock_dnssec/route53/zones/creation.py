"""CreateHostedZone."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypedDict

from mock_dnssec.errors import AwsError, Refusal
from mock_dnssec.route53.identifiers import new_id
from mock_dnssec.route53.names import is_under, normal
from mock_dnssec.route53.records.problems import FatalProblemError
from mock_dnssec.route53.records.record_sets import RecordSets, ResourceRecord, ResourceRecordSet
from mock_dnssec.route53.vpcs.rules import check_alone, check_vpc
from mock_dnssec.route53.zones.delegation_sets import PRIVATE_NAME_SERVERS, new_name_servers
from mock_dnssec.route53.zones.hosted_zones import VPC, HostedZone

if TYPE_CHECKING:
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.zones.delegation_sets import DelegationSet

_LOCATION = "https://route53.amazonaws.com/2013-04-01/hostedzone/"

_ALREADY_EXISTS = Refusal(
    "HostedZoneAlreadyExists",
    "A hosted zone has already been created with the specified caller reference.",
)
_NO_VPC = Refusal("InvalidInput", "A private hosted zone needs a VPC.")
_PRIVATE_DELEGATION = Refusal(
    "InvalidInput", "You can't associate a reusable delegation set with a private hosted zone."
)
_RESERVED = Refusal("InvalidDomainName", "{name} is reserved by AWS!")
_TOO_MANY = Refusal(
    "TooManyHostedZones",
    "Limits Exceeded: MAX_HOSTED_ZONES_BY_OWNER - Cannot create more hosted zones.",
)
_SET_IS_FULL = Refusal(
    "TooManyHostedZones",
    "You've reached the limit on the number of hosted zones that can be associated with a reusable "
    "delegation set.",
)
_SHARED_SERVERS = Refusal(
    "ConflictingDomainExists",
    "Two hosted zones that have the same name or that have a parent/child relationship can't have "
    "any common name servers.",
)

_NS_TTL = 172800
_SOA_TTL = 900
_SOA_VALUE = "{server}. awsdns-hostmaster.amazon.com. 1 7200 900 1209600 86400"


class HostedZoneConfig(TypedDict, total=False):
    """What a caller may say about a zone besides its name."""

    Comment: str
    PrivateZone: bool


class ZoneCreation:
    """The birth of a hosted zone."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._account = backend.account
        self._zones = backend.zones

    def create_hosted_zone(
        self,
        *,
        name: str,
        caller_reference: str,
        vpc: VPC | None = None,
        hosted_zone_config: HostedZoneConfig | None = None,
        delegation_set_id: str | None = None,
    ) -> Result:
        """Create a zone with its SOA and NS records; a private one if it is given a VPC.

        Raises InvalidDomainName, InvalidVPCId, InvalidInput, NoSuchDelegationSet,
        HostedZoneAlreadyExists, ConflictingDomainExists, TooManyHostedZones.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html
        """
        config = hosted_zone_config or {}
        zone_name = _zone_name(name, private=vpc is not None)
        _check_vpc(vpc, private=config.get("PrivateZone", False))
        self._check_new(caller_reference)
        delegation_set = self._delegation_set(delegation_set_id, zone_name, vpc)
        if vpc is not None:
            check_alone(self._backend, zone_name, vpc)
        zone = HostedZone(
            id=new_id(self._account.entropy, "Z"),
            name=zone_name,
            caller_reference=caller_reference,
            name_servers=self._name_servers(delegation_set, vpc),
            comment=config.get("Comment"),
            vpcs=[vpc] if vpc else [],
            delegation_set=delegation_set,
        )
        zone.records = _first_records(zone)
        self._zones.add(zone)
        return {
            "HostedZone": zone.description,
            "ChangeInfo": self._backend.changes.submit(),
            "Location": _LOCATION + zone.id,
            **({"VPC": vpc} if vpc else {"DelegationSet": zone.delegation}),
        }

    def _check_new(self, caller_reference: str) -> None:
        if self._zones.knows(caller_reference):
            raise _ALREADY_EXISTS.error()
        if len(self._zones) >= self._account.quotas.hosted_zones:
            raise _TOO_MANY.error()

    def _delegation_set(
        self, delegation_set_id: str | None, zone_name: str, vpc: VPC | None
    ) -> DelegationSet | None:
        """Return the reusable delegation set that is asked for, once it may have the zone."""
        if delegation_set_id is None:
            return None
        if vpc is not None:
            raise _PRIVATE_DELEGATION.error()
        delegation_set = self._backend.delegation_sets.get(delegation_set_id)
        names = [zone.name for zone in self._zones.using(delegation_set)]
        if any(is_under(zone_name, name) or is_under(name, zone_name) for name in names):
            raise _SHARED_SERVERS.error()
        if len(names) >= self._account.quotas.zones_per_reusable_delegation_set:
            raise _SET_IS_FULL.error()
        return delegation_set

    def _name_servers(
        self, delegation_set: DelegationSet | None, vpc: VPC | None
    ) -> tuple[str, ...]:
        if vpc is not None:
            return PRIVATE_NAME_SERVERS
        if delegation_set is not None:
            return delegation_set.name_servers
        return new_name_servers(self._account.entropy)


def _zone_name(name: str, *, private: bool) -> str:
    try:
        zone_name = normal(name)
    except FatalProblemError as problem:
        raise AwsError("InvalidDomainName", str(problem)) from problem
    if zone_name.count(".") == 1 and not private:
        raise _RESERVED.error(name=name)
    return zone_name


def _check_vpc(vpc: VPC | None, *, private: bool) -> None:
    if vpc is not None:
        check_vpc(vpc)
    elif private:
        raise _NO_VPC.error()


def _first_records(zone: HostedZone) -> RecordSets:
    """Return what every zone begins with.

    https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/SOA-NSrecords.html
    """
    servers = [f"{server}." for server in zone.name_servers]
    return RecordSets(
        [
            _record_set(zone, "NS", _NS_TTL, servers),
            _record_set(zone, "SOA", _SOA_TTL, [_SOA_VALUE.format(server=zone.name_servers[0])]),
        ]
    )


def _record_set(
    zone: HostedZone, record_type: str, ttl: int, values: list[str]
) -> ResourceRecordSet:
    records = [ResourceRecord(Value=value) for value in values]
    return {"Name": zone.name, "Type": record_type, "TTL": ttl, "ResourceRecords": records}
