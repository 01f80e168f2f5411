"""From what a test asks for to a fault that AWS could have: what exists, and what makes sense."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError, MockUsageError, UndocumentedError, closest_first
from mock_dnssec.faults.faults import Fault
from mock_dnssec.faults.network import (
    KINDS,
    NEVER_ARRIVED,
    STATUSES,
    GatewayError,
    NetworkFault,
    check_status,
)
from mock_dnssec.parameters import as_sent
from mock_dnssec.wire import documented_errors
from mock_dnssec.wire.constraints import IN_RESULTS, checker
from mock_dnssec.wire.protocol import protocol_with
from mock_dnssec.wire.wording import requirements

if TYPE_CHECKING:
    from botocore.model import OperationModel

    from mock_dnssec.faults.faults import Faults, When


def failure(
    faults: Faults,
    operation: str,
    error: str | int,
    *,
    message: str | None,
    members: Mapping[str, object] | None,
    times: int | None,
    after: int,
    when: When | None,
    performed: bool,
    unused: bool,
) -> Fault:
    """Return the fault that ``account.fail`` describes, once it is sure that AWS could have it."""
    model = protocol_with(operation).operation(operation)
    raised = _raised(model, error, message, members)
    if performed and not _may_be_performed(model, error):
        raise MockUsageError(
            f"A call that gets {error!r} has not been performed: performed=True goes with an HTTP "
            "status of 500 or more, ReadTimeout and ConnectionReset."
        )
    condition = _condition(operation, times, after, when)
    return Fault(faults, operation, error, raised, condition, times, after, 0.0, performed, unused)


def slowness(
    faults: Faults,
    operation: str,
    seconds: float,
    *,
    times: int | None,
    after: int,
    when: When | None,
    unused: bool,
) -> Fault:
    """Return the fault that ``account.slow`` describes."""
    if not seconds > 0:
        raise MockUsageError(f"A slow answer takes more than 0 seconds, not {seconds!r}.")
    condition = _condition(operation, times, after, when)
    return Fault(faults, operation, None, None, condition, times, after, seconds, False, unused)


def _condition(operation: str, times: int | None, after: int, when: When | None) -> When:
    """Return ``when`` as calls will be recorded, once the counts make sense as well."""
    if (times is not None and times < 1) or after < 0:
        raise MockUsageError(f"A fault strikes at least once: times={times}, after={after}.")
    if callable(when):
        protocol_with(operation)
        return when
    return as_sent(operation, when or {})


def _raised(
    model: OperationModel,
    error: str | int,
    message: str | None,
    members: Mapping[str, object] | None,
) -> Callable[[], Exception]:
    if isinstance(error, str) and error not in KINDS:
        return _aws_error(model, error, message, members)
    if message is not None or members:
        raise MockUsageError(f"message= and members= go with errors of AWS's, not {error!r}.")
    if isinstance(error, str):
        return partial(NetworkFault, error)
    check_status(error)
    return partial(GatewayError, error)


def _aws_error(
    model: OperationModel, code: str, message: str | None, members: Mapping[str, object] | None
) -> Callable[[], AwsError]:
    documented = documented_errors.sentences(model)
    if code not in documented:
        raise UndocumentedError(
            f"AWS does not document the error {code!r} for {model.name}. It documents: "
            f"{closest_first(code, documented)}. HTTP statuses from 500 go as well, and network "
            f"failures: {', '.join(KINDS)}."
        )
    text = documented[code] if message is None else message
    return partial(AwsError, str(code), text, members=_members(model, code, members or {}))


def _members(model: OperationModel, code: str, given: Mapping[str, object]) -> Mapping[str, object]:
    """Return what the error carries beside its message: lists that must be there, though empty."""
    shape = documented_errors.shape_of(model, code)
    if shape is None:
        if given:
            raise MockUsageError(f"{code} has no members but its message: {dict(given)!r}.")
        return {}
    members = {**{name: [] for name in shape.required_members}, **given}
    if found := checker(shape, IN_RESULTS)(members):
        raise MockUsageError(f"{code} has no such members: {requirements(found)}.")
    return members


def _may_be_performed(model: OperationModel, error: str | int) -> bool:
    if isinstance(error, str) and error not in KINDS:
        return documented_errors.http_status(model, error) >= STATUSES[0]
    return error not in NEVER_ARRIVED
