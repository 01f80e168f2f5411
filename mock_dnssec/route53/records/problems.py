"""The way Route 53 words what is wrong with a name or a value."""

from __future__ import annotations


class FatalProblemError(ValueError):
    """A name or value that Route 53 cannot use; its text is Route 53's."""

    def __init__(self, code: str, sentence: str, offender: str) -> None:
        super().__init__(f"FATAL problem: {code} ({sentence}) encountered with '{offender}'")
