"""The settings of a health check: which go with which type, and what is left unsaid.

https://docs.aws.amazon.com/Route53/latest/APIReference/API_HealthCheckConfig.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypedDict, cast

from mock_dnssec.errors import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from mock_dnssec.errors import AwsError


class AlarmIdentifier(TypedDict):
    """A CloudWatch alarm."""

    Region: str
    Name: str


class _Type(TypedDict):
    Type: str


class HealthCheckConfig(_Type, total=False):
    """The settings under AWS's member names."""

    IPAddress: str
    Port: int
    ResourcePath: str
    FullyQualifiedDomainName: str
    SearchString: str
    RequestInterval: int
    FailureThreshold: int
    MeasureLatency: bool
    Inverted: bool
    Disabled: bool
    HealthThreshold: int
    ChildHealthChecks: list[str]
    EnableSNI: bool
    Regions: list[str]
    AlarmIdentifier: AlarmIdentifier
    InsufficientDataHealthStatus: str
    RoutingControlArn: str


# Texts that AWS's answers are known to carry, the spelling of the third included.
_UNWANTED = Refusal(
    "InvalidInput", "Invalid parameter : {kind} health checks must not have an {what} specified."
)
_MISSING = Refusal(
    "InvalidInput", "Invalid parameter : {kind} health checks must have a {what} specified."
)
_PATH_BY_TCP = Refusal(
    "InvalidInput", "TCP health checks must not have a resource path specificed."
)
_NAME_BY_TCP = Refusal(
    "InvalidInput",
    "TCP health checks that have IP address must not have a fully qualified domain name specified.",
)

# Texts that are not public.
_BAD_INTERVAL = Refusal("InvalidInput", "Invalid parameter : Request interval must be 10 or 30.")
_UNREACHABLE = Refusal(
    "InvalidInput",
    "Invalid parameter : {address} is in a local, private, non-routable or multicast range.",
)

_OF_CHECKERS = frozenset({"RequestInterval", "FailureThreshold", "MeasureLatency", "EnableSNI"})
_INTERVALS = (10, 30)
_STR_MATCH = "_STR_MATCH"
_DOCUMENTATION = ("192.0.2.0/24", "198.51.100.0/24", "203.0.113.0/24", "2001:db8::/32")
"""Addresses that no checker reaches either (RFC 5737, RFC 3849), and AWS's own examples use."""


class _Kind(NamedTuple):
    """What several types have in common. Every type may be Inverted and Disabled."""

    title: str
    takes: frozenset[str]
    needs: str = ""
    defaults: Mapping[str, object] = {}


_BASIC = _Kind(
    "Basic",
    _OF_CHECKERS
    | {"IPAddress", "Port", "ResourcePath", "FullyQualifiedDomainName", "SearchString", "Regions"},
    defaults={"RequestInterval": 30, "FailureThreshold": 3, "MeasureLatency": False},
)
_KINDS = {
    "CALCULATED": _Kind(
        "Calculated",
        _OF_CHECKERS | {"HealthThreshold", "ChildHealthChecks"},
        needs="HealthThreshold",
    ),
    "CLOUDWATCH_METRIC": _Kind(
        "CloudWatch metric",
        _OF_CHECKERS | {"AlarmIdentifier", "InsufficientDataHealthStatus"},
        needs="AlarmIdentifier",
        defaults={"InsufficientDataHealthStatus": "LastKnownStatus"},
    ),
    "RECOVERY_CONTROL": _Kind(
        "Recovery control", frozenset({"RoutingControlArn"}), needs="RoutingControlArn"
    ),
}
"""The kinds by type; all other types are basic."""

_WORDS = {
    "IPAddress": "IP address",
    "Port": "port",
    "ResourcePath": "resource path",
    "FullyQualifiedDomainName": "fully qualified domain name",
    "SearchString": "search string",
    "RequestInterval": "request interval",
    "FailureThreshold": "failure threshold",
    "MeasureLatency": "measure latency",
    "HealthThreshold": "health threshold",
    "ChildHealthChecks": "child health check",
    "EnableSNI": "SNI",
    "Regions": "region",
    "AlarmIdentifier": "metric region",
    "InsufficientDataHealthStatus": "insufficient data health status",
    "RoutingControlArn": "routing control ARN",
}
"""How AWS calls a setting when it refuses it."""


def complete(config: HealthCheckConfig) -> HealthCheckConfig:
    """Return the settings with what AWS assumes where they say nothing.

    Raises InvalidInput for settings that contradict the type or each other.
    """
    for fault in _faults(config):
        raise fault
    check_type = config["Type"]
    defaults = {"Inverted": False, "Disabled": False, **_kind(check_type).defaults}
    if is_basic(check_type):
        secure = check_type.startswith("HTTPS")
        defaults |= {"Port": 443 if secure else 80, "EnableSNI": secure}
    return cast("HealthCheckConfig", {**defaults, **config})


def is_basic(check_type: str) -> bool:
    """Say whether checks of this type watch an endpoint, from several Regions."""
    return check_type not in _KINDS


def _kind(check_type: str) -> _Kind:
    return _KINDS.get(check_type, _BASIC)


def _faults(config: HealthCheckConfig) -> Iterator[AwsError]:
    kind = _kind(config["Type"])
    for member, words in _WORDS.items():
        if member in config and member not in kind.takes:
            yield _UNWANTED.error(kind=kind.title, what=words)
    if kind.needs and kind.needs not in config:
        yield _MISSING.error(kind=kind.title, what=_WORDS[kind.needs])
    if config.get("RequestInterval", 30) not in _INTERVALS:
        yield _BAD_INTERVAL.error()
    if kind is _BASIC:
        yield from _faults_of_endpoint(config)


def _faults_of_endpoint(config: HealthCheckConfig) -> Iterator[AwsError]:
    check_type = config["Type"]
    if "IPAddress" not in config and "FullyQualifiedDomainName" not in config:
        yield _MISSING.error(kind="Basic", what="IP address or a fully qualified domain name")
    if "SearchString" in config and not check_type.endswith(_STR_MATCH):
        yield _UNWANTED.error(kind=check_type, what=_WORDS["SearchString"])
    if "SearchString" not in config and check_type.endswith(_STR_MATCH):
        yield _MISSING.error(kind=check_type, what=_WORDS["SearchString"])
    if check_type == "TCP":
        yield from _faults_of_tcp(config)
    if "IPAddress" in config and not _reachable(config["IPAddress"]):
        yield _UNREACHABLE.error(address=config["IPAddress"])


def _faults_of_tcp(config: HealthCheckConfig) -> Iterator[AwsError]:
    if "Port" not in config:
        yield _MISSING.error(kind="TCP", what=_WORDS["Port"])
    if "ResourcePath" in config:
        yield _PATH_BY_TCP.error()
    if "IPAddress" in config and "FullyQualifiedDomainName" in config:
        yield _NAME_BY_TCP.error()


def _reachable(address: str) -> bool:
    from ipaddress import ip_address, ip_network

    given = ip_address(address)
    if any(given in ip_network(examples) for examples in _DOCUMENTATION):
        return True
    return given.is_global and not given.is_multicast
