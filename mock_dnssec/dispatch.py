"""One request's story, from its bytes to the bytes of the answer."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from botocore import xform_name

from mock_dnssec.calls import Call
from mock_dnssec.errors import AwsError, MockUsageError
from mock_dnssec.faults.network import GatewayError
from mock_dnssec.wire.http import Response
from mock_dnssec.wire.protocol import protocol_of

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.operations import Operation, Result
    from mock_dnssec.wire.http import Request


def dispatch(
    account: Account, service: str, operation: str, region: str, request: Request
) -> Response:
    """Answer ``request`` as AWS would in ``account``.

    Raises MockUsageError for an operation that the mock does not have, and NetworkFault where a
    test wants no answer to arrive.
    """
    protocol = protocol_of(service, request)
    request_id = account.entropy.draw_uuid("request-id")
    if operation not in protocol.operation_names:
        return protocol.render_unknown_operation(request_id)
    call = Call(account.id, service, operation, region)
    account.calls.record(call)
    try:
        with call:
            call.parameters = protocol.read(operation, request)
            call.result = _meet(account, call)
    except AwsError as error:
        response = protocol.render_error(operation, error, request_id)
    except GatewayError as error:
        response = Response(error.status, {"Content-Type": "text/html"}, error.page)
    else:
        response = protocol.render(operation, call.result, request_id)
    return response._replace(delay=call.delay) if call.delay else response


def _meet(account: Account, call: Call) -> Result:
    """Return what the operation gives, or raise it, unless a fault comes between."""
    fault = call.fault = account.faults.strike(call)
    if fault is None or fault.raised is None:
        call.delay = fault.delay if fault else 0.0
        return _perform(account, call)
    if fault.performed:
        with suppress(AwsError):
            call.result = _perform(account, call)
    raise fault.raised()


def _perform(account: Account, call: Call) -> Result:
    method = _find_method(account, call)
    arguments = {xform_name(name): value for name, value in call.parameters.items()}
    account.watchers.prepare()
    with account.lock:
        result = method(**arguments)
    answer = result() if callable(result) else result
    account.watchers.look(call)
    return answer


def _find_method(account: Account, call: Call) -> Operation:
    operations = account.backend(call.service, call.region).operations
    method = operations.get(xform_name(call.operation))
    if method is None:
        have = ", ".join(
            name
            for name in sorted(protocol_of(call.service).operation_names)
            if xform_name(name) in operations
        )
        raise MockUsageError(
            f"mock_dnssec does not answer {call.service} {call.operation} yet. It answers: {have}."
        )
    return method
