"""What the server answers beside AWS: whether it is there, and the levers that no API call has.

A test in this process has ``account.clock``; whoever has only the server moves it here, which with
a seed stands still. CreateCustomKeyStore needs something to stand on, as ``account.cloudhsm`` and
``account.xks`` give it; here one gets what CreateCustomKeyStore must be told, ready for
``aws kms create-custom-key-store --cli-input-json``.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import parse_qs

from mock_dnssec import __version__
from mock_dnssec.errors import MockUsageError
from mock_dnssec.wire.addresses import SERVICES
from mock_dnssec.wire.http import Request, Response

if TYPE_CHECKING:
    from mock_dnssec.account import Account

Document = Mapping[str, object]
Query = Mapping[str, list[str]]

ROOT = "/_mock_dnssec/"

STEPS = ("days", "hours", "minutes", "seconds")
"""What the query may say of how far the clock moves."""

OF_A_PROXY = ("uri_endpoint", "uri_path", "vpc_endpoint_service_name")
"""What the query may say of an external key store proxy, beside the keys behind it."""


def respond(account: Account, request: Request) -> Response:
    """Answer a request below ``ROOT``, in JSON."""
    method = "GET" if request.method == "HEAD" else request.method
    lever = LEVERS.get((method, request.path.removeprefix(ROOT)))
    if lever is None:
        have = ", ".join(f"{method} {ROOT}{path}" for method, path in LEVERS)
        return _json(404, {"message": f"{request.method} {request.path}? There is: {have}."})
    try:
        return _json(200, lever(account, parse_qs(request.query)))
    except MockUsageError as error:
        return _json(400, {"message": str(error)})


def _health(account: Account, _: Query) -> Document:
    return {
        "status": "ready",
        "version": __version__,
        "account_id": account.id,
        "services": list(SERVICES),
    }


def _advance_clock(account: Account, query: Query) -> Document:
    """Move the clock forward. What a guard finds on the way is for the test that has set it."""
    steps = _told(query, STEPS)
    try:
        step = timedelta(**{name: float(text) for name, text in steps.items()})
        if step < timedelta():
            raise MockUsageError(f"The clock cannot go back: it was to advance by {step}.")
        account.clock.skip(step)
    except (ValueError, OverflowError):
        raise MockUsageError(f"The clock cannot advance by {steps}.") from None
    return {"now": account.clock.now().isoformat()}


def _create_cluster(account: Account, _: Query) -> Document:
    """Let there be a CloudHSM cluster."""
    with account.lock:
        return account.cloudhsm.create_cluster().parameters


def _create_proxy(account: Account, query: Query) -> Document:
    """Let there be an external key store proxy, at a URI of its own, with these external keys."""
    told = _told(query, (*OF_A_PROXY, "key"))
    told.pop("key", None)
    with account.lock:
        proxy = account.xks.create_proxy(**told)
        for xks_key_id in dict.fromkeys(query.get("key", ())):
            proxy.create_key(xks_key_id)
    return proxy.parameters


def _told(query: Query, names: Sequence[str]) -> dict[str, str]:
    """Return what the query says; MockUsageError if it says anything but what these names are."""
    for name in query.keys() - {*names}:
        raise MockUsageError(f"There is no {name!r} to say here. There is: {', '.join(names)}.")
    return {name: values[0] for name, values in query.items()}


LEVERS: Mapping[tuple[str, str], Callable[[Account, Query], Document]] = {
    ("GET", "health"): _health,
    ("POST", "clock/advance"): _advance_clock,
    ("POST", "cloudhsm/clusters"): _create_cluster,
    ("POST", "xks/proxies"): _create_proxy,
}


def _json(status: int, document: Document) -> Response:
    body = f"{json.dumps(document)}\n".encode()
    return Response(status, {"Content-Type": "application/json"}, body)
