"""Bytes to parameters, results and errors to bytes, by AWS's own model of the service."""

from __future__ import annotations

import inspect
from collections.abc import Mapping
from functools import cache, cached_property
from typing import TYPE_CHECKING, Any, cast

from botocore.loaders import create_loader
from botocore.model import ServiceModel
from botocore.parsers import ResponseParserError, create_parser
from botocore.serialize import SERIALIZERS, create_serializer

from mock_dnssec.errors import AwsError, MockDefectError, MockUsageError, closest_first
from mock_dnssec.wire import documented_errors
from mock_dnssec.wire.constraints import IN_REQUESTS, IN_RESULTS, checker
from mock_dnssec.wire.formats import FORMATS, spoken_in
from mock_dnssec.wire.http import Request, Response
from mock_dnssec.wire.mirror import Description, mirror
from mock_dnssec.wire.older_models import botocore_is_older, without_unknown_members
from mock_dnssec.wire.schema import complete
from mock_dnssec.wire.uris import located_members
from mock_dnssec.wire.wording import requirements
from mock_dnssec.wire.xml_bodies import not_of_its_type, not_xml

if TYPE_CHECKING:
    from botocore.model import OperationModel, Shape

MIRRORED = ("kms", "route53", "route53domains", "sts")
"""The services whose models are mirrored, under botocore's names."""


def protocol_of(service: str, request: Request | None = None) -> Protocol:
    """Return the protocol in which ``service`` answers ``request``, loaded once per process.

    Raises MockUsageError for a protocol that the installed botocore does not speak.
    """
    return _load(service, spoken_in(request) if request else None)


@cache
def _load(service: str, spoken: str | None) -> Protocol:
    if spoken is not None and spoken not in SERIALIZERS:
        raise MockUsageError(
            f"A client of {service} speaks {spoken}, which botocore here is too old for: "
            "pip install --upgrade botocore"
        )
    description = create_loader().load_service_model(service, "service-2")
    return Protocol(complete(service, dict(description)), spoken)


def protocol_with(operation: str) -> Protocol:
    """Return the protocol of the service that has ``operation``.

    Raises MockUsageError, listing what exists, when none has it.
    """
    for protocol in map(protocol_of, MIRRORED):
        if operation in protocol.operation_names:
            return protocol
    known = [name for service in MIRRORED for name in protocol_of(service).operation_names]
    raise MockUsageError(
        f"There is no operation {operation!r}. These exist: {closest_first(operation, known)}."
    )


class Protocol:
    """One service's wire, seen from the server.

    ``spoken`` is botocore's name of a protocol; without one, it is that of botocore's own clients.
    """

    def __init__(self, description: Description, spoken: str | None = None) -> None:
        self._model = ServiceModel(description)
        self._mirrored = ServiceModel(mirror(description))
        usual = getattr(self._model, "resolved_protocol", self._model.protocol)
        self._format = FORMATS[spoken or usual]
        symmetric = self._format.symmetric or spoken or usual
        self._reader = create_parser(symmetric)
        self._writer = _create_writer(symmetric, self._format.timestamp_precision)

    @cached_property
    def operation_names(self) -> frozenset[str]:
        """The names of all operations in AWS's model."""
        return frozenset(self._model.operation_names)

    def operation(self, name: str) -> OperationModel:
        """Return AWS's model of an operation."""
        return self._model.operation_model(name)

    def read(self, operation: str, request: Request) -> dict[str, object]:
        """Return the parameters of ``request`` under AWS's member names.

        Raises AwsError, in AWS's words, for a body that is not in form, and for what breaks a
        limit that only the service checks.
        """
        model = self.operation(operation)
        shape = model.input_shape
        if shape is None:
            return {}
        body = self._format.readable(request.body, shape)
        located = located_members(model.http["requestUri"], request)
        parameters = self._format.understood(self._parse(operation, body, located), shape)
        if found := checker(shape, IN_REQUESTS)(parameters):
            raise self._format.refusal(body, found)
        return parameters

    def _parse(self, operation: str, body: bytes, located: Mapping[str, str]) -> dict[str, object]:
        document = {"status_code": 200, "headers": located, "body": body}
        shape = cast("Shape", self._mirrored.operation_model(operation).output_shape)
        try:
            parameters: dict[str, object] = self._reader.parse(document, shape)
        except ResponseParserError:
            raise not_xml() from None
        except (TypeError, ValueError):  # int("many"), and int() of an element that is there twice
            raise not_of_its_type() from None
        del parameters["ResponseMetadata"]
        return parameters

    def render(self, operation: str, result: Mapping[str, object], request_id: str) -> Response:
        """Return the response that carries ``result``.

        Raises MockDefectError for a result that AWS could not have sent.
        """
        mirrored = self._mirrored.operation_model(operation)
        content = _content(mirrored, result)
        written = self._writer.serialize_to_request(content, mirrored)
        headers = self._headers(request_id)
        for name in _header_members(mirrored):
            if name in written["headers"]:
                headers[name] = written["headers"][name]
        status = self.operation(operation).http.get("responseCode", 200)
        body = self._format.document(operation, written["body"], request_id)
        return Response(status, headers, body)

    def render_error(self, operation: str, error: AwsError, request_id: str) -> Response:
        """Return the response that carries ``error``.

        Raises MockDefectError for a code that AWS does not document for ``operation``.
        """
        model = self.operation(operation)
        documented = error.code in documented_errors.sentences(model)
        if not documented and not botocore_is_older():
            raise MockDefectError(f"AWS does not document this for {operation}: {error}")
        status = documented_errors.http_status(model, error.code)
        return self._error(error, status, request_id)

    def render_unknown_operation(self, request_id: str) -> Response:
        """Return the response to a request for what is no operation of the service."""
        return self._error(AwsError(self._format.unknown_operation), 400, request_id)

    def _error(self, error: AwsError, status: int, request_id: str) -> Response:
        body = self._format.error_document(error, status, request_id)
        return Response(status, self._headers(request_id), body)

    def _headers(self, request_id: str) -> dict[str, str]:
        return {**self._format.headers, "x-amzn-RequestId": request_id}


def _content(mirrored: OperationModel, result: Mapping[str, object]) -> dict[str, object]:
    """Return ``result`` as the installed botocore can write it, once it is sure that AWS could."""
    shape = mirrored.input_shape
    if shape is None:
        if result and not botocore_is_older():
            raise MockDefectError(f"{mirrored.name} has no output, but there is {result!r}.")
        return {}
    content = dict(result)
    if botocore_is_older():
        content = cast("dict[str, object]", without_unknown_members(shape, content))
    if found := checker(shape, IN_RESULTS)(content):
        raise MockDefectError(f"AWS cannot answer {mirrored.name} so: {requirements(found)}.")
    return content


def _create_writer(protocol: str, precision: str) -> Any:
    """Return botocore's serializer, with AWS's milliseconds where this botocore can write them."""
    options: dict[str, object] = {"include_validation": False}
    if "timestamp_precision" in inspect.signature(create_serializer).parameters:
        options["timestamp_precision"] = precision
    return cast("Any", create_serializer)(protocol, **options)


@cache
def _header_members(mirrored: OperationModel) -> tuple[str, ...]:
    """Return the headers that are members of the result: the rest are those of a request."""
    shape = mirrored.input_shape
    members = [member.serialization for member in shape.members.values()] if shape else []
    return tuple(str(member["name"]) for member in members if member.get("location") == "header")
