"""Refusals, as AWS words them, and mistakes in using the mock itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass


class AwsError(Exception):
    """A refusal that AWS would have given: botocore raises it in the caller as a ``ClientError``.

    An empty ``message`` means that AWS sends none, as KMS does for a wrong signature. ``members``
    are what the error carries beside its message, under AWS's member names.
    """

    def __init__(
        self, code: str, message: str = "", *, members: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(f"{code}: {message}" if message else code)
        self.code = code
        self.message = message
        self.members = members or {}


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row in a table of errors: a code and its text, which may have places for details."""

    code: str
    text: str

    def error(self, **details: str) -> AwsError:
        """Return the error to raise, its places filled with ``details``."""
        return AwsError(self.code, self.text.format(**details))


class MockUsageError(Exception):
    """A mistake in using the mock: says what was asked, what exists and what to do."""


class UnmockedServiceError(MockUsageError):
    """A call to AWS that nobody in this test answers, stopped before it reached the network."""


class MockDefectError(Exception):
    """A fault of the mock: it was about to answer what AWS could not have answered."""


class UndocumentedError(MockUsageError):
    """An error code that AWS does not document for the operation."""


class UnfiredFaultError(MockUsageError):
    """A fault that no call has met: the test that placed it proves less than it says."""


def closest_first(name: str, known: Iterable[str]) -> str:
    """Return the list of ``known`` names for a message about ``name``: what is like it leads."""
    from difflib import get_close_matches

    by_sound = {_sound(one): one for one in known}
    alike = [by_sound[sound] for sound in get_close_matches(_sound(name), by_sound)]
    return ", ".join(dict.fromkeys([*alike, *sorted(by_sound.values())]))


def _sound(name: str) -> str:
    return name.lower().replace("_", "")
