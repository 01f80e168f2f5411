"""Every maximum of the models: botocore lets a client exceed it, the service does not."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from mock_dnssec.errors import AwsError
from mock_dnssec.wire.protocol import protocol_of

from .client_side import OPERATIONS, operation_model, sent
from .limits import Sized, sized

if TYPE_CHECKING:
    from botocore.model import ListShape, Shape

CODES = {
    "kms": "ValidationException",
    "route53": "InvalidInput",
    "route53domains": "ValidationException",
    "sts": "ValidationError",
}

LIMITED = [
    pytest.param(service, operation, excess, id=f"{service}-{operation}-{excess}")
    for service, operation in OPERATIONS
    for excess in (0, 1)
    if (shape := operation_model(service, operation).input_shape) and any(sized(shape, excess))
]


def refusal(service: str, operation: str, case: Sized) -> AwsError | None:
    """Return what the service says of a request."""
    try:
        protocol_of(service).read(operation, sent(service, operation, case.content))
    except AwsError as error:
        return error
    return None


def words(service: str, case: Sized) -> str:
    """Return how AWS's refusal names the value and its limit."""
    shape, limit = case.shape, case.shape.metadata["max"]
    sized = "length" if shape.type_name in ("string", "blob", "list") else "value"
    if service != "route53" or "location" in shape.serialization or sized == "value":
        return (
            f"at '{case.path}' failed to satisfy constraint: "
            f"Member must have {sized} less than or equal to {limit}"
        )
    if shape.type_name == "list":
        item = cast("ListShape", shape).member.serialization.get("name", "member")
        return f"Invalid content was found starting with element '{item}'."
    facet = "length" if shape.metadata.get("min") == limit else "maxLength"
    name = shape.name.removeprefix("GeoLocation")
    return f"is not facet-valid with respect to {facet} '{limit}' for type '{name}'."


@pytest.mark.parametrize(("service", "operation", "excess"), LIMITED)
def test_maxima(service: str, operation: str, excess: int) -> None:
    """A value of the greatest size passes, and one that is greater by one is refused by name."""
    for case in sized(cast("Shape", operation_model(service, operation).input_shape), excess):
        error = refusal(service, operation, case)
        if excess:
            assert error is not None
            assert error.code == CODES[service]
            assert words(service, case) in error.message
        else:
            assert error is None
