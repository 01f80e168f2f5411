"""TestDNSAnswer: requests that it refuses, and what a test tells of places."""

from __future__ import annotations

from typing import Any

import pytest

from mock_dnssec import Account, MockUsageError
from mock_dnssec.route53.answers.places import REGIONS


@pytest.mark.parametrize(
    "wrong",
    [
        {"ResolverIP": "localhost"},
        {"ResolverIP": "192.0.2.256"},
        {"EDNS0ClientSubnetIP": "192.0.2.0/24"},
        {"EDNS0ClientSubnetIP": "192.0.2.1", "EDNS0ClientSubnetMask": "33"},
        {"EDNS0ClientSubnetIP": "2001:db8::1", "EDNS0ClientSubnetMask": "129"},
        {"EDNS0ClientSubnetIP": "192.0.2.1", "EDNS0ClientSubnetMask": "-1"},
        {"EDNS0ClientSubnetMask": "24"},
        {"RecordName": "a..example.com"},
        {"RecordType": "DNSKEY"},
    ],
)
def test_requests_that_make_no_sense(route53: Any, zone_id: str, wrong: dict[str, str]) -> None:
    """InvalidInput for what is no address, mask, name or type."""
    request = {"HostedZoneId": zone_id, "RecordName": "www.example.com", "RecordType": "A", **wrong}
    with pytest.raises(route53.exceptions.InvalidInput):
        route53.test_dns_answer(**request)


def test_public_zones_only(route53: Any, private_zone_id: str) -> None:
    """A private zone is refused as AWS words it, an unknown zone is NoSuchHostedZone."""
    asked = {"RecordName": "www.corp.example", "RecordType": "A"}
    with pytest.raises(route53.exceptions.InvalidInput) as refusal:
        route53.test_dns_answer(HostedZoneId=private_zone_id, **asked)
    message = refusal.value.response["Error"]["Message"]
    assert message == "Cannot send DNS query to a Private Hosted Zone"
    with pytest.raises(route53.exceptions.NoSuchHostedZone):
        route53.test_dns_answer(HostedZoneId="ZUNKNOWN", **asked)


def test_every_region_has_its_place(route53: Any) -> None:
    """Latency records may be for any Region of AWS's model."""
    model = route53.meta.service_model.shape_for("ResourceRecordSetRegion")
    assert set(model.enum) <= REGIONS.keys()


def test_what_is_no_network_and_no_region(aws: Account) -> None:
    """A network that is none, and a Region that does not exist, are named in the refusal."""
    with pytest.raises(MockUsageError, match=r"'198\.51\.100\.7/24' is not a network"):
        aws.route53.places.locate("198.51.100.7/24", region="eu-west-3")
    with pytest.raises(MockUsageError, match=r"'mars-1'.*eu-west-3"):
        aws.route53.places.locate("198.51.100.0/24", region="mars-1")
