"""Documents of traffic policies: which are in form.

https://docs.aws.amazon.com/Route53/latest/APIReference/api-policies-traffic-policy-document-format.html
"""

from __future__ import annotations

import json
import re
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, NamedTuple

from mock_dnssec.errors import Refusal
from mock_dnssec.route53.records import data
from mock_dnssec.route53.records.problems import FatalProblemError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Content = Mapping[str, object]

_INVALID = Refusal(
    "InvalidTrafficPolicyDocument",
    "The format of the traffic policy document that you specified in the Document element is not "
    "valid: {fault}.",
)

_NUMBERS = {
    "Bias": re.compile(r"[-+]?[0-9]{1,2}"),
    "Latitude": re.compile(r"[-+]?[0-9]{1,2}(\.[0-9]*)?"),
    "Longitude": re.compile(r"[-+]?[0-9]{1,3}(\.[0-9]*)?"),
    "Weight": re.compile(r"[0-9]{1,3}"),
}
"""The form of numbers, which are given as such or as text."""

_FORMAT_VERSIONS = ("2015-10-01", "2023-05-09")
_RECORD_TYPES = frozenset(
    {"A", "AAAA", "CAA", "CNAME", "DS", "HTTPS", "MX", "NAPTR", "PTR", "SPF", "SRV", "SSHFP"}
    | {"SVCB", "TLSA", "TXT"}
)
_ADDRESSES = frozenset({"A", "AAAA"})
_ENDPOINT_TYPES = {
    "value": _RECORD_TYPES,
    "cloudfront": _ADDRESSES,
    "elastic-load-balancer": _ADDRESSES,
    "application-load-balancer": _ADDRESSES,
    "network-load-balancer": _ADDRESSES,
    "elastic-beanstalk": _ADDRESSES,
    "s3-website": frozenset({"A"}),
}
"""The types of endpoints, and the record types that can lead to them."""

_STARTS = {"StartEndpoint": "Endpoints", "StartRule": "Rules"}
_REFERENCES = {"EndpointReference": "Endpoints", "RuleReference": "Rules"}


class _Rule(NamedTuple):
    """Where a rule keeps what it leads to, and what it must know of each."""

    targets: tuple[str, ...]
    needs: str = ""
    listed: bool = True


_RULES = {
    "failover": _Rule(("Primary", "Secondary"), listed=False),
    "geo": _Rule(("Locations",)),
    "geoproximity": _Rule(("GeoproximityLocations",)),
    "latency": _Rule(("Regions",), needs="Region"),
    "multivalue": _Rule(("Items",)),
    "weighted": _Rule(("Items",), needs="Weight"),
}
"""The rules by RuleType."""


def record_type_of(document: str) -> str:
    """Return the type of the records that a policy makes.

    Raises InvalidTrafficPolicyDocument, which names the first fault of a document out of form.
    """
    content = _content(document)
    for fault in _faults(content):
        raise _INVALID.error(fault=fault)
    return str(content["RecordType"])


def _content(document: str) -> Content:
    try:
        content = json.loads(document)
    except ValueError as fault:
        raise _INVALID.error(fault="it is not JSON") from fault
    if not isinstance(content, dict):
        raise _INVALID.error(fault="it is not an object")
    return content


def _faults(content: Content) -> Iterator[str]:
    if content.get("AWSPolicyFormatVersion") not in _FORMAT_VERSIONS:
        yield f"AWSPolicyFormatVersion must be one of {', '.join(_FORMAT_VERSIONS)}"
    if content.get("RecordType") not in _RECORD_TYPES:
        yield f"RecordType {content.get('RecordType')} is not supported"
    for member in ("Endpoints", "Rules"):
        if not _is_map_of_objects(content.get(member, {})):
            yield f"{member} must be an object of objects"
    yield from _faults_of_reference("the document", content, content, _STARTS)
    for name, endpoint in _named(content, "Endpoints"):
        yield from _faults_of_endpoint(name, endpoint, str(content["RecordType"]))
    for name, rule in _named(content, "Rules"):
        yield from _faults_of_rule(name, rule, content)
    yield from _faults_of_order(content)


def _is_map_of_objects(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(item, dict) for item in value.values())


def _named(content: Content, member: str) -> Iterator[tuple[str, Content]]:
    named = content.get(member, {})
    if isinstance(named, dict):
        yield from named.items()


def _faults_of_reference(
    title: str, place: Content, content: Content, members: Mapping[str, str]
) -> Iterator[str]:
    """Name what is wrong where exactly one of several members must name something defined."""
    given = [member for member in members if member in place]
    if len(given) != 1:
        yield f"{title} must have exactly one of {', '.join(members)}"
        return
    name, kind = place[given[0]], members[given[0]]
    if all(name != defined for defined, _ in _named(content, kind)):
        yield f"{given[0]} {name} of {title} is not in {kind}"


def _faults_of_endpoint(name: str, endpoint: Content, record_type: str) -> Iterator[str]:
    endpoint_type = str(endpoint.get("Type"))
    value = endpoint.get("Value")
    if endpoint_type not in _ENDPOINT_TYPES:
        yield f"Type {endpoint_type} of endpoint {name} is not supported"
    elif record_type not in _ENDPOINT_TYPES[endpoint_type]:
        yield f"RecordType {record_type} does not lead to endpoint {name} of Type {endpoint_type}"
    if not isinstance(value, str) or not value:
        yield f"endpoint {name} must have a Value"
    elif endpoint_type == "value":
        yield from _faults_of_value(record_type, value)
    if endpoint_type == "s3-website" and "Region" not in endpoint:
        yield f"endpoint {name} must have a Region"


def _faults_of_value(record_type: str, value: str) -> Iterator[str]:
    try:
        data.parse(record_type, value)
    except FatalProblemError as problem:
        yield str(problem)


def _faults_of_rule(name: str, rule: Content, content: Content) -> Iterator[str]:
    form = _RULES.get(str(rule.get("RuleType")))
    if form is None:
        yield f"RuleType {rule.get('RuleType')} of rule {name} is not supported"
        return
    targets = list(_targets(rule))
    if not targets:
        yield f"rule {name} must have {' and '.join(form.targets)}"
    for target in targets:
        yield from _faults_of_reference(f"rule {name}", target, content, _REFERENCES)
        if form.needs and form.needs not in target:
            yield f"rule {name} must have a {form.needs} for each of its {form.targets[0]}"
        for member, pattern in _NUMBERS.items():
            if not pattern.fullmatch(str(target.get(member, 0))):
                yield f"{member} {target[member]} of rule {name} is not a number in its range"


def _targets(rule: Content) -> Iterator[Content]:
    """Walk what a rule leads to, an empty target for each that is none."""
    form = _RULES[str(rule["RuleType"])]
    for value in (rule[member] for member in form.targets if member in rule):
        fits = isinstance(value, list) is form.listed
        for target in value if isinstance(value, list) else [value]:
            yield target if fits and isinstance(target, dict) else {}


def _faults_of_order(content: Content) -> Iterator[str]:
    """Name a rule that leads back to itself."""
    following = {
        name: [target["RuleReference"] for target in _targets(rule) if "RuleReference" in target]
        for name, rule in _named(content, "Rules")
    }
    try:
        TopologicalSorter(following).prepare()
    except CycleError as fault:
        yield f"rule {fault.args[1][0]} leads back to itself"
