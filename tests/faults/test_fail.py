"""Errors on purpose: ``account.fail``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from mock_dnssec import Account, MockUsageError, UndocumentedError

from .support import codes

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client


def test_the_next_call_fails(aws: Account, route53: Route53Client) -> None:
    """The next call of the operation gets the error, in AWS's words, and the one after does not."""
    aws.fail("GetHostedZoneCount", "InvalidInput")
    with pytest.raises(route53.exceptions.InvalidInput) as refusal:
        route53.get_hosted_zone_count()

    error = refusal.value.response["Error"]
    assert dict(error) == {
        "Type": "Sender",
        "Code": "InvalidInput",
        "Message": "The input is not valid.",
    }
    assert route53.get_hosted_zone_count()["HostedZoneCount"] == 0


def test_messages(aws: Account, kms: KMSClient) -> None:
    """A message that is given takes the place of AWS's sentence; an empty one is none at all."""
    aws.fail("ListKeys", "InvalidMarkerException", message="Not this one.")
    aws.fail("ListKeys", "InvalidMarkerException", message="")
    aws.fail("ListKeys", "InvalidMarkerException")
    messages = []
    for _ in range(3):
        with pytest.raises(kms.exceptions.InvalidMarkerException) as refusal:
            kms.list_keys()
        messages.append(refusal.value.response["Error"]["Message"])

    assert messages[:2] == ["Not this one.", ""]
    assert messages[2].startswith("The request was rejected because the marker")


def test_nothing_is_changed(aws: Account, kms: KMSClient) -> None:
    """A call that fails on purpose changes nothing."""
    aws.fail("CreateKey", "TagException")
    with pytest.raises(kms.exceptions.TagException):
        kms.create_key()

    assert kms.list_keys()["Keys"] == []


def test_faults_take_turns(aws: Account, kms: KMSClient) -> None:
    """Several faults of an operation strike in the order in which they were placed."""
    aws.fail("ListKeys", "InvalidMarkerException", times=2)
    aws.fail("ListKeys", "AccessDeniedException")
    aws.fail("ListAliases", "InvalidArnException")

    assert codes(kms.list_keys, 4) == [
        *["InvalidMarkerException"] * 2,
        "AccessDeniedException",
        None,
    ]
    assert codes(kms.list_aliases, 2) == ["InvalidArnException", None]


def test_a_fault_that_waits_lets_the_next_strike(aws: Account, kms: KMSClient) -> None:
    """A later fault strikes the calls that an earlier one lets pass; those struck pass none."""
    aws.fail("ListKeys", "InvalidMarkerException", after=1)
    aws.fail("ListKeys", "AccessDeniedException", after=1)

    assert codes(kms.list_keys, 3) == [None, "InvalidMarkerException", "AccessDeniedException"]


def test_bad_input_is_refused_first(aws: Account, kms: KMSClient) -> None:
    """A call that breaks a limit of AWS's model is answered for that, and uses up no fault."""
    aws.fail("ListKeys", "InvalidMarkerException")

    assert codes(kms.list_keys, 1, Limit=1001) == ["ValidationException"]
    assert codes(kms.list_keys, 1) == ["InvalidMarkerException"]


def test_unknown_operations(aws: Account) -> None:
    """An operation that AWS does not have is refused with the list of those that it has."""
    with pytest.raises(
        MockUsageError, match=r"no operation 'CreateKsk'\. These exist: .*CreateKeySigningKey"
    ):
        aws.fail("CreateKsk", "InvalidInput")


def test_unknown_codes(aws: Account) -> None:
    """An error that AWS does not document for the operation is refused with the list of those."""
    with pytest.raises(UndocumentedError) as refusal:
        aws.fail("EnableHostedZoneDNSSEC", "NotFoundException")

    assert "document the error 'NotFoundException' for EnableHostedZoneDNSSEC" in str(refusal.value)
    assert "KeySigningKeyWithActiveStatusNotFound" in str(refusal.value)
    assert "ThrottlingException" in str(refusal.value)


@pytest.mark.parametrize(
    ("asked", "first"),
    [
        ("ConcurrentModificationException", "ConcurrentModification"),
        ("InvalidKmsArn", "InvalidKMSArn"),
        ("AccessDeniedException", "AccessDenied"),
    ],
)
def test_codes_that_are_nearly_right(asked: str, first: str, aws: Account) -> None:
    """What is like a code that AWS does not document leads the list of those that it does."""
    with pytest.raises(UndocumentedError, match=rf"'{asked}' .*It documents: {first}, "):
        aws.fail("EnableHostedZoneDNSSEC", asked)


def test_unknown_parameters(aws: Account) -> None:
    """A parameter that the operation does not have is refused with the list of those it has."""
    with pytest.raises(
        MockUsageError,
        match=r"ListKeys has no parameter 'KeyId'\. It has: Limit, Marker",
    ):
        aws.fail("ListKeys", "InvalidMarkerException", when={"KeyId": "1"})


@pytest.mark.parametrize("given", [{"times": 0}, {"times": -1}, {"after": -1}])
def test_counts_that_make_no_sense(given: Any, aws: Account, kms: KMSClient) -> None:
    """A fault that could never strike is refused, and none is placed."""
    with pytest.raises(MockUsageError, match="at least once"):
        aws.fail("ListKeys", "InvalidMarkerException", **given)

    assert codes(kms.list_keys, 1) == [None]
