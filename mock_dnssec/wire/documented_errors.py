"""What AWS's model says of the errors of an operation: codes, HTTP statuses, sentences."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, cast

from mock_dnssec.wire.common_errors import COMMON_ERRORS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from botocore.model import OperationModel, StructureShape


SEEN = {
    "PriorRequestNotComplete": "The request was rejected because Route 53 was still processing a "
    "prior request.",
}
"""What AWS says where its documentation of the error says something else."""


def modelled(operation: OperationModel) -> dict[str, str]:
    """Return AWS's sentence for each error that the model lists for ``operation``, by code."""
    return {
        shape.error_code: SEEN.get(shape.error_code) or _first_sentence(shape.documentation)
        for shape in _shapes(operation)
    }


def sentences(operation: OperationModel) -> dict[str, str]:
    """Return AWS's sentence for each error that ``operation`` may give: common ones come last."""
    listed = modelled(operation)
    common = COMMON_ERRORS[operation.service_model.service_name].items()
    return {**listed, **{code: text for code, (_, text) in common if code not in listed}}


def shape_of(operation: OperationModel, code: str) -> StructureShape | None:
    """Return the shape of an error that the model lists for ``operation``."""
    return next((shape for shape in _shapes(operation) if shape.error_code == code), None)


def http_status(operation: OperationModel, code: str) -> int:
    """Return the HTTP status of an error. KMS answers 400 whatever a client did wrong."""
    shape = shape_of(operation, code)
    if shape is None:
        return COMMON_ERRORS[operation.service_model.service_name].get(code, (400, ""))[0]
    stated: int = shape.metadata.get("error", {}).get("httpStatusCode", 400)
    return 400 if operation.service_model.protocol == "json" and stated < 500 else stated


def _shapes(operation: OperationModel) -> Sequence[StructureShape]:
    return cast("Sequence[StructureShape]", operation.error_shapes)


@cache
def _first_sentence(documentation: str) -> str:
    text = " ".join(re.sub(r"<[^>]+>", " ", documentation).split())
    return re.split(r"(?<=[.!]) (?=[A-Z])", text)[0]
