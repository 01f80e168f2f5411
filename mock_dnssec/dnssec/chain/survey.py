"""What a resolver that knows nothing yet finds on the way from the root down to a name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from dns.dnssectypes import Algorithm
from dns.rcode import Rcode
from dns.rdatatype import RdataType
from dns.rdtypes.dnskeybase import Flag

from mock_dnssec.dnssec.chain.links import Delegation, Key, Link, Records, Signature, Stretch
from mock_dnssec.dnssec.validating.aliases import follow, leads_to
from mock_dnssec.dnssec.validating.answers import Question
from mock_dnssec.dnssec.validating.cache import seconds
from mock_dnssec.dnssec.validating.reasons import UnansweredError, moment, short_ds, tag_of
from mock_dnssec.dnssec.validating.signatures import flaw
from mock_dnssec.dnssec.validating.trust import is_known, mismatch, zone_keys
from mock_dnssec.dnssec.validating.validator import Validator
from mock_dnssec.dnssec.validating.verdicts import ds_records

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from dns.name import Name
    from dns.rdtypes.ANY.DNSKEY import DNSKEY
    from dns.rdtypes.ANY.DS import DS

    from mock_dnssec.account import Account
    from mock_dnssec.dnssec.validating.answers import Answer, Signed


Told = TypeVar("Told", Link, Records)


class Survey:
    """One walk down the tree of zones. It goes on below what is broken, and raises nothing."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._validator = Validator(account.dns.internet, account.clock)
        self._now = seconds(account.clock)

    def walk(self, question: Question) -> Iterator[Stretch]:
        """Yield the way from the root down to a name, and to each that a CNAME leads to."""
        shown: dict[Name, Link] = {}
        for asked, records in self._answers(question):
            path = self._validator.delegations.path(asked.name)  # the zones met on the way there
            above = [shown[zone] for zone in path if zone in shown]
            new = [zone for zone in path if zone not in shown]
            for zone in new:
                shown[zone] = _unless_told(self._link(zone), shown.values())
            yield Stretch(
                above=above[-1] if above else None,
                links=tuple(shown[zone] for zone in new),
                records=_unless_told(records, shown.values()),
            )

    def _answers(self, question: Question) -> Iterator[tuple[Question, Records]]:
        asked = question
        try:
            for answer in follow(self._validator, self._account, question):
                yield asked, self._records(answer)
                asked = leads_to(answer) or asked
        except UnansweredError as nobody:
            yield asked, _unanswered(asked, nobody)

    def _records(self, answer: Answer) -> Records:
        return Records(
            title=str(answer.question),
            status=answer.status,
            problem=answer.reason,
            lines=tuple(_lines(answer)),
            signatures=self._signatures(answer.data, answer.zone, self._keys(answer.zone)),
        )

    def _link(self, zone: Name) -> Link:
        dotted = zone.to_text(omit_final_dot=True)
        try:
            trust = self._validator.trust(zone)
            ds = self._validator.delegation(zone)
            published = self._validator.lookup(Question(zone, RdataType.DNSKEY))
        except UnansweredError as nobody:
            return Link(zone=dotted, status="unanswered", problem=str(nobody))
        keys = zone_keys(published.data)
        return Link(
            zone=dotted,
            status=trust.status,
            problem=trust.reason,
            ds=tuple(_delegation(each, zone, keys) for each in ds_records(ds)),
            ds_signatures=self._signatures(ds.data, ds.zone, self._keys(ds.zone)),
            keys=tuple(map(_key, keys)),
            signatures=self._signatures(published.data, zone, keys),
        )

    def _keys(self, zone: Name) -> list[DNSKEY]:
        try:
            return zone_keys(self._validator.lookup(Question(zone, RdataType.DNSKEY)).data)
        except UnansweredError:
            return []

    def _signatures(
        self, signed: Signed | None, zone: Name, keys: list[DNSKEY]
    ) -> tuple[Signature, ...]:
        if signed is None:
            return ()
        return tuple(
            Signature(
                rrsig.key_tag,
                moment(rrsig.expiration),
                flaw(signed, rrsig, zone, keys, self._now),
            )
            for rrsig in signed.rrsigs
        )


def _unanswered(asked: Question, nobody: UnansweredError) -> Records:
    problem, lines = str(nobody), ("no answer",)
    return Records(title=str(asked), status="unanswered", problem=problem, lines=lines)


def _unless_told(what: Told, shown: Iterable[Link]) -> Told:
    told = any(link.problem == what.problem for link in shown)
    return replace(what, problem="") if told else what


def _delegation(ds: DS, zone: Name, keys: list[DNSKEY]) -> Delegation:
    problem = mismatch(ds, zone, keys) if is_known(ds) else "its algorithm or its digest is unknown"
    return Delegation(ds.key_tag, short_ds(ds), problem)


def _key(key: DNSKEY) -> Key:
    role = "KSK" if key.flags & Flag.SEP else "ZSK"
    return Key(tag_of(key), role, Algorithm.to_text(key.algorithm))


def _lines(answer: Answer) -> Iterator[str]:
    if answer.data is None:
        absent = "no such name" if answer.rcode == Rcode.NXDOMAIN else "no such records"
        yield f"{absent}, as is proven" if answer.status == "secure" else absent
        return
    rdtype = answer.data.rrset.rdtype
    for rdata in answer.data.rrset:
        text = rdata.to_text(chunksize=0)
        yield text if rdtype == answer.question.rdtype else f"{rdtype.name} {text}"
