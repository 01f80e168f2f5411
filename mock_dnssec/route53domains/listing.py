"""ListDomains.

https://docs.aws.amazon.com/Route53/latest/APIReference/API_domains_ListDomains.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypedDict

from mock_dnssec.route53domains.paging import DEFAULT_SIZE, page
from mock_dnssec.route53domains.refusals import BAD_FILTER, BAD_SORT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from mock_dnssec.operations import Result
    from mock_dnssec.route53domains.backend import Backend
    from mock_dnssec.route53domains.domains import Domain

_FIELDS: Mapping[str, Callable[[Domain], Any]] = {
    "DomainName": lambda domain: domain.name,
    "Expiry": lambda domain: domain.expires_at.timestamp(),
}
"""What a list can be filtered and sorted by."""

_OPERATORS: Mapping[tuple[str, str], Callable[[Any, str], bool]] = {
    ("DomainName", "BEGINS_WITH"): lambda name, value: bool(name.startswith(value.lower())),
    ("Expiry", "LE"): lambda expiry, value: bool(expiry <= float(value)),
    ("Expiry", "GE"): lambda expiry, value: bool(expiry >= float(value)),
}
"""The operators of each field; a time is in seconds since 1970."""


class FilterCondition(TypedDict):
    """What every domain of a list has in common."""

    Name: str
    Operator: str
    Values: list[str]


class SortCondition(TypedDict):
    """The order of a list."""

    Name: str
    SortOrder: str


class ListingOperations:
    """The domains of the account."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def list_domains(
        self,
        *,
        filter_conditions: list[FilterCondition] | None = None,
        sort_condition: SortCondition | None = None,
        marker: str | None = None,
        max_items: int = DEFAULT_SIZE,
    ) -> Result:
        """List the domains by name, or as told. Raises InvalidInput."""
        filters = filter_conditions or []
        by = sort_condition or SortCondition(Name="DomainName", SortOrder="ASC")
        if sort_condition and any(each["Name"] != by["Name"] for each in filters):
            raise BAD_SORT.error(name=filters[0]["Name"])
        domains: Iterable[Domain] = self._backend.domains
        for condition in filters:
            domains = _filtered(domains, condition)
        descending = by["SortOrder"] == "DESC"
        in_order = sorted(domains, key=_FIELDS[by["Name"]], reverse=descending)
        part, more = page(in_order, _FIELDS["DomainName"], marker, max_items)
        return {"Domains": [domain.summary for domain in part], **more}


def _filtered(domains: Iterable[Domain], condition: FilterCondition) -> list[Domain]:
    name, operator, (value,) = condition["Name"], condition["Operator"], condition["Values"]
    if (name, operator) not in _OPERATORS:
        raise BAD_FILTER.error(name=name, problem=f"it has no operator {operator}")
    meets, field = _OPERATORS[name, operator], _FIELDS[name]
    try:
        return [domain for domain in domains if meets(field(domain), value)]
    except ValueError as wrong:
        raise BAD_FILTER.error(name=name, problem=str(wrong)) from wrong
