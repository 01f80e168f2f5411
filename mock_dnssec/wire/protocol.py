"""Bytes to parameters, results and errors to bytes, by AWS's own model of the service."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import parse_qsl, unquote

from botocore.exceptions import ParamValidationError
from botocore.loaders import create_loader
from botocore.model import ServiceModel
from botocore.parsers import create_parser
from botocore.serialize import create_serializer

from mock_dnssec.errors import AwsError, MockDefectError, MockUsageError
from mock_dnssec.wire import constraints, documented_errors, error_documents, wording
from mock_dnssec.wire.http import Request, Response
from mock_dnssec.wire.mirror import LOCATED, Description, located_name, mirror
from mock_dnssec.wire.older_models import botocore_is_older, without_unknown_members
from mock_dnssec.wire.schema import complete

if TYPE_CHECKING:
    from botocore.model import OperationModel

MIRRORED = ("kms", "route53")
"""The services whose models are mirrored, under botocore's names."""

CONTENT_TYPES = {"json": "application/x-amz-json-1.1", "rest-xml": "text/xml"}


@cache
def protocol_of(service: str) -> Protocol:
    """Return the protocol of ``service``, loaded once per process."""
    description = create_loader().load_service_model(service, "service-2")
    return Protocol(complete(service, dict(description)))


def protocol_with(operation: str) -> Protocol:
    """Return the protocol of the service that has ``operation``.

    Raises MockUsageError, listing what exists, when none has it.
    """
    protocols = [protocol_of(service) for service in MIRRORED]
    for protocol in protocols:
        if operation in protocol.operation_names:
            return protocol
    known = sorted(name for protocol in protocols for name in protocol.operation_names)
    raise MockUsageError(f"There is no operation {operation!r}. These exist: {', '.join(known)}.")


class Protocol:
    """One service's wire, seen from the server."""

    def __init__(self, description: Description) -> None:
        self._model = ServiceModel(description)
        self._mirrored = ServiceModel(mirror(description))
        self._name = self._mirrored.protocol
        self._reader = create_parser(self._name)
        self._writer = _create_writer(self._name)

    @cached_property
    def operation_names(self) -> frozenset[str]:
        """The names of all operations in AWS's model."""
        return frozenset(self._model.operation_names)

    def operation(self, name: str) -> OperationModel:
        """Return AWS's model of an operation."""
        return self._model.operation_model(name)

    def read(self, operation: str, request: Request) -> dict[str, object]:
        """Return the parameters of ``request`` under AWS's member names.

        Raises AwsError, in AWS's words, where they break a limit that only the service checks.
        """
        shape = self._mirrored.operation_model(operation).output_shape
        if shape is None:
            return {}
        located = self._located_members(operation, request)
        document = {"status_code": 200, "headers": located, "body": request.body}
        parameters: dict[str, object] = self._reader.parse(document, shape)
        del parameters["ResponseMetadata"]
        self._check(operation, request, parameters)
        return parameters

    def _located_members(self, operation: str, request: Request) -> dict[str, str]:
        path = _path_pattern(self.operation(operation).http["requestUri"]).fullmatch(request.path)
        in_path, in_query = LOCATED
        members = {
            located_name(in_path, name): unquote(value)
            for name, value in (path.groupdict() if path else {}).items()
        }
        for name, value in parse_qsl(request.query, keep_blank_values=True):
            members[located_name(in_query, name)] = value
        return members

    def _check(self, operation: str, request: Request, parameters: Mapping[str, object]) -> None:
        shape = self.operation(operation).input_shape
        found = constraints.violations(shape, parameters) if shape is not None else []
        if found and self._name == "json":
            raise wording.validation_error("ValidationException", found)
        in_uri = [one for one in found if one.shape.serialization.get("location") in LOCATED]
        if in_uri:
            raise wording.validation_error("InvalidInput", in_uri)
        if found:
            raise wording.schema_error(request.body, f"{operation}Request", found[0])

    def render(self, operation: str, result: Mapping[str, object], request_id: str) -> Response:
        """Return the response that carries ``result``.

        Raises MockDefectError for a result that AWS could not have sent.
        """
        mirrored = self._mirrored.operation_model(operation)
        shape = mirrored.input_shape
        if shape is None and result:
            raise MockDefectError(f"{operation} has no output, but the mock answers {result!r}.")
        if shape is not None and botocore_is_older():
            result = cast("Mapping[str, object]", without_unknown_members(shape, result))
        try:
            written = self._writer.serialize_to_request(dict(result), mirrored)
        except ParamValidationError as error:
            raise MockDefectError(f"AWS could not have answered {operation} so: {error}") from error
        status = self.operation(operation).http.get("responseCode", 200)
        body = written["body"]
        return Response(
            status,
            {**_header_members(mirrored, written["headers"]), **self._headers(request_id)},
            body.encode() if isinstance(body, str) else body,
        )

    def render_error(self, operation: str, error: AwsError, request_id: str) -> Response:
        """Return the response that carries ``error``.

        Raises MockDefectError for a code that AWS does not document for ``operation``.
        """
        model = self.operation(operation)
        documented = error.code in documented_errors.sentences(model)
        if not documented and not botocore_is_older():
            raise MockDefectError(f"AWS does not document this for {operation}: {error}")
        status = documented_errors.http_status(model, error.code)
        write = error_documents.WRITERS[self._name]
        return Response(status, self._headers(request_id), write(error, status, request_id))

    def _headers(self, request_id: str) -> dict[str, str]:
        return {"Content-Type": CONTENT_TYPES[self._name], "x-amzn-RequestId": request_id}


def _create_writer(protocol: str) -> Any:
    """Return botocore's serializer, with AWS's milliseconds where this botocore can write them."""
    if "timestamp_precision" in inspect.signature(create_serializer).parameters:
        return cast("Any", create_serializer)(protocol, timestamp_precision="millisecond")
    return create_serializer(protocol)


@cache
def _path_pattern(template: str) -> re.Pattern[str]:
    path = re.escape(template.partition("?")[0].rstrip("/"))
    return re.compile(re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]*)", path) + "/?")


def _header_members(mirrored: OperationModel, written: Mapping[str, str]) -> dict[str, str]:
    """Return the headers that are members of the result: the rest are those of a request."""
    shape = mirrored.input_shape
    members = [member.serialization for member in shape.members.values()] if shape else []
    names = [str(member["name"]) for member in members if member.get("location") == "header"]
    return {name: written[name] for name in names if name in written}
