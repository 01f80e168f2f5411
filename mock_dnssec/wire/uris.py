"""Members of a request that are in its URI: labels of the path, and the query."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, unquote

from mock_dnssec.errors import AwsError
from mock_dnssec.wire.mirror import LOCATED, located_name

if TYPE_CHECKING:
    from mock_dnssec.wire.http import Request

IN_PATH, IN_QUERY = LOCATED

IDS = ("HostedZoneId", "Id")
"""Labels for ids that Route 53 prints with the kind of their resource before them."""

_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""https://www.w3.org/TR/xml/#charsets"""

_RESOURCE = "(?:/?(?:change|delegationset|hostedzone)/)?"


def located_members(template: str, request: Request) -> dict[str, str]:
    """Return the members in the URI of ``request``, under the names of a mirrored request.

    ``template`` is the model's, such as ``/2013-04-01/hostedzone/{Id}/dnssec``. Raises InvalidInput
    for characters that no answer could quote.
    """
    match = path_pattern(template).fullmatch(request.path)
    members = {
        located_name(IN_PATH, label): unquote(value)
        for label, value in (match.groupdict() if match else {}).items()
    }
    if request.query:
        for name, value in parse_qsl(request.query, keep_blank_values=True):
            members[located_name(IN_QUERY, name)] = value
    if any(map(_NOT_IN_XML.search, members.values())):
        raise AwsError("InvalidInput", "The URI has characters that XML does not have.")
    return members


@cache
def path_pattern(template: str) -> re.Pattern[str]:
    """Return the pattern of all paths that mean ``template``, with a group for each label.

    A slash may follow. An id may be given as Route 53 prints it, ``/hostedzone/Z1``: SDKs leave out
    what comes before it, other clients do not.
    """
    path = re.escape(template.partition("?")[0].rstrip("/"))
    return re.compile(re.sub(r"\\\{(\w+)\\\}", _label, path) + "/?")


def _label(match: re.Match[str]) -> str:
    name = match[1]
    return f"{_RESOURCE if name in IDS else ''}(?P<{name}>[^/]*)"
