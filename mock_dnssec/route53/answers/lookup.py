"""A hosted zone as its name servers answer from it (RFC 1034 section 4.3.2, RFC 4592)."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple, cast

import dns.name
import dns.rcode
import dns.rrset

from mock_dnssec.route53.answers import aws_targets, traffic
from mock_dnssec.route53.answers.routing import choose
from mock_dnssec.route53.names import is_under, normal, with_decimal_escapes
from mock_dnssec.route53.records import data

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dns.rdtypes.ANY.SOA import SOA
    from dns.rrset import RRset

    from mock_dnssec.route53.answers.routing import Client, Sets
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.records.record_sets import ResourceRecordSet
    from mock_dnssec.route53.zones.hosted_zones import HostedZone

_WILDCARD = r"\052."

_MOST_KEPT = 10_000

LONGEST_TTL = 604_800
"""What a signed zone serves at most, whatever is stored: a week, in seconds.

https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/dns-configuring-dnssec.html
"""


@dataclass
class Answer:
    """What a name server says: a response code, the answer, and who else to ask or why not."""

    rcode: dns.rcode.Rcode = dns.rcode.NOERROR
    answer: list[RRset] = field(default_factory=list)
    authority: list[RRset] = field(default_factory=list)


class _Records(NamedTuple):
    record_type: str
    ttl: int
    values: tuple[str, ...]


_NOTHING = _Records("", 0, ())


class Lookup:
    """The zones of an account as one client sees them."""

    def __init__(self, backend: Backend, client: Client) -> None:
        self._backend = backend
        self._client = client
        self._parsed = lru_cache(_MOST_KEPT)(_parsed)

    def answer(self, zone: HostedZone, name: str, record_type: str) -> Answer:
        """Return what the servers of ``zone`` answer for a name in normal form and a type.

        CNAME records are followed as long as they stay in the zone.
        """
        answer = Answer()
        if not is_under(name, zone.name):
            answer.rcode = dns.rcode.REFUSED
        passed: set[str] = set()
        next_name: str | None = name
        while next_name and is_under(next_name, zone.name) and next_name not in passed:
            passed.add(next_name)
            next_name = self._step(zone, next_name, record_type, answer)
        return answer

    def _step(self, zone: HostedZone, name: str, record_type: str, answer: Answer) -> str | None:
        """Add what is to be said of one name, and return the name that its CNAME leads to."""
        delegation = _delegation(zone, name, record_type)
        if delegation:
            name_servers = self._records([delegation])
            answer.authority.append(self._rrset(zone, delegation["Name"], name_servers))
            return None
        sets = _sets(zone, name)
        if sets is None:
            answer.rcode = dns.rcode.NXDOMAIN
        if record_type == "ANY" and sets:
            answer.answer += self._all(zone, name, sets)
            return None
        for wanted in (record_type, "CNAME"):
            records = self._records([one for one in sets or () if one["Type"] == wanted])
            if records.values:
                answer.answer.append(self._rrset(zone, name, records))
                return None if wanted == record_type else normal(records.values[0])
        answer.authority.append(self._start_of_authority(zone))
        return None

    def _all(self, zone: HostedZone, name: str, sets: Sets) -> Iterator[RRset]:
        """Yield what there is of a name, of every type."""
        for _, same in groupby(sets, key=itemgetter("Type")):
            records = self._records(list(same))
            if records.values:
                yield self._rrset(zone, name, records)

    def _records(self, sets: Sets) -> _Records:
        """Return what the client gets of the sets of one name and type, which may be nothing."""
        passed = []
        while sets and sets not in passed:
            passed.append(sets)
            chosen = choose(self._backend, sets, self._client)
            target = chosen[0].get("AliasTarget") if chosen else None
            if target is None or target["HostedZoneId"] not in self._backend.zones:
                return self._content(chosen)
            zone = self._backend.zones.get(target["HostedZoneId"])
            sets = list(zone.records.at(target["DNSName"], sets[0]["Type"]))
        return _NOTHING

    def _content(self, chosen: Sets) -> _Records:
        """Return the values of sets that are no aliases of other sets."""
        if not chosen:
            return _NOTHING
        first = chosen[0]
        if "TrafficPolicyInstanceId" in first:
            instance_id = first["TrafficPolicyInstanceId"]
            content = traffic.answer(self._backend, instance_id, self._client)
        elif "AliasTarget" in first:
            content = aws_targets.answer(first["AliasTarget"]["DNSName"], first["Type"])
        else:
            values = [record["Value"] for one in chosen for record in one["ResourceRecords"]]
            content = min(one["TTL"] for one in chosen), values
        ttl, values = content
        return _Records(first["Type"], ttl, tuple(values))

    def _start_of_authority(self, zone: HostedZone) -> RRset:
        """Return the SOA record with the time that the absence of records may be remembered.

        RFC 2308 section 3.
        """
        records = self._records(list(zone.records.at(zone.name, "SOA")))
        minimum = cast("SOA", self._rrset(zone, zone.name, records)[0]).minimum
        return self._rrset(zone, zone.name, records._replace(ttl=min(records.ttl, minimum)))

    def _rrset(self, zone: HostedZone, owner: str, records: _Records) -> RRset:
        """Return records as the DNS has them: parsed once, and the same object each time."""
        if zone.dnssec.enabled and records.ttl > LONGEST_TTL:
            records = records._replace(ttl=LONGEST_TTL)
        return self._parsed(owner, records)


def _delegation(zone: HostedZone, name: str, record_type: str) -> ResourceRecordSet | None:
    """Return the NS records that hand a name over to other servers; a DS stays with the parent."""
    cuts = []
    while name != zone.name:
        cuts.append(name)
        name = name.partition(".")[2]
    if record_type == "DS":
        cuts = cuts[1:]
    found = (one for cut in reversed(cuts) for one in zone.records.at(cut, "NS"))
    return next(found, None)


def _sets(zone: HostedZone, name: str) -> list[ResourceRecordSet] | None:
    """Return the sets of a name, or of the wildcard that covers it; None if it does not exist."""
    if not _exists(zone, name):
        encloser = name
        while not _exists(zone, encloser):
            encloser = encloser.partition(".")[2]
        name = _WILDCARD + encloser
        if not _exists(zone, name):
            return None
    return list(zone.records.at(name))


def _exists(zone: HostedZone, name: str) -> bool:
    """Say whether there is a record at a name or below it: the names between exist too."""
    following = next(zone.records.starting(name), None)
    return following is not None and is_under(following["Name"], name)


def _parsed(owner: str, records: _Records) -> RRset:
    return dns.rrset.from_rdata_list(
        dns.name.from_text(with_decimal_escapes(owner)),
        records.ttl,
        [data.parse(records.record_type, value) for value in records.values],
    )
