"""What a client sends is what a backend gets, and what a backend answers is what a client gets."""

from __future__ import annotations

from typing import Any

import pytest
from botocore.loaders import create_loader
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from mock_dnssec.wire.http import Request
from mock_dnssec.wire.protocol import Protocol, protocol_of

from .client_side import CBOR, SPOKEN, operation_model, received, sent, server_side
from .shapes import content_of

REQUEST_ID = "01234567-89ab-4def-8123-456789abcdef"

each_operation = pytest.mark.parametrize(("service", "operation", "protocol"), SPOKEN)
with_generated_cases = settings(max_examples=15)


def has_empty_structures(content: object) -> bool:
    """Return whether there are structures of which a form could not say that they are there."""
    if isinstance(content, dict):
        return not content or has_empty_structures(list(content.values()))
    return isinstance(content, list) and any(map(has_empty_structures, content))


@each_operation
@with_generated_cases
@given(data=st.data())
def test_parameters_arrive(
    service: str, operation: str, protocol: str, data: st.DataObject
) -> None:
    """What parameters a client sends, a backend gets, under AWS's member names."""
    model = protocol_of(service).operation(operation)
    parameters = data.draw(content_of(model.input_shape))
    assume(protocol != "query" or not has_empty_structures(list(parameters.values())))
    request = sent(service, operation, parameters, protocol)
    assert protocol_of(service, request).read(operation, request) == parameters


@each_operation
@with_generated_cases
@given(data=st.data())
def test_results_arrive(service: str, operation: str, protocol: str, data: st.DataObject) -> None:
    """What a backend answers, a client gets, with the request's id and AWS's status."""
    model = operation_model(service, operation)
    result: dict[str, Any] = data.draw(content_of(model.output_shape))
    response = server_side(service, protocol).render(operation, result, REQUEST_ID)
    parsed = received(service, operation, response, protocol)
    metadata = parsed.pop("ResponseMetadata")
    assert parsed == result
    if model.output_shape or protocol != CBOR:  # botocore reads no headers of CBOR without shape
        assert metadata["RequestId"] == REQUEST_ID
    assert metadata["HTTPStatusCode"] == model.http.get("responseCode", 200)


def test_an_operation_that_takes_and_gives_nothing() -> None:
    """An operation without input has no parameters, and one without output no result."""
    description = dict(create_loader().load_service_model("kms", "service-2"))
    ping = {"name": "Ping", "http": {"method": "POST", "requestUri": "/"}}
    protocol = Protocol({**description, "operations": {"Ping": ping}})
    assert protocol.read("Ping", Request("POST", "/", "", b"what?")) == {}
    assert protocol.render("Ping", {}, REQUEST_ID).body == b"{}"
