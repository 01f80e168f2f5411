"""Your function and every error that AWS documents of the calls it makes."""

import boto3
import pytest
from botocore.exceptions import ClientError
from dnssec_tool import enable_dnssec

from mock_dnssec import Account, documented_errors

CALLS = ["CreateKey", "CreateKeySigningKey", "EnableHostedZoneDNSSEC"]
EVERY_ERROR = [(call, error) for call in CALLS for error in documented_errors(call)]


@pytest.fixture
def zone_id(dnssec_account: Account, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setattr("time.sleep", lambda seconds: None)  # botocore's pauses between attempts
    route53 = boto3.client("route53")
    zone = route53.create_hosted_zone(Name="example.com", CallerReference="test")
    return zone["HostedZone"]["Id"]


@pytest.mark.parametrize(("call", "error"), EVERY_ERROR)
def test_no_error_leaves_the_zone_signed(
    call: str, error: str, zone_id: str, dnssec_account: Account
) -> None:
    dnssec_account.fail(call, error, times=None)  # every attempt, botocore's retries too
    with pytest.raises(ClientError, match=error):
        enable_dnssec(zone_id)
    status = boto3.client("route53").get_dnssec(HostedZoneId=zone_id)["Status"]
    assert status["ServeSignature"] == "NOT_SIGNING"


@pytest.mark.parametrize("error", documented_errors("GetCallerIdentity", common=True))
def test_missing_permissions_throttling_and_the_like(
    error: str, zone_id: str, dnssec_account: Account
) -> None:
    dnssec_account.fail("GetCallerIdentity", error, times=None)
    with pytest.raises(ClientError, match=error):
        enable_dnssec(zone_id)
    assert not dnssec_account.calls.to("CreateKey")
