"""The one thing of the wire that is written by hand: the document that carries an error."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from mock_dnssec.wire.cbor_bodies import CBOR

if TYPE_CHECKING:
    from botocore.model import OperationModel

    from mock_dnssec.errors import AwsError

ROUTE53_NAMESPACE = "https://route53.amazonaws.com/doc/2013-04-01/"

CAPITAL_MESSAGE = {"SerializationException"}
"""Errors of the framework around KMS, which write ``Message`` where KMS writes ``message``."""

ITEMS = {"Errors": "ProtectionError", "messages": "Message"}
"""What the items are called of the lists that errors of Route 53 carry."""


def json_document(error: AwsError, status: int, request_id: str) -> bytes:  # noqa: ARG001 - as Format has it
    """Return KMS's document for ``error``: a message that is empty is not there at all."""
    name = "Message" if error.code in CAPITAL_MESSAGE else "message"
    message = {name: error.message} if error.message else {}
    return json.dumps({"__type": error.code, **message, **error.members}).encode()


def cbor_document(error: AwsError, status: int, request_id: str) -> bytes:  # noqa: ARG001 - as Format has it
    """Return the document of Smithy's RPC v2 for ``error``, with the members of KMS's."""
    message = {"message": error.message} if error.message else {}
    document = {"__type": error.code, **message, **error.members}
    writer, model = _cbor_writer(tuple(document))
    written = writer.serialize_to_request(document, model)
    body: bytes = written["body"]
    return body


@cache
def _cbor_writer(names: tuple[str, ...]) -> tuple[Any, OperationModel]:
    """Return botocore's serializer, and a model of the document for it to write: all text."""
    from botocore.model import ServiceModel
    from botocore.serialize import create_serializer

    members = {name: {"shape": "Text"} for name in names}
    description = {
        "metadata": {"targetPrefix": ""},
        "operations": {"Error": {"http": {}, "input": {"shape": "Document"}}},
        "shapes": {
            "Document": {"type": "structure", "members": members},
            "Text": {"type": "string"},
        },
    }
    return create_serializer(CBOR), ServiceModel(description).operation_model("Error")


def xml_document(
    error: AwsError, status: int, request_id: str, namespace: str = ROUTE53_NAMESPACE
) -> bytes:
    """Return Route 53's document for ``error``, or that of another service that speaks XML."""
    import xmltodict

    message = {"Message": error.message} if error.message else {}
    members = {
        name: {ITEMS[name]: value} if isinstance(value, list) else value
        for name, value in error.members.items()
    }
    kind = "Sender" if status < 500 else "Receiver"
    document = {
        "@xmlns": namespace,
        "Error": {"Type": kind, "Code": error.code, **message, **members},
        "RequestId": request_id,
    }
    return xmltodict.unparse({"ErrorResponse": document}).encode()
