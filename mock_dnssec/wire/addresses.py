"""For which service, operation and Region a raw HTTP request is, and by whose access key.

botocore inside this process says all that itself. Of any other client there is what AWS's own front
doors look at: the target header, the path, the form, the signature's credential scope, the host.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qs, unquote

from mock_dnssec.wire.formats import RPC_V2
from mock_dnssec.wire.protocol import protocol_of
from mock_dnssec.wire.uris import path_pattern

if TYPE_CHECKING:
    from mock_dnssec.wire.http import Request

DEFAULT_REGION = "us-east-1"

SERVICES = ("kms", "route53", "route53domains", "sts")
"""The services that can be told apart, under botocore's names, which sign with them too."""

TARGETS = {"TrentService": "kms", "Route53Domains_v20140515": "route53domains"}
"""By the first part of an ``X-Amz-Target``: the service, as AWS's models have it."""

ROUTE53_PATH = "/2013-04-01/"
STS_VERSION = "2011-06-15"

_CREDENTIAL = re.compile(
    r"Credential=(?P<access_key>[^,&\s]+?)/\d{8}/"
    r"((?P<region>[\w-]+)/)?(?P<service>[\w-]+)/aws4_request"
)
"""https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-authentication-methods.html

SigV4a, which signs for a set of Regions, names none in its scope.
"""

_HOST = re.compile(r"(?P<service>[a-z0-9]+)(-fips)?(\.(?P<region>[a-z]+(-[a-z]+)+-\d+))?\.")


class Address(NamedTuple):
    """Where a request goes.

    ``service`` is botocore's name. ``operation`` is what the client has asked for, which the
    service may not have; it is empty where no operation has such a method and path.
    """

    service: str
    operation: str
    region: str
    access_key: str | None


def identify(request: Request, headers: Mapping[str, str]) -> Address | None:
    """Return where ``request`` goes, None if it is for none of the mock's services.

    ``headers`` are those of the request, in any case; ``Host`` among them, where it is known, tells
    service and Region of what is not signed.
    """
    fields = {name.lower(): value for name, value in headers.items()}
    signed = _CREDENTIAL.search(f"{fields.get('authorization')} {unquote(request.query)}")
    host = _HOST.match(fields.get("host", ""))
    found = _named(request, fields.get("x-amz-target", ""))
    if found is None:
        named = (match["service"] for match in (signed, host) if match)
        service = next((name for name in named if name in SERVICES), None)
        if service is None:
            return None
        found = service, _form(request).get("Action", "") if service == "sts" else ""
    regions = (match["region"] for match in (signed, host) if match)
    region = next(filter(None, regions), DEFAULT_REGION)
    return Address(*found, region, signed["access_key"] if signed else None)


def _named(request: Request, target: str) -> tuple[str, str] | None:
    """Return service and operation, if ``request`` itself names its service."""
    if target:
        prefix, _, operation = target.rpartition(".")
        return (TARGETS[prefix], operation) if prefix in TARGETS else None
    if request.path.startswith(RPC_V2):
        prefix, _, operation = request.path.removeprefix(RPC_V2).partition("/operation/")
        return (TARGETS[prefix], operation) if prefix in TARGETS else None
    if request.path.startswith(ROUTE53_PATH):
        return "route53", _route53_operation(request)
    form = _form(request)
    if form.get("Version") == STS_VERSION:
        return "sts", form.get("Action", "")
    return None


def _form(request: Request) -> dict[str, str]:
    """Return the form of a request in the ``query`` protocol, which GET has in its URI."""
    text = request.query if request.method == "GET" else request.body.decode(errors="replace")
    return {name: values[0] for name, values in parse_qs(text).items()}


def _route53_operation(request: Request) -> str:
    for pattern, operation in _routes()[request.method, _resource(request.path)]:
        if pattern.fullmatch(request.path):
            return operation
    return ""


def _resource(path: str) -> str:
    return path.removeprefix(ROUTE53_PATH).partition("/")[0]


@cache
def _routes() -> Mapping[tuple[str, str], list[tuple[re.Pattern[str], str]]]:
    """Return Route 53's operations by method and first word of the path, fewest labels first."""
    protocol = protocol_of("route53")
    http = {name: protocol.operation(name).http for name in protocol.operation_names}
    routes = defaultdict(list)
    for name in sorted(http, key=lambda name: (http[name]["requestUri"].count("{"), name)):
        uri = http[name]["requestUri"]
        routes[http[name]["method"], _resource(uri)].append((path_pattern(uri), name))
    return routes
