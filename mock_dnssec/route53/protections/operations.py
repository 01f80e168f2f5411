"""Operations on protections.

CreateResourceRecordSetProtections, DeleteResourceRecordSetProtections and
ListResourceRecordSetProtections.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from mock_dnssec.errors import AwsError, Refusal
from mock_dnssec.operations import NOTHING
from mock_dnssec.route53.names import is_under, normal
from mock_dnssec.route53.paging import by_token
from mock_dnssec.route53.protections.protections import Protection, key_of
from mock_dnssec.route53.records.problems import FatalProblemError
from mock_dnssec.route53.refusals import LIMITS_EXCEEDED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.ordered import Key
    from mock_dnssec.route53.zones.hosted_zones import HostedZone

_MOST_ENTRIES = 100
_MOST_ITEMS = 300

# Texts that are not public: the sentences of AWS's documentation where it has one.
_NOT_PROCESSED = Refusal(
    "InvalidResourceRecordSetProtectionBatch",
    "One or more entries in the request couldn't be processed, so Route 53 didn't create or delete "
    "any of the protections in the request.",
)
_ALL_EXIST = Refusal(
    "ProtectionAlreadyExists",
    "A protection already exists for every name and type in the request, so Route 53 didn't create "
    "any protections.",
)
_TOO_MANY = Refusal("InvalidInput", "You can specify up to {most} protections in one request.")
_NO_START_NAME = Refusal("InvalidInput", "StartRecordType needs StartRecordName.")
_NO_NAME = "The name isn't a valid DNS name."
_OUTSIDE = "The name is not in zone {zone}."
_REPEATED = "The name and type appear more than once in the request."
_EXISTS = "A protection already exists for the name and type."
_NOT_FOUND = "No protection exists for the name and type."


class _Failure(NamedTuple):
    """An entry that cannot be processed, and why."""

    entry: Protection
    code: str
    message: str


class ProtectionOperations:
    """Which record sets of a zone nobody may change."""

    def __init__(self, backend: Backend) -> None:
        self._account = backend.account
        self._zones = backend.zones

    def create_resource_record_set_protections(
        self, *, hosted_zone_id: str, protections: Sequence[Protection]
    ) -> Result:
        """Protect names and types, all or none.

        Raises NoSuchHostedZone, InvalidInput, InvalidResourceRecordSetProtectionBatch,
        ProtectionAlreadyExists, LimitsExceeded.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateResourceRecordSetProtections.html
        """
        zone = self._zones.get(hosted_zone_id)
        entries = _checked(zone, protections)
        existing = [entry for entry in entries if entry in zone.protections]
        if existing:
            refusal = _ALL_EXIST if len(existing) == len(entries) else _NOT_PROCESSED
            _refuse(refusal, [_Failure(one, _ALL_EXIST.code, _EXISTS) for one in existing])
        if len(zone.protections) + len(entries) > self._account.quotas.protections_per_zone:
            raise LIMITS_EXCEEDED.error()
        for entry in entries:
            zone.protections.put(entry)
        return NOTHING

    def delete_resource_record_set_protections(
        self, *, hosted_zone_id: str, protections: Sequence[Protection]
    ) -> Result:
        """Take protections away, all or none.

        Raises NoSuchHostedZone, InvalidInput, InvalidResourceRecordSetProtectionBatch.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteResourceRecordSetProtections.html
        """
        zone = self._zones.get(hosted_zone_id)
        entries = _checked(zone, protections)
        missing = [entry for entry in entries if entry not in zone.protections]
        if missing:
            failures = [_Failure(entry, "ProtectionNotFound", _NOT_FOUND) for entry in missing]
            _refuse(_NOT_PROCESSED, failures)
        for entry in entries:
            zone.protections.remove(entry)
        return NOTHING

    def list_resource_record_set_protections(
        self,
        *,
        hosted_zone_id: str,
        start_record_name: str | None = None,
        start_record_type: str | None = None,
        max_results: str = "300",
        next_token: str | None = None,
    ) -> Result:
        """List protections by name with the labels reversed, then by type.

        Raises NoSuchHostedZone, InvalidInput, InvalidPaginationToken.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSetProtections.html
        """
        zone = self._zones.get(hosted_zone_id)
        start = () if next_token is not None else _start(start_record_name, start_record_type)
        return by_token(
            "ResourceRecordSetProtections",
            ((" ".join(key_of(one)), one) for one in zone.protections.starting(*start)),
            token=next_token,
            max_results=max_results,
            most=_MOST_ITEMS,
        )


def _checked(zone: HostedZone, entries: Sequence[Protection]) -> list[Protection]:
    """Return the entries with their names in normal form, or refuse those that are invalid."""
    if len(entries) > _MOST_ENTRIES:
        raise _TOO_MANY.error(most=str(_MOST_ENTRIES))
    forms = [_normal_form(entry) for entry in entries]
    times = Counter(key_of(form) for form in forms if form is not None)
    failures = [
        _Failure(entry, "InvalidInput", fault)
        for entry, form in zip(entries, forms, strict=True)
        if (fault := _fault(zone, form, times))
    ]
    if failures:
        _refuse(_NOT_PROCESSED, failures)
    return [form for form in forms if form is not None]


def _normal_form(entry: Protection) -> Protection | None:
    try:
        return Protection({**entry, "RecordName": normal(entry["RecordName"])})
    except FatalProblemError:
        return None


def _fault(zone: HostedZone, form: Protection | None, times: Counter[Key]) -> str | None:
    """Return why the zone cannot have an entry of this form, None if it can."""
    if form is None:
        return _NO_NAME
    if not is_under(form["RecordName"], zone.name):
        return _OUTSIDE.format(zone=zone.name)
    return _REPEATED if times[key_of(form)] > 1 else None


def _refuse(refusal: Refusal, failures: Sequence[_Failure]) -> None:
    errors = [
        {
            "RecordName": failure.entry["RecordName"],
            "RecordType": failure.entry["RecordType"],
            "Code": failure.code,
            "Message": failure.message,
        }
        for failure in failures
    ]
    raise AwsError(refusal.code, refusal.text, members={"Errors": errors})


def _start(name: str | None, record_type: str | None) -> tuple[str, ...]:
    if name is None:
        if record_type is not None:
            raise _NO_START_NAME.error()
        return ()
    try:
        return (normal(name),) if record_type is None else (normal(name), record_type)
    except FatalProblemError as problem:
        raise AwsError("InvalidInput", str(problem)) from problem
