"""Calls as lines of text: what is shown of each, and of many."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import TYPE_CHECKING, Any

import boto3
import pytest
from botocore.config import Config
from botocore.exceptions import ReadTimeoutError
from hypothesis import given
from hypothesis import strategies as st

from mock_dnssec.calls import Call, Calls
from mock_dnssec.errors import AwsError
from mock_dnssec.inspection.call_list import HEAD_LINES, TAIL_LINES, call_list
from mock_dnssec.inspection.shortening import WIDTH
from tests.faults.support import codes

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

    from mock_dnssec import Account
    from tests.dnssec.hosting import Hosting

ACCOUNT = "123456789012"
SIGNING_KEY = "KeyUsage=SIGN_VERIFY KeySpec=ECC_NIST_P256"
RECORD = "ChangeBatch=UPSERT www.example.com A"


def shown(calls: Calls) -> list[str]:
    """Return the lines about the calls, each of which fits."""
    lines = call_list(calls, ACCOUNT)
    assert max(map(len, lines)) <= WIDTH
    return lines


def line_about(parameters: dict[str, Any], result: dict[str, Any] | None = None) -> str:
    """Return the line about one successful call to CreateKey."""
    call = Call(ACCOUNT, "kms", "CreateKey", "us-east-1", parameters, result or {}, number=1)
    (line,) = shown(Calls([call]))
    return line.removeprefix("1 CreateKey").strip()


def test_dnssec(aws: Account, hosting: Hosting) -> None:
    """A line has the operation, the parameters that matter and what came of it, ids shortened."""
    zone, ksk = hosting.signed()
    hosting.put(zone, "www.example.com", "A", "192.0.2.1")
    ksk_asked = f"Name=ksk Status=ACTIVE HostedZoneId={zone[:8]}"
    key, zone = ksk["KmsArn"].rpartition("/")[2][:8], zone[:8]

    assert shown(aws.calls) == [
        f"1 CreateHostedZone         Name=example.com CallerReference=zone 0 -> {zone}",
        f"2 CreateKey                {SIGNING_KEY} ... -> {key}, Enabled",
        f"3 CreateKeySigningKey      {ksk_asked} ... -> key tag {ksk['KeyTag']}",
        f"4 EnableHostedZoneDNSSEC   HostedZoneId={zone} -> PENDING",
        f"5 ChangeResourceRecordSets HostedZoneId={zone} {RECORD} -> PENDING",
    ]


def test_failures(aws: Account, hosting: Hosting) -> None:
    """A failure has a line of its own for the code and the beginning of the message."""
    zone, _ = hosting.signed()
    codes(hosting.route53.deactivate_key_signing_key, 1, HostedZoneId=zone, Name="ksk")
    codes(hosting.route53.delete_hosted_zone, 1, Id="Z1")

    lines = shown(aws.calls.failed)
    assert lines[0] == f"5 DeactivateKeySigningKey Name=ksk HostedZoneId={zone[:8]}"
    assert lines[1].startswith("    -> KeySigningKeyInUse: The key-signing key (KSK) that you ")
    assert lines[2].startswith("       it's the only KSK for ")
    assert lines[2].endswith(" ...")
    assert lines[3:] == [
        "6 DeleteHostedZone        Id=Z1",
        "    -> NoSuchHostedZone: No hosted zone found with ID: Z1",
    ]


def test_all_parameters_of_a_failure(aws: Account, hosting: Hosting) -> None:
    """Of a call that failed, parameters that have no room go on in a second line."""
    zone, ksk = hosting.signed()
    again = {"CallerReference": "again", "Name": "second", "Status": "INACTIVE"}
    again |= {"HostedZoneId": zone, "KeyManagementServiceArn": ksk["KmsArn"]}
    codes(hosting.route53.create_key_signing_key, 1, **again)

    lines = shown(aws.calls.failed)
    key = ksk["KmsArn"].rpartition("/")[2][:8]
    assert lines[0] == f"5 CreateKeySigningKey Name=second Status=INACTIVE HostedZoneId={zone[:8]}"
    assert lines[1] == f"{' ' * 22}KeyManagementServiceArn=key/{key} CallerReference=again"
    assert lines[2].startswith("    -> KeySigningKeyAlreadyExists: You've already created a ")


@pytest.mark.usefixtures("naps")
def test_faults_and_retries(aws: Account, kms: KMSClient) -> None:
    """What a test has placed is marked, and a call that repeats one that failed is a retry."""
    aws.fail("ListKeys", "ThrottlingException", message="Too fast", times=2)
    kms.list_keys(Limit=7)
    kms.list_keys(Limit=7)

    assert shown(aws.calls) == [
        "1-2 ListKeys Limit=7",
        "    -> ThrottlingException (2 times, on purpose): Too fast",
        "  3 ListKeys Limit=7 -> 0 Keys (retry)",
        "  4 ListKeys Limit=7 -> 0 Keys",
    ]


def test_the_network(aws: Account) -> None:
    """Failures of the network, of a gateway and slow answers are told in a few words."""
    client = boto3.client("kms", config=Config(retries={"total_max_attempts": 1}))
    aws.fail("CreateKey", "ReadTimeout", performed=True)
    aws.fail("ListAliases", 503)
    aws.slow("ListKeys", 0.01)
    with pytest.raises(ReadTimeoutError):
        client.create_key()
    codes(client.list_aliases, 1)
    client.list_keys()

    assert shown(aws.calls) == [
        "1 CreateKey",
        "    -> ReadTimeout (on purpose, though performed)",
        "2 ListAliases",
        "    -> 503 (on purpose): 503 Service Unavailable",
        "3 ListKeys    -> 1 Keys (on purpose, after 0.01 s)",
    ]


def test_where(aws: Account) -> None:
    """Another Region than DNSSEC's and another account than the test's are told."""
    client = boto3.client("kms", region_name="eu-west-1", **aws.account("222222222222").credentials)
    client.list_keys(Limit=7)

    assert shown(aws.calls) == ["1 ListKeys eu-west-1 222222222222 Limit=7 -> 0 Keys"]


def test_waiting(aws: Account, kms: KMSClient) -> None:
    """Calls in a row that are the same share a line; others of the same operation do not."""
    for limit in (7, 7, 7, 8, 7):
        kms.list_keys(Limit=limit)

    assert shown(aws.calls) == [
        "1-3 ListKeys Limit=7 -> 0 Keys (3 times)",
        "  4 ListKeys Limit=8 -> 0 Keys",
        "  5 ListKeys Limit=7 -> 0 Keys",
    ]


def test_many(aws: Account, kms: KMSClient) -> None:
    """Of many calls the first and the last are shown."""
    for limit in range(1, 101):
        kms.list_keys(Limit=limit)
    lines = shown(aws.calls)

    assert len(lines) == HEAD_LINES + 1 + TAIL_LINES <= 30
    assert lines[0] == "  1 ListKeys Limit=1 -> 0 Keys"
    assert lines[HEAD_LINES - 1 : HEAD_LINES + 2] == [
        " 10 ListKeys Limit=10 -> 0 Keys",
        "    ... 72 more ...",
        " 83 ListKeys Limit=83 -> 0 Keys",
    ]
    assert lines[-1] == "100 ListKeys Limit=100 -> 0 Keys"
    assert len(shown(aws.calls[: HEAD_LINES + TAIL_LINES])) == HEAD_LINES + TAIL_LINES


def test_nothing() -> None:
    """No calls are no lines."""
    assert call_list([], ACCOUNT) == []


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("arn:aws:kms:us-east-1:123456789012:alias/ksk", "alias/ksk"),
        ("x" * 412, "<412 characters>"),
        ("two\nlines", "<9 characters>"),
        (b"x" * 32, "<32 bytes>"),
        (7, "7"),
        (True, "True"),
        (datetime(2025, 1, 2, 3, 4, 5, 678, tzinfo=timezone.utc), "2025-01-02 03:04:05"),
        ([], "[]"),
        (["a", 1], "[a, 1]"),
        ([{"TagKey": "k", "TagValue": "v"}], "[{TagKey: k, TagValue: v}]"),
        (["0123456789"] * 9, "[0123456789, 0123456789, 0123456789, 0123456789..."),
    ],
)
def test_values(value: Any, text: str) -> None:
    """Values are short: documents and bytes are counted, what is nested is cut."""
    assert line_about({"Value": value}) == f"Value={text} -> ok"


def test_the_order_of_parameters() -> None:
    """Short parameters come first, so that most are seen; the caller's reference comes last."""
    given = {"CallerReference": "1", "Long": "x" * 40, "Short": "s", "Longer": "y" * 49}

    assert line_about(given) == f"Short=s Long={'x' * 40} Longer={'y' * 18}... -> ok"
    assert line_about({"CallerReference": "1", "Name": "ksk"}) == "Name=ksk CallerReference=1 -> ok"


@pytest.mark.parametrize(
    ("result", "told"),
    [
        ({}, "ok"),
        ({"KeyState": "PendingDeletion", "PendingWindowInDays": 7}, "PendingDeletion"),
        ({"ChangeInfo": {"Id": "/change/C1", "Status": "INSYNC"}}, "INSYNC"),
        ({"HostedZone": {"Id": "/hostedzone/Z1"}, "ChangeInfo": {"Status": "PENDING"}}, "Z1"),
        ({"OperationId": "0a1b"}, "operation 0a1b"),
        ({"Keys": [1, 2], "Truncated": False}, "2 Keys"),
    ],
)
def test_results(result: dict[str, Any], told: str) -> None:
    """Of a result that is told which is new and short."""
    assert line_about({}, result) == f"-> {told}"


@given(
    parameters=st.dictionaries(st.text("ABC", min_size=1), st.text() | st.binary(), max_size=6),
    results=st.dictionaries(st.sampled_from(["OperationId", "KeyState", "Account"]), st.text()),
    code=st.none() | st.text("ABC", min_size=1),
    message=st.text(),
    numbers=st.lists(st.integers(1, 10**6), min_size=1, max_size=40),
)
def test_no_line_is_too_long(
    parameters: dict[str, Any],
    results: dict[str, Any],
    code: str | None,
    message: str,
    numbers: list[int],
) -> None:
    """Whatever the calls, their lines fit into the width and the height there is."""
    error = None if code is None else AwsError(code, message)
    operation = "CreateQueryLoggingConfig"
    calls = [
        Call(ACCOUNT, "kms", operation, "us-east-1", parameters, results, error, number=number)
        for number in numbers
    ]
    lines = call_list(calls, ACCOUNT)

    assert len(lines) <= 30
    assert all(len(line) <= WIDTH and "\n" not in line for line in lines)
