"""Requests that no botocore of this process has made: the server's, and those of ``requests``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.dispatch import dispatch

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.wire.addresses import Address
    from mock_dnssec.wire.http import Request, Response


def respond(account: Account, address: Address, request: Request) -> Response:
    """Answer a request, which ``address`` says all about, in the account of its access key.

    Raises what :func:`dispatch` raises.
    """
    if address.service == "sts" and request.method == "GET":  # the form is in the URI
        request = request._replace(body=request.query.encode())
    caller = account.account_of(address.access_key)
    return dispatch(caller, address.service, address.operation, address.region, request)
