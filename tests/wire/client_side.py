"""botocore's stock serializer and parser, as a client has them: the other end of the wire."""

from __future__ import annotations

from functools import cache
from typing import Any, cast
from urllib.parse import urlsplit

from botocore.awsrequest import AWSRequest, HeadersDict, prepare_request_dict
from botocore.loaders import create_loader
from botocore.model import OperationModel, ServiceModel
from botocore.parsers import create_parser
from botocore.serialize import create_serializer

from mock_dnssec.wire.http import Request, Response

SERVICES = ("kms", "route53")


@cache
def service_model(service: str) -> ServiceModel:
    """Return AWS's model of ``service``, as botocore has it."""
    return ServiceModel(create_loader().load_service_model(service, "service-2"), service)


OPERATIONS = [
    (service, operation)
    for service in SERVICES
    for operation in service_model(service).operation_names
]
"""Every operation of both services."""


def operation_model(service: str, operation: str) -> OperationModel:
    """Return AWS's model of ``operation``."""
    return service_model(service).operation_model(operation)


def sent(service: str, operation: str, parameters: dict[str, Any]) -> Request:
    """Return the request that a client sends."""
    model = operation_model(service, operation)
    serializer: Any = create_serializer(model.service_model.protocol)
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


def received(service: str, operation: str, response: Response) -> dict[str, Any]:
    """Return what a client gets, ResponseMetadata included."""
    model = operation_model(service, operation)
    document = {
        "status_code": response.status,
        "headers": HeadersDict(response.headers),
        "body": response.body,
    }
    parser: Any = create_parser(model.service_model.protocol)
    parsed: dict[str, Any] = parser.parse(document, model.output_shape)
    return parsed
