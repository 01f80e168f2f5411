"""CreateHostedZone."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypedDict

from mock_dnssec.errors import AwsError, Refusal
from mock_dnssec.route53.identifiers import new_id
from mock_dnssec.route53.names import normal
from mock_dnssec.route53.records.problems import FatalProblemError
from mock_dnssec.route53.records.record_sets import RecordSets, ResourceRecord, ResourceRecordSet
from mock_dnssec.route53.zones.delegation_sets import (
    NO_SUCH_DELEGATION_SET,
    PRIVATE_NAME_SERVERS,
    new_name_servers,
)
from mock_dnssec.route53.zones.hosted_zones import VPC, HostedZone

if TYPE_CHECKING:
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend

_LOCATION = "https://route53.amazonaws.com/2013-04-01/hostedzone/"
_VPC_ID = re.compile(r"vpc-[0-9a-f]{8,17}")

_ALREADY_EXISTS = Refusal(
    "HostedZoneAlreadyExists",
    "A hosted zone has already been created with the specified caller reference.",
)
_BAD_VPC = Refusal("InvalidVPCId", "The VPC ID is invalid.")
_NO_VPC = Refusal("InvalidInput", "A private hosted zone needs a VPC.")
_NO_VPC_REGION = Refusal("InvalidInput", "A VPC needs its VPCRegion.")
_RESERVED = Refusal("InvalidDomainName", "{name} is reserved by AWS!")
_TOO_MANY = Refusal(
    "TooManyHostedZones",
    "Limits Exceeded: MAX_HOSTED_ZONES_BY_OWNER - Cannot create more hosted zones.",
)
_CONFLICT = Refusal(
    "ConflictingDomainExists",
    "The VPC {vpc} in region {region} has already been associated with the hosted zone {zone_id} "
    "with the same domain name.",
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
        self._check_new(caller_reference, delegation_set_id)
        self._check_alone(zone_name, vpc)
        entropy = self._account.entropy
        zone = HostedZone(
            id=new_id(entropy, "Z"),
            name=zone_name,
            caller_reference=caller_reference,
            name_servers=PRIVATE_NAME_SERVERS if vpc else new_name_servers(entropy),
            comment=config.get("Comment"),
            vpcs=[vpc] if vpc else [],
        )
        zone.records = _first_records(zone)
        self._zones.add(zone)
        return {
            "HostedZone": zone.description,
            "ChangeInfo": self._backend.changes.submit(),
            "Location": _LOCATION + zone.id,
            **({"VPC": vpc} if vpc else {"DelegationSet": {"NameServers": [*zone.name_servers]}}),
        }

    def _check_new(self, caller_reference: str, delegation_set_id: str | None) -> None:
        if self._zones.knows(caller_reference):
            raise _ALREADY_EXISTS.error()
        if delegation_set_id is not None:
            raise NO_SUCH_DELEGATION_SET.error()
        if len(self._zones) >= self._account.quotas.hosted_zones:
            raise _TOO_MANY.error()

    def _check_alone(self, zone_name: str, vpc: VPC | None) -> None:
        for zone in self._zones.named(zone_name):
            if vpc is not None and vpc in zone.vpcs:
                raise _CONFLICT.error(vpc=vpc["VPCId"], region=vpc["VPCRegion"], zone_id=zone.id)


def _zone_name(name: str, *, private: bool) -> str:
    try:
        zone_name = normal(name)
    except FatalProblemError as problem:
        raise AwsError("InvalidDomainName", str(problem)) from problem
    if zone_name.count(".") == 1 and not private:
        raise _RESERVED.error(name=name)
    return zone_name


def _check_vpc(vpc: VPC | None, *, private: bool) -> None:
    if vpc is None:
        if private:
            raise _NO_VPC.error()
    elif not _VPC_ID.fullmatch(vpc.get("VPCId", "")):
        raise _BAD_VPC.error()
    elif "VPCRegion" not in vpc:
        raise _NO_VPC_REGION.error()


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
