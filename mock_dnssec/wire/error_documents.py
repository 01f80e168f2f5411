"""The one thing of the wire that is written by hand: the document that carries an error."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mock_dnssec.errors import AwsError

ROUTE53_NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/"

CAPITAL_MESSAGE = {"SerializationException"}
"""Errors of the framework around KMS, which write ``Message`` where KMS writes ``message``."""


def json_document(error: AwsError, status: int, request_id: str) -> bytes:  # noqa: ARG001
    """Return KMS's document for ``error``: a message that is empty is not there at all."""
    name = "Message" if error.code in CAPITAL_MESSAGE else "message"
    message = {name: error.message} if error.message else {}
    return json.dumps({"__type": error.code, **message}).encode()


def xml_document(error: AwsError, status: int, request_id: str) -> bytes:
    """Return Route 53's document for ``error``."""
    import xmltodict

    message = {"Message": error.message} if error.message else {}
    members = {
        name: {"member": value} if isinstance(value, list) else value
        for name, value in error.members.items()
    }
    kind = "Sender" if status < 500 else "Receiver"
    document = {
        "@xmlns": ROUTE53_NAMESPACE,
        "Error": {"Type": kind, "Code": error.code, **message, **members},
        "RequestId": request_id,
    }
    return xmltodict.unparse({"ErrorResponse": document}).encode()
