"""GetHostedZone, UpdateHostedZoneComment and DeleteHostedZone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import Refusal

if TYPE_CHECKING:
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.backend import Backend

_BORN_WITH = 2
"""How many record sets a zone always has: its NS and its SOA."""

_NOT_EMPTY = Refusal(
    "HostedZoneNotEmpty", "The specified hosted zone contains {what} and so cannot be deleted."
)


class ZoneOperations:
    """The life of a hosted zone after its creation."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._zones = backend.zones

    def get_hosted_zone(self, *, id: str) -> Result:
        """Describe a zone and where it answers: its name servers, or its VPCs if private.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_GetHostedZone.html
        """
        zone = self._zones.get(id)
        if zone.private:
            return {"HostedZone": zone.description, "VPCs": list(zone.vpcs)}
        return {"HostedZone": zone.description, "DelegationSet": zone.delegation}

    def update_hosted_zone_comment(self, *, id: str, comment: str | None = None) -> Result:
        """Replace a zone's comment, or take it away.

        https://docs.aws.amazon.com/Route53/latest/APIReference/API_UpdateHostedZoneComment.html
        """
        zone = self._zones.get(id)
        zone.comment = comment
        return {"HostedZone": zone.description}

    def delete_hosted_zone(self, *, id: str) -> Result:
        """Delete a zone that holds nothing but its SOA and NS records.

        Raises HostedZoneNotEmpty for other records, key-signing keys of any status, protections.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_DeleteHostedZone.html
        """
        zone = self._zones.get(id)
        if len(zone.records) > _BORN_WITH:
            raise _NOT_EMPTY.error(what="non-required resource record sets")
        if zone.dnssec.key_signing_keys:
            raise _NOT_EMPTY.error(what="DNSSEC Key Signing Keys")
        if zone.protections:
            raise _NOT_EMPTY.error(what="resource record set protections")
        self._zones.remove(zone)
        return {"ChangeInfo": self._backend.changes.submit()}
