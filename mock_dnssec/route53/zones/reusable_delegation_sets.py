"""CreateReusableDelegationSet, and how such sets are read, listed and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError, Refusal
from mock_dnssec.operations import NOTHING
from mock_dnssec.route53.identifiers import new_id
from mock_dnssec.route53.paging import by_marker
from mock_dnssec.route53.refusals import LIMITS_EXCEEDED
from mock_dnssec.route53.zones.delegation_sets import DelegationSet, new_name_servers

if TYPE_CHECKING:
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend
    from mock_dnssec.route53.zones.hosted_zones import HostedZone

_LOCATION = "https://route53.amazonaws.com/2013-04-01/delegationset/"
_MOST_ITEMS = 100

# Texts that are not public: the sentences of AWS's documentation where it has one.
_ALREADY_CREATED = Refusal(
    "DelegationSetAlreadyCreated",
    "A delegation set with the same owner and caller reference combination has already been "
    "created.",
)
_ALREADY_REUSABLE = Refusal(
    "DelegationSetAlreadyReusable",
    "The specified delegation set has already been marked as reusable.",
)
_NO_ZONE = Refusal("HostedZoneNotFound", "The specified HostedZone can't be found.")
_PRIVATE_ZONE = Refusal(
    "InvalidArgument",
    "You can't associate a reusable delegation set with a private hosted zone.",
)
_IN_USE = Refusal(
    "DelegationSetInUse",
    "The specified delegation contains associated hosted zones which must be deleted before the "
    "reusable delegation set can be deleted.",
)


class ReusableDelegationSets:
    """The life of a reusable delegation set."""

    def __init__(self, backend: Backend) -> None:
        self._account = backend.account
        self._zones = backend.zones
        self._delegation_sets = backend.delegation_sets

    def create_reusable_delegation_set(
        self, *, caller_reference: str, hosted_zone_id: str | None = None
    ) -> Result:
        """Create a set of new name servers, or of those that a public zone already has.

        Raises DelegationSetAlreadyCreated, HostedZoneNotFound, InvalidArgument,
        DelegationSetAlreadyReusable, LimitsExceeded.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateReusableDelegationSet.html
        """
        if self._delegation_sets.knows(caller_reference):
            raise _ALREADY_CREATED.error()
        zone = None if hosted_zone_id is None else self._find_zone(hosted_zone_id)
        if len(self._delegation_sets) >= self._account.quotas.reusable_delegation_sets:
            raise LIMITS_EXCEEDED.error()
        entropy = self._account.entropy
        delegation_set = DelegationSet(
            id=new_id(entropy, "N"),
            caller_reference=caller_reference,
            name_servers=new_name_servers(entropy) if zone is None else zone.name_servers,
        )
        if zone is not None:
            zone.delegation_set = delegation_set
        self._delegation_sets.add(delegation_set)
        return {
            "DelegationSet": delegation_set.description,
            "Location": _LOCATION + delegation_set.id,
        }

    def get_reusable_delegation_set(self, *, id: str) -> Result:
        """Describe a set; NoSuchDelegationSet if unknown.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetReusableDelegationSet.html
        """
        return {"DelegationSet": self._delegation_sets.get(id).description}

    def list_reusable_delegation_sets(
        self, *, marker: str | None = None, max_items: str = "100"
    ) -> Result:
        """List the sets in the order of their creation; InvalidInput for other markers.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListReusableDelegationSets.html
        """
        entries = ((one.id, one.description) for one in self._delegation_sets)
        return by_marker(
            "DelegationSets", entries, marker=marker, max_items=max_items, most=_MOST_ITEMS
        )

    def delete_reusable_delegation_set(self, *, id: str) -> Result:
        """Delete a set that no zone uses; NoSuchDelegationSet, DelegationSetInUse.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteReusableDelegationSet.html
        """
        delegation_set = self._delegation_sets.get(id)
        if self._zones.using(delegation_set):
            raise _IN_USE.error()
        self._delegation_sets.remove(delegation_set)
        return NOTHING

    def _find_zone(self, zone_id: str) -> HostedZone:
        try:
            zone = self._zones.get(zone_id)
        except AwsError as missing:  # the operation has a code of its own for this
            raise _NO_ZONE.error() from missing
        if zone.private:
            raise _PRIVATE_ZONE.error()
        if zone.delegation_set is not None:
            raise _ALREADY_REUSABLE.error()
        return zone
