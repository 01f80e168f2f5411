"""The one thing of the wire that is written by hand: the document that carries an error."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mock_dnssec.errors import AwsError

ROUTE53_NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/"


def _json(error: AwsError, status: int, request_id: str) -> bytes:  # noqa: ARG001
    message = {"message": error.message} if error.message else {}
    return json.dumps({"__type": error.code, **message}).encode()


def _xml(error: AwsError, status: int, request_id: str) -> bytes:
    import xmltodict

    message = {"Message": error.message} if error.message else {}
    document = {
        "@xmlns": ROUTE53_NAMESPACE,
        "Error": {"Type": "Sender" if status < 500 else "Receiver", "Code": error.code, **message},
        "RequestId": request_id,
    }
    return xmltodict.unparse({"ErrorResponse": document}).encode()


WRITERS: dict[str, Callable[[AwsError, int, str], bytes]] = {"json": _json, "rest-xml": _xml}
"""By protocol: error, HTTP status and request id to bytes."""
