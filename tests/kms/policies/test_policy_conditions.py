"""IAM's condition operators, each by the sentences of its reference.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

from __future__ import annotations

import json
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mock_dnssec.kms.policies.evaluation import service_may

SERVICE = "dnssec-route53.amazonaws.com"
ZONE = "arn:aws:route53:::hostedzone/Z0123456789ABCDEFGHIJ"


def holds(
    operator: str,
    value: object,
    actual: str | None = None,
    *,
    version: str = "2012-10-17",
    more: Mapping[str, str] | None = None,
) -> bool:
    """Tell whether a condition on one key holds when a request has ``actual`` under that key."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": SERVICE},
        "Action": "kms:Sign",
        "Resource": "*",
        "Condition": {operator: {"aws:Asked": value}},
    }
    context = {**(more or {}), **({} if actual is None else {"AWS:asked": actual})}
    policy = json.dumps({"Version": version, "Statement": statement})
    return service_may(policy, service=SERVICE, action="kms:Sign", resource="key", context=context)


@pytest.mark.parametrize(
    ("operator", "value", "matching", "other"),
    [
        ("StringEquals", "Alpha", "Alpha", "alpha"),
        ("StringEquals", ["a", "b"], "b", "c"),
        ("StringEquals", 123456789012, "123456789012", "999999999999"),
        ("StringEqualsIgnoreCase", "Alpha", "aLPHA", "Alph"),
        ("StringLike", "example.*", "example.com", "www.example.com"),
        ("StringLike", "?[a]", "x[a]", "xa"),
        ("ArnEquals", "arn:aws:route53:::hostedzone/*", ZONE, "arn:aws:route53:::change/C1"),
        ("ArnLike", "arn:aws:route53:*:*:hostedzone/Z?1*", ZONE, f"{ZONE[:-20]}X"),
        ("ArnLike", "arn:aws:x:*:111122223333:a/*", "arn:aws:x:r:111122223333:a/b", "a/b"),
        ("Bool", "true", "true", "false"),
        ("Bool", True, "true", "false"),
        ("Bool", False, "false", "true"),
        ("BinaryEquals", "QmluYXJ5", "QmluYXJ5", "QmluYXJ6"),
        ("IpAddress", "203.0.113.0/24", "203.0.113.9", "198.51.100.9"),
        ("IpAddress", "2001:db8::/32", "2001:db8::1", "203.0.113.9"),
        ("IpAddress", "203.0.113.9", "203.0.113.9", "somewhere"),
        ("NumericEquals", "10", "10.0", "11"),
        ("NumericLessThan", 10, "9.5", "10"),
        ("NumericLessThanEquals", "10", "10", "10.5"),
        ("NumericGreaterThan", "10", "11", "10"),
        ("NumericGreaterThanEquals", "10", "10", "9"),
        ("NumericEquals", "10", "10", "ten"),
        ("DateEquals", "2025-01-01T00:00:00Z", "1735689600", "2025-01-01T00:00:01Z"),
        ("DateLessThan", "2025-01-01", "2024-12-31T23:59:59Z", "2025-01-01T00:00:00Z"),
        ("DateLessThanEquals", "2025-01-01", "2025-01-01T00:00:00Z", "2025-01-01T00:00:01Z"),
        ("DateGreaterThan", "2025-01-01", "2025-01-01T00:00:01Z", "2025-01-01T00:00:00Z"),
        ("DateGreaterThanEquals", "2025-01-01", "2025-01-01T00:00:00Z", "1735689599"),
        ("DateEquals", "2025-01-01T00:00:00Z", "2025-01-01T00:00:00Z", "99999999999999999"),
    ],
)
def test_operators(operator: str, value: object, matching: str, other: str) -> None:
    """An operator holds for a value as the policy says, not for another, nor without the key."""
    assert holds(operator, value, matching)
    assert not holds(operator, value, other)
    assert not holds(operator, value)


@pytest.mark.parametrize(
    ("operator", "value", "matching", "other"),
    [
        ("StringNotEquals", ["a", "b"], "c", "b"),
        ("StringNotEqualsIgnoreCase", "Alpha", "Beta", "alpha"),
        ("StringNotLike", "example.*", "www.example.com", "example.com"),
        ("ArnNotEquals", "arn:aws:route53:::hostedzone/*", "arn:aws:s3:::bucket", ZONE),
        ("ArnNotLike", "arn:aws:route53:::hostedzone/*", "arn:aws:s3:::bucket", ZONE),
        ("NotIpAddress", "203.0.113.0/24", "198.51.100.9", "203.0.113.9"),
        ("NumericNotEquals", "10", "11", "10"),
        ("DateNotEquals", "2025-01-01", "2025-01-02", "2025-01-01"),
    ],
)
def test_negated_operators(operator: str, value: object, matching: str, other: str) -> None:
    """A negated operator holds for what none of the values matches, and without the key."""
    assert holds(operator, value, matching)
    assert not holds(operator, value, other)
    assert holds(operator, value)


def test_an_arn_is_compared_part_by_part() -> None:
    """A ``*`` in an ARN does not reach over a colon, as one in a string does."""
    pattern = "arn:aws:someservice:*:111122223333:finance/*"
    actual = "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/document"
    assert holds("StringLike", pattern, actual)
    assert not holds("ArnLike", pattern, actual)


def test_null_asks_whether_the_key_is_there() -> None:
    """``Null`` with ``true`` holds without the key, with ``false`` only with it."""
    assert holds("Null", "true")
    assert not holds("Null", "true", "anything")
    assert holds("Null", False, "anything")
    assert not holds("Null", False)


@pytest.mark.parametrize(
    ("operator", "when_missing", "when_equal", "when_other"),
    [
        ("StringEqualsIfExists", True, True, False),
        ("StringNotEqualsIfExists", True, False, True),
        ("ForAllValues:StringEquals", True, True, False),
        ("ForAnyValue:StringEquals", False, True, False),
        ("ForAnyValue:StringNotEquals", False, False, True),
        ("ForAnyValue:StringEqualsIfExists", False, True, False),
    ],
)
def test_suffix_and_set_operators(
    operator: str, when_missing: bool, when_equal: bool, when_other: bool
) -> None:
    """``IfExists`` and ``ForAllValues`` hold without the key, ``ForAnyValue`` does not."""
    asked = [holds(operator, "a", actual) for actual in (None, "a", "b")]
    assert asked == [when_missing, when_equal, when_other]


@pytest.mark.parametrize(
    ("operator", "value", "actual", "expected"),
    [
        ("StringEquals", "${aws:SourceAccount}", "123456789012", True),
        ("StringEquals", "${AWS:sourceaccount}", "123456789012", True),
        ("StringEquals", "${aws:SourceAccount}", "999999999999", False),
        ("ArnLike", "arn:aws:kms:*:${aws:SourceAccount}:key/*", "arn:aws:kms:r:1:key/k", False),
        ("StringLike", "${aws:Wild}", "anything", False),
        ("StringLike", "${aws:Wild}", "*", True),
        ("StringLike", "${*}", "x", False),
        ("StringLike", "a${?}", "a?", True),
        ("StringEquals", "${*}", "*", True),
        ("StringEquals", "${aws:username, 'nobody'}", "nobody", True),
        ("StringEquals", "${aws:username}", "nobody", False),
        ("StringNotEquals", "${aws:username}", "nobody", False),
        ("NumericEquals", "${aws:SourceAccount}", "123456789012", False),
    ],
)
def test_policy_variables(operator: str, value: str, actual: str, expected: bool) -> None:
    """Variables work in strings and ARNs, by themselves bring no wildcards, and must have a value.

    https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
    """
    more = {"aws:SourceAccount": "123456789012", "aws:Wild": "*"}
    assert holds(operator, value, actual, more=more) is expected


def test_an_older_policy_has_no_variables() -> None:
    """Under Version 2008-10-17 a variable is text."""
    more = {"aws:SourceAccount": "123456789012"}
    assert not holds(
        "StringEquals", "${aws:SourceAccount}", "123456789012", more=more, version="2008-10-17"
    )
    assert holds("StringLike", "${aws:*}", "${aws:x}", version="2008-10-17")


def matches(pattern: str, text: str) -> bool:
    """Match wildcards the slow and obvious way."""
    if not pattern:
        return not text
    if pattern[0] == "*":
        return any(matches(pattern[1:], text[start:]) for start in range(len(text) + 1))
    return bool(text) and pattern[0] in ("?", text[0]) and matches(pattern[1:], text[1:])


@given(st.text("ab*?[]!-", max_size=6), st.text("ab*?[]!-\n", min_size=1, max_size=6))
def test_wildcards(pattern: str, text: str) -> None:
    """``*`` and ``?`` are the only characters of a pattern that are special."""
    assert holds("StringLike", pattern, text) is matches(pattern, text)
    assert holds("StringNotLike", pattern, text) is not matches(pattern, text)
