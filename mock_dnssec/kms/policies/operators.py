"""IAM's condition operators, a row each.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from fnmatch import fnmatchcase
from ipaddress import ip_address, ip_network
from typing import NamedTuple

from botocore.utils import parse_to_aware_datetime

from mock_dnssec.kms.policies.patterns import EXACT, PATTERN, VERBATIM, Reading

Test = Callable[[str, str], bool]
"""Is the request's value, the first, as the policy's value says, the second?"""


class Operator(NamedTuple):
    """A row: how the policy's value is read and tested, and whether the outcome is turned round."""

    test: Test
    negated: bool = False
    reading: Reading = VERBATIM


def _equal_but_for_case(actual: str, expected: str) -> bool:
    return actual.lower() == expected.lower()


def _arn_like(actual: str, expected: str) -> bool:
    parts, patterns = actual.split(":", 5), expected.split(":", 5)
    return len(parts) == len(patterns) and all(map(fnmatchcase, parts, patterns))


def _in_network(actual: str, expected: str) -> bool:
    try:
        return ip_address(actual) in ip_network(expected, strict=False)
    except ValueError:
        return False


def _is_present(_: str, expected: str) -> bool:
    return expected.lower() == "false"


def _instant(text: str) -> float:
    return parse_to_aware_datetime(text).timestamp()


def _by(parse: Callable[[str], float], compare: Callable[[float, float], bool]) -> Test:
    def test(actual: str, expected: str) -> bool:
        try:
            return compare(parse(actual), parse(expected))
        except (ValueError, RuntimeError):  # botocore raises the latter for a date out of range
            return False

    return test


def _ordering(kind: str, parse: Callable[[str], float]) -> dict[str, Operator]:
    return {
        f"{kind}Equals": Operator(_by(parse, operator.eq)),
        f"{kind}NotEquals": Operator(_by(parse, operator.eq), negated=True),
        f"{kind}LessThan": Operator(_by(parse, operator.lt)),
        f"{kind}LessThanEquals": Operator(_by(parse, operator.le)),
        f"{kind}GreaterThan": Operator(_by(parse, operator.gt)),
        f"{kind}GreaterThanEquals": Operator(_by(parse, operator.ge)),
    }


OPERATORS = {
    "StringEquals": Operator(operator.eq, reading=EXACT),
    "StringNotEquals": Operator(operator.eq, negated=True, reading=EXACT),
    "StringEqualsIgnoreCase": Operator(_equal_but_for_case, reading=EXACT),
    "StringNotEqualsIgnoreCase": Operator(_equal_but_for_case, negated=True, reading=EXACT),
    "StringLike": Operator(fnmatchcase, reading=PATTERN),
    "StringNotLike": Operator(fnmatchcase, negated=True, reading=PATTERN),
    "ArnEquals": Operator(_arn_like, reading=PATTERN),
    "ArnNotEquals": Operator(_arn_like, negated=True, reading=PATTERN),
    "ArnLike": Operator(_arn_like, reading=PATTERN),
    "ArnNotLike": Operator(_arn_like, negated=True, reading=PATTERN),
    "Bool": Operator(_equal_but_for_case, reading=EXACT),
    "BinaryEquals": Operator(operator.eq),
    "IpAddress": Operator(_in_network),
    "NotIpAddress": Operator(_in_network, negated=True),
    "Null": Operator(_is_present),
    **_ordering("Numeric", float),
    **_ordering("Date", _instant),
}
