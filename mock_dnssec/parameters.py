"""What a test says of an operation, held against AWS's model: its name, parameters, errors."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from botocore.handlers import fix_route53_ids

from mock_dnssec.errors import MockUsageError, UndocumentedError, closest_first
from mock_dnssec.faults.network import KINDS, check_status
from mock_dnssec.wire import documented_errors
from mock_dnssec.wire.protocol import protocol_with


def as_sent(operation: str, parameters: Mapping[str, object]) -> dict[str, object]:
    """Return ``parameters`` of ``operation`` as botocore sends them: "Z1" for "/hostedzone/Z1".

    Raises MockUsageError, with the list of what exists, for what AWS does not have.
    """
    model = protocol_with(operation).operation(operation)
    members = list(model.input_shape.members) if model.input_shape else []
    for name in parameters:
        if name not in members:
            raise MockUsageError(
                f"{operation} has no parameter {name!r}. It has: {closest_first(name, members)}."
            )
    texts = {name: value for name, value in parameters.items() if isinstance(value, str)}
    fix_route53_ids(texts, model)
    return {**parameters, **texts}


def check_failure(operations: Iterable[str], failure: str | int) -> None:
    """Raise UndocumentedError, with the list of what exists, for what no call could fail with.

    Raises MockUsageError for a status that AWS's own errors have: they go by their codes.
    """
    if isinstance(failure, int):
        check_status(failure)
        return
    models = [protocol_with(operation).operation(operation) for operation in operations]
    known = [*KINDS, *(code for model in models for code in documented_errors.sentences(model))]
    if models and failure not in known:
        raise UndocumentedError(
            f"None of these calls can fail with {failure!r}. They can with: "
            f"{closest_first(failure, known)}."
        )
