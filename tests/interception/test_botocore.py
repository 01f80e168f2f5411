"""What botocore does around a request, it still does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from botocore.exceptions import ClientError
from botocore.stub import Stubber

from mock_dnssec import Account, mock_dnssec

from .support import MAKES, with_config

EVENTS = (
    "provide-client-params",
    "before-parameter-build",
    "before-call",
    "request-created",
    "before-sign",
    "before-send",
    "response-received",
    "needs-retry",
    "after-call",
)


def test_events(aws: Account) -> None:
    """Every event of a call is emitted, in botocore's order."""
    emitted: list[str] = []
    client = MAKES["botocore session"]("kms")
    for event in EVENTS:
        client.meta.events.register(
            f"{event}.kms.CreateKey", lambda event=event, **_: emitted.append(event)
        )
    client.create_key()

    assert tuple(emitted) == EVENTS


def test_errors(aws: Account) -> None:
    """A refusal is raised as the exception that the client has for it."""
    client = MAKES["botocore session"]("kms")
    with pytest.raises(client.exceptions.NotFoundException) as refusal:
        client.describe_key(KeyId="11111111-2222-3333-4444-555555555555")

    assert refusal.value.response["ResponseMetadata"]["HTTPStatusCode"] == 400
    assert refusal.value.response["ResponseMetadata"]["RequestId"]


@pytest.mark.parametrize("mode", ["legacy", "standard"])
@pytest.mark.parametrize("service", ["kms", "route53"])
def test_throttled_calls_are_retried(
    service: str, mode: str, aws: Account, naps: list[float]
) -> None:
    """Two throttled attempts and one that succeeds are three calls, and two retries."""
    operation, method = {
        "kms": ("ListKeys", "list_keys"),
        "route53": ("GetHostedZoneCount", "get_hosted_zone_count"),
    }[service]
    aws.fail(operation, "ThrottlingException", times=2)
    client = with_config(retries={"mode": mode})(service)
    response = getattr(client, method)()

    assert response["ResponseMetadata"]["RetryAttempts"] == 2
    assert [call.operation for call in aws.calls] == [operation] * 3
    assert [call.error is None for call in aws.calls] == [False, False, True]
    assert len(naps) == 2


def test_retries_give_up(aws: Account, naps: list[float]) -> None:
    """When all attempts are throttled, the last refusal is raised."""
    aws.fail("ListKeys", "ThrottlingException", times=9)
    client = with_config(retries={"mode": "standard", "total_max_attempts": 3})("kms")
    with pytest.raises(ClientError) as refusal:
        client.list_keys()

    assert refusal.value.response["Error"] == {
        "Code": "ThrottlingException",
        "Message": "You have exceeded the rate at which you may call KMS. Reduce the frequency of "
        "your calls.",
    }
    assert dict(refusal.value.response["ResponseMetadata"])["MaxAttemptsReached"] is True
    assert len(aws.calls) == 3


def test_refusals_are_not_retried(aws: Account, naps: list[float]) -> None:
    """What a client did wrong is answered once."""
    client = with_config(retries={"mode": "standard"})("kms")
    with pytest.raises(ClientError):
        client.describe_key(KeyId="11111111-2222-3333-4444-555555555555")

    assert len(aws.calls) == 1
    assert naps == []


def test_paginators(aws: Account) -> None:
    """A paginator follows the markers to the last page."""
    client = MAKES["botocore session"]("kms")
    keys = {client.create_key()["KeyMetadata"]["KeyId"] for _ in range(5)}
    pages = list(client.get_paginator("list_keys").paginate(PaginationConfig={"PageSize": 2}))

    assert [len(page["Keys"]) for page in pages] == [2, 2, 1]
    assert {key["KeyId"] for page in pages for key in page["Keys"]} == keys


def test_waiters(naps: list[float]) -> None:
    """A waiter waits on the account's clock until a change is INSYNC, and does not sleep."""
    client = MAKES["botocore session"]("route53")
    with mock_dnssec(propagation=60) as account:
        frozen = account.clock.freeze()
        zone = client.create_hosted_zone(Name="example.com", CallerReference="1")
        client.get_waiter("resource_record_sets_changed").wait(Id=zone["ChangeInfo"]["Id"])

        assert account.clock.now() - frozen == timedelta(minutes=1)
        assert len(account.calls.to("GetChange")) == 1
    assert naps == []


def test_stubber(aws: Account) -> None:
    """A Stubber on the same client answers before the mock does."""
    client = MAKES["botocore session"]("kms")
    with Stubber(client) as stubber:
        stubber.add_response("list_keys", {"Keys": [{"KeyId": "stubbed"}]})
        assert client.list_keys()["Keys"] == [{"KeyId": "stubbed"}]
        assert len(aws.calls) == 0

    assert client.list_keys()["Keys"] == []
    assert len(aws.calls) == 1
