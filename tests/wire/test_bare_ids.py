"""Ids of Route 53 come as it prints them, ``/hostedzone/Z1``, or bare, as SDKs send them."""

from __future__ import annotations

import pytest

from mock_dnssec.errors import AwsError
from mock_dnssec.wire.http import Request
from mock_dnssec.wire.protocol import protocol_of

NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/"
ZONE_ID = "Z0123456789ABCDEFGHIJ"
"""An id of AWS's usual length: with its kind before it, it is longer than the model allows."""

PATHS = [f"/hostedzone/{ZONE_ID}", f"hostedzone/{ZONE_ID}", f"%2Fhostedzone%2F{ZONE_ID}", ZONE_ID]


def read(operation: str, path: str, content: str = "") -> dict[str, object]:
    """Return the parameters of a request to Route 53."""
    root = f"{operation}Request"
    body = f'<{root} xmlns="{NAMESPACE}">{content}</{root}>' if content else ""
    return protocol_of("route53").read(operation, Request("POST", path, "", body.encode()))


@pytest.mark.parametrize("given", PATHS)
def test_ids_in_the_path(given: str) -> None:
    """The kind of the resource is left out, escaped or not."""
    dnssec = read("GetDNSSEC", f"/2013-04-01/hostedzone/{given}/dnssec")
    assert dnssec == {"HostedZoneId": ZONE_ID}
    deletion = read("DeleteKeySigningKey", f"/2013-04-01/keysigningkey/{given}/hostedzone")
    assert deletion == {"HostedZoneId": ZONE_ID, "Name": "hostedzone"}


def test_ids_in_the_body() -> None:
    """The limit of 32 characters is that of the bare id."""
    content = {
        "CallerReference": "/a/b",
        "HostedZoneId": f"/hostedzone/{ZONE_ID}",
        "KeyManagementServiceArn": "arn:aws:kms:us-east-1:123456789012:key/id",
        "Name": "name",
        "Status": "ACTIVE",
    }
    elements = "".join(f"<{name}>{text}</{name}>" for name, text in content.items())
    found = read("CreateKeySigningKey", "/2013-04-01/keysigningkey", elements)
    assert found == {**content, "HostedZoneId": ZONE_ID}


def test_an_id_that_is_there_twice() -> None:
    """The schema refuses it, as any other element that is there twice."""
    twice = "<DelegationSetId>N1</DelegationSetId>" * 2
    with pytest.raises(AwsError, match="cvc-complex-type"):
        read("CreateHostedZone", "/2013-04-01/hostedzone", twice)


def test_ids_without_a_kind_stay_as_they_are() -> None:
    """Tags name the kind of their resource in a parameter of its own."""
    found = read("ListTagsForResource", f"/2013-04-01/tags/hostedzone/{ZONE_ID}")
    assert found == {"ResourceType": "hostedzone", "ResourceId": ZONE_ID}
