"""TestDNSAnswer."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError, Refusal
from mock_dnssec.route53.answers.places import DEFAULT, Network
from mock_dnssec.route53.answers.routing import Client
from mock_dnssec.route53.names import normal
from mock_dnssec.route53.records.problems import FatalProblemError

if TYPE_CHECKING:
    from mock_dnssec.operations import Result
    from mock_dnssec.route53.answers.lookup import Answer
    from mock_dnssec.route53.backend import Backend

# A text that AWS's answers are known to carry.
_PRIVATE = Refusal("InvalidInput", "Cannot send DNS query to a Private Hosted Zone")

# Texts that are not public.
_NO_ADDRESS = Refusal("InvalidInput", "'{address}' is not an IP address.")
_BAD_MASK = Refusal("InvalidInput", "EDNS0ClientSubnetMask must be from 0 to {most}, not '{mask}'.")
_MASK_ALONE = Refusal("InvalidInput", "EDNS0ClientSubnetMask needs EDNS0ClientSubnetIP.")

_DEFAULT_RESOLVER = Client(IPv4Network("192.0.2.53/32"), DEFAULT)
_MASKS = {4: 24, 6: 64}
_MOST_OCTETS = 4096
"""What fits into a datagram with EDNS0 (RFC 6891); larger answers go by TCP."""


class AnswerOperations:
    """What Route 53 would answer a resolver."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend

    def test_dns_answer(
        self,
        *,
        hosted_zone_id: str,
        record_name: str,
        record_type: str,
        resolver_ip: str | None = None,
        edns0_client_subnet_ip: str | None = None,
        edns0_client_subnet_mask: str | None = None,
    ) -> Result:
        """Answer a query as the name servers of a public zone do.

        Raises NoSuchHostedZone, InvalidInput.
        https://docs.aws.amazon.com/Route53/latest/APIReference/API_TestDNSAnswer.html
        """
        from dns.rcode import to_text

        from mock_dnssec.route53.answers.lookup import Lookup

        zone = self._backend.zones.get(hosted_zone_id)
        if zone.private:
            raise _PRIVATE.error()
        subnet = _subnet(edns0_client_subnet_ip, edns0_client_subnet_mask)
        lookup = Lookup(self._backend, self._client(resolver_ip, subnet))
        answer = lookup.answer(zone, _name(record_name), record_type)
        return {
            "Nameserver": zone.name_servers[0],
            "RecordName": record_name,
            "RecordType": record_type,
            "RecordData": [rdata.to_text() for rrset in answer.answer for rdata in rrset],
            "ResponseCode": to_text(answer.rcode),
            "Protocol": _protocol(answer),
        }

    def _client(self, resolver_ip: str | None, subnet: Network | None) -> Client:
        network = subnet
        if network is None:
            if resolver_ip is None:
                return _DEFAULT_RESOLVER
            address = _address(resolver_ip)
            network = _network(address, address.max_prefixlen)
        return Client(network, self._backend.places.of(network))


def _name(record_name: str) -> str:
    try:
        return normal(record_name)
    except FatalProblemError as problem:
        raise AwsError("InvalidInput", str(problem)) from problem


def _subnet(address: str | None, mask: str | None) -> Network | None:
    if address is None:
        if mask is not None:
            raise _MASK_ALONE.error()
        return None
    given = _address(address)
    most = given.max_prefixlen
    if mask is None:
        return _network(given, _MASKS[given.version])
    if not (mask.isascii() and mask.isdecimal() and int(mask) <= most):
        raise _BAD_MASK.error(most=str(most), mask=mask)
    return _network(given, int(mask))


def _address(text: str) -> IPv4Address | IPv6Address:
    try:
        return ip_address(text)
    except ValueError as wrong:
        raise _NO_ADDRESS.error(address=text) from wrong


def _network(address: IPv4Address | IPv6Address, prefix: int) -> Network:
    if isinstance(address, IPv4Address):
        return IPv4Network((int(address), prefix), strict=False)
    return IPv6Network((int(address), prefix), strict=False)


def _protocol(answer: Answer) -> str:
    from dns.message import QueryMessage

    message = QueryMessage(id=0)
    message.answer, message.authority = answer.answer, answer.authority
    return "UDP" if len(message.to_wire()) <= _MOST_OCTETS else "TCP"
