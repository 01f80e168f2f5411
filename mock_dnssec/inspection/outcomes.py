"""Parameters and outcomes of calls in a few words: what matters, and nothing twice as long."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, NamedTuple

from mock_dnssec.errors import AwsError
from mock_dnssec.inspection.shortening import cut, shortened

if TYPE_CHECKING:
    from mock_dnssec.calls import Call

VALUE_WIDTH = 50

UNINTERESTING = frozenset({"CallerReference"})
"""Parameters that are shown last, if there is room."""


class Fact(NamedTuple):
    """Something to tell of a result: where it is, and in which words."""

    path: tuple[str, ...]
    words: str = "{}"


FACTS = (
    Fact(("KeyMetadata", "KeyId")),
    Fact(("KeyMetadata", "KeyState")),
    Fact(("HostedZone", "Id")),
    Fact(("KeySigningKey", "KeyTag"), "key tag {}"),
    Fact(("Status", "ServeSignature")),
    Fact(("KeyState",)),
    Fact(("DeletionDate",), "until {}"),
    Fact(("OperationId",), "operation {}"),
    Fact(("Account",), "account {}"),
)

LESSER_FACTS = (Fact(("ChangeInfo", "Status")),)
"""What is told where there is nothing else to tell."""


def parameters(call: Call) -> list[str]:
    """Return the parameters as ``Name=value``, short ones first so that most find room."""
    told = {name: f"{name}={_value(name, value)}" for name, value in call.parameters.items()}
    return sorted(
        told.values(), key=lambda text: (text.partition("=")[0] in UNINTERESTING, len(text))
    )


def outcome(call: Call, *notes: str) -> str:
    """Return what came of a call: the code and the message of a failure, or what is new.

    New are ids, statuses, and how many there are of what is listed.
    """
    noted = f" ({', '.join(notes)})" if notes else ""
    if call.error is None:
        return f"{', '.join(_facts(call.result or {}))}{noted}"
    message = call.error.message if isinstance(call.error, AwsError) else str(call.error)
    said = "" if message == call.failure else " ".join(message.split())
    return f"{call.failure}{noted}{f': {shortened(said)}' if said else ''}"


def _facts(result: Mapping[str, Any]) -> list[str]:
    listed = [f"{len(value)} {name}" for name, value in result.items() if isinstance(value, list)]
    return [*_found(FACTS, result), *listed] or [*_found(LESSER_FACTS, result)] or ["ok"]


def _found(facts: Iterable[Fact], result: Mapping[str, Any]) -> Iterator[str]:
    for path, words in facts:
        value: Any = result
        for name in path:
            value = value.get(name) if isinstance(value, Mapping) else None
        if value is not None:
            yield words.format(_text(value))


def _value(name: str, value: Any) -> str:
    text = _changes(value["Changes"]) if name == "ChangeBatch" else _text(value)
    return cut(text, VALUE_WIDTH)


def _changes(changes: Sequence[Mapping[str, Any]]) -> str:
    sets = [(change["Action"], change["ResourceRecordSet"]) for change in changes]
    return ", ".join(f"{action} {records['Name']} {records['Type']}" for action, records in sets)


def _text(value: Any) -> str:
    match value:
        case str():
            text = shortened(value)
            short = len(text) <= VALUE_WIDTH and text.isprintable()
            return text if short else f"<{len(value)} characters>"
        case bytes():
            return f"<{len(value)} bytes>"
        case datetime():
            return f"{value:%Y-%m-%d %H:%M:%S}"
        case Mapping():
            return f"{{{', '.join(f'{name}: {_text(one)}' for name, one in value.items())}}}"
        case list():
            return f"[{', '.join(map(_text, value))}]"
    return str(value)
