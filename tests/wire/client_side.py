"""botocore's stock serializer and parser, as a client has them: the other end of the wire."""

from __future__ import annotations

from functools import cache
from typing import Any, cast
from urllib.parse import urlsplit

from botocore.awsrequest import AWSRequest, HeadersDict, prepare_request_dict
from botocore.loaders import create_loader
from botocore.model import OperationModel, ServiceModel
from botocore.parsers import create_parser
from botocore.serialize import SERIALIZERS, create_serializer

from mock_dnssec.wire.http import Request, Response
from mock_dnssec.wire.protocol import Protocol, protocol_of

SERVICES = ("kms", "route53", "route53domains", "sts")

CBOR = "smithy-rpc-v2-cbor"
PATHS = {CBOR: "/service/Any/operation/Any"}
"""The path by which a server tells a protocol from others that its service speaks."""


@cache
def service_model(service: str) -> ServiceModel:
    """Return AWS's model of ``service``, as botocore has it."""
    return ServiceModel(create_loader().load_service_model(service, "service-2"), service)


OPERATIONS = [
    (service, operation)
    for service in SERVICES
    for operation in service_model(service).operation_names
]
"""Every operation of the services."""


def spoken(service: str) -> list[str]:
    """Return the protocols that ``service`` speaks and the installed botocore can, usual first."""
    model = service_model(service)
    usual: str = getattr(model, "resolved_protocol", model.protocol)
    others = set(model.metadata.get("protocols", [])) & set(SERIALIZERS)
    return [usual, *sorted(others - {usual})]


SPOKEN = [
    (service, operation, protocol)
    for service, operation in OPERATIONS
    for protocol in spoken(service)
]
"""Every operation in every protocol of its service."""


def server_side(service: str, protocol: str) -> Protocol:
    """Return the wire as a server has it that is spoken to in ``protocol``."""
    return protocol_of(service, Request("POST", PATHS.get(protocol, "/"), "", b""))


def operation_model(service: str, operation: str) -> OperationModel:
    """Return AWS's model of ``operation``."""
    return service_model(service).operation_model(operation)


def sent(service: str, operation: str, parameters: dict[str, Any], protocol: str = "") -> Request:
    """Return the request that a client sends, in its service's usual protocol or another."""
    model = operation_model(service, operation)
    serializer: Any = create_serializer(protocol or spoken(service)[0])
    request_dict = serializer.serialize_to_request(parameters, model)
    prepare_request_dict(request_dict, "https://aws.test", context={})
    prepared = AWSRequest(
        **{name: request_dict[name] for name in ("method", "url", "headers")},
        data=request_dict["body"],
    ).prepare()
    url = urlsplit(prepared.url)
    body = cast("str | bytes | None", prepared.body) or b""
    return Request(
        method=prepared.method,
        path=url.path,
        query=url.query,
        body=body.encode() if isinstance(body, str) else body,
    )


def received(
    service: str, operation: str, response: Response, protocol: str = ""
) -> dict[str, Any]:
    """Return what a client gets, ResponseMetadata included."""
    model = operation_model(service, operation)
    document = {
        "status_code": response.status,
        "headers": HeadersDict(response.headers),
        "body": response.body,
    }
    parser: Any = create_parser(protocol or spoken(service)[0])
    parsed: dict[str, Any] = parser.parse(document, model.output_shape)
    return parsed
