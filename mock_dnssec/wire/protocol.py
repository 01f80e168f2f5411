"""Bytes to parameters, results and errors to bytes, by AWS's own model of the service."""

from __future__ import annotations

import inspect
import json
import re
from collections.abc import Mapping
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qsl, unquote

from botocore.exceptions import ParamValidationError
from botocore.loaders import create_loader
from botocore.model import ServiceModel
from botocore.parsers import create_parser
from botocore.serialize import create_serializer

from mock_dnssec.errors import COMMON_ERRORS, AwsError, MockDefectError, MockUsageError
from mock_dnssec.wire import constraints, wording
from mock_dnssec.wire.http import Request, Response
from mock_dnssec.wire.mirror import LOCATED, located_name, mirror
from mock_dnssec.wire.older_models import botocore_is_older, without_unknown_members
from mock_dnssec.wire.schema import complete

if TYPE_CHECKING:
    from botocore.model import OperationModel, StructureShape

CONTENT_TYPES = {"json": "application/x-amz-json-1.1", "rest-xml": "text/xml"}
MIRRORED = ("kms", "route53")
"""The services whose models are mirrored, under botocore's names."""

XMLNS = "https://route53.amazonaws.com/doc/2013-04-01/"


@lru_cache(maxsize=None)
def protocol_of(service: str) -> Protocol:
    """Return the protocol of ``service``, loaded once per process."""
    description = create_loader().load_service_model(service, "service-2")
    return Protocol(complete(service, description))


def protocol_with(operation: str) -> Protocol:
    """Return the protocol of the owned service that has ``operation``.

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

    def __init__(self, description: Mapping[str, object]) -> None:
        description = dict(description)
        self.model = ServiceModel(description)
        self._mirrored = ServiceModel(mirror(description))
        name = self._mirrored.protocol
        self._reader = create_parser(name)
        precision = inspect.signature(create_serializer).parameters.get("timestamp_precision")
        options = {"timestamp_precision": "millisecond"} if precision else {}
        self._writer = create_serializer(name, **options)
        self._content_type = CONTENT_TYPES[name]

    @cached_property
    def operation_names(self) -> frozenset[str]:
        """The names of all operations in AWS's model."""
        return frozenset(self.model.operation_names)

    def read(self, operation: str, request: Request) -> dict[str, object]:
        """Return the parameters of ``request`` under AWS's member names.

        Raises AwsError, in AWS's words, where they break a limit that only the service checks.
        """
        shape = self._mirrored.operation_model(operation).output_shape
        located = self._located_members(operation, request)
        document = {"status_code": 200, "headers": located, "body": request.body}
        parameters: dict[str, object] = self._reader.parse(document, shape)
        del parameters["ResponseMetadata"]
        self._check(operation, request, parameters)
        return parameters

    def _located_members(self, operation: str, request: Request) -> dict[str, str]:
        template = self.model.operation_model(operation).http["requestUri"]
        path = _path_pattern(template).fullmatch(request.path)
        members = {
            located_name(LOCATED[0], name): unquote(value)
            for name, value in (path.groupdict() if path else {}).items()
        }
        for name, value in parse_qsl(request.query, keep_blank_values=True):
            members[located_name(LOCATED[1], name)] = value
        return members

    def _check(self, operation: str, request: Request, parameters: Mapping[str, object]) -> None:
        shape = cast("StructureShape | None", self.model.operation_model(operation).input_shape)
        found = constraints.violations(shape, parameters) if shape is not None else []
        if not found:
            return
        if self.model.protocol == "json":
            raise wording.validation_error("ValidationException", found)
        in_uri = [violation for violation in found if _is_located(violation)]
        if in_uri:
            raise wording.validation_error("InvalidInput", in_uri)
        raise wording.schema_error(request.body, f"{operation}Request", found[0])

    def render(self, operation: str, result: Mapping[str, object], request_id: str) -> Response:
        """Return the response that carries ``result``.

        Raises MockDefectError for a result that AWS could not have sent.
        """
        mirrored = self._mirrored.operation_model(operation)
        if botocore_is_older() and mirrored.input_shape is not None:
            known = without_unknown_members(mirrored.input_shape, result)
            result = cast("Mapping[str, object]", known)
        if mirrored.input_shape is None and result:
            raise MockDefectError(f"{operation} has no output, but the mock answers {result!r}.")
        try:
            written = self._writer.serialize_to_request(result, mirrored)
        except ParamValidationError as error:
            raise MockDefectError(f"AWS could not have answered {operation} so: {error}") from error
        status = self.model.operation_model(operation).http.get("responseCode", 200)
        headers = {name: written["headers"][name] for name in _header_names(mirrored, result)}
        return Response(status, {**headers, **self._headers(request_id)}, _encoded(written["body"]))

    def render_error(self, operation: str, error: AwsError, request_id: str) -> Response:
        """Return the response that carries ``error``.

        Raises MockDefectError for a code that AWS does not document for ``operation``.
        """
        if error.code not in self.documented_errors(operation) and not botocore_is_older():
            raise MockDefectError(f"AWS does not document {error} for {operation}.")
        status = self.error_status(operation, error.code)
        if self.model.protocol == "json":
            body = _json_error(error)
        else:
            body = _xml_error(error, status, request_id)
        return Response(status, self._headers(request_id), body)

    def documented_errors(self, operation: str) -> dict[str, str]:
        """Return AWS's sentence for each error that ``operation`` may give, common ones last."""
        modelled = self.modelled_errors(operation)
        return modelled | {
            code: text for code, (_, text) in COMMON_ERRORS.items() if code not in modelled
        }

    def modelled_errors(self, operation: str) -> dict[str, str]:
        """Return AWS's sentence for each error that the model lists for ``operation``."""
        shapes = self.model.operation_model(operation).error_shapes
        return {shape.error_code: _first_sentence(shape.documentation) for shape in shapes}

    def input_members(self, operation: str) -> list[str]:
        """Return the names of the parameters of ``operation``."""
        shape = self.model.operation_model(operation).input_shape
        return list(cast("StructureShape", shape).members) if shape is not None else []

    def error_status(self, operation: str, code: str) -> int:
        """Return the HTTP status of an error; KMS answers 400 whatever the client did wrong."""
        status = COMMON_ERRORS.get(code, (400, ""))[0]
        for shape in self.model.operation_model(operation).error_shapes:
            if shape.error_code == code:
                stated = shape.metadata.get("error", {}).get("httpStatusCode", 400)
                status = 500 if shape.metadata.get("fault") else stated
        return 400 if self.model.protocol == "json" and status < 500 else status

    def _headers(self, request_id: str) -> dict[str, str]:
        return {"Content-Type": self._content_type, "x-amzn-RequestId": request_id}


@lru_cache(maxsize=None)
def _path_pattern(template: str) -> re.Pattern[str]:
    path = template.partition("?")[0]
    return re.compile(
        re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>[^/]*)", re.escape(path).rstrip("/")) + "/?"
    )


def _is_located(violation: constraints.Violation) -> bool:
    return violation.shape.serialization.get("location") in LOCATED


def _header_names(mirrored: OperationModel, result: Mapping[str, object]) -> dict[str, None]:
    if mirrored.input_shape is None:
        return {}
    members = cast("StructureShape", mirrored.input_shape).members
    return {
        shape.serialization.get("name", name): None
        for name, shape in members.items()
        if name in result and shape.serialization.get("location") == "header"
    }


def _encoded(body: str | bytes) -> bytes:
    return body.encode() if isinstance(body, str) else body


def _json_error(error: AwsError) -> bytes:
    message = {"message": error.message} if error.message else {}
    return json.dumps({"__type": error.code, **message}).encode()


def _xml_error(error: AwsError, status: int, request_id: str) -> bytes:
    import xmltodict

    message = {"Message": error.message} if error.message else {}
    sender = "Sender" if status < 500 else "Receiver"
    document = {
        "@xmlns": XMLNS,
        "Error": {"Type": sender, "Code": error.code, **message},
        "RequestId": request_id,
    }
    return xmltodict.unparse({"ErrorResponse": document}).encode()


def _first_sentence(documentation: str) -> str:
    text = re.sub(r"<[^>]+>|\s+", " ", documentation)
    text = re.sub(r" +", " ", text).strip()
    return re.split(r"(?<=[.!]) (?=[A-Z])", text)[0]
