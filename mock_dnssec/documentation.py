"""What AWS documents of its operations: for tests that go through all of it."""

from __future__ import annotations

from mock_dnssec.wire import documented_errors as documented
from mock_dnssec.wire.protocol import protocol_with


class DocumentedError(str):
    """An error that AWS documents for an operation. It *is* its code, and knows more of itself.

    So it names a test under ``pytest.mark.parametrize`` and can be given to ``account.fail``.
    """

    http_status: int
    sentence: str

    def __new__(cls, code: str, http_status: int, sentence: str) -> DocumentedError:
        """Make the ``str`` of its code."""
        error = super().__new__(cls, code)
        error.http_status = http_status
        error.sentence = sentence
        return error

    def __reduce__(self) -> tuple[type[DocumentedError], tuple[str, int, str]]:
        return DocumentedError, (self.code, self.http_status, self.sentence)

    @property
    def code(self) -> str:
        """AWS's name of the error, which a ClientError carries as its code."""
        return str.__str__(self)


def documented_errors(operation: str, *, common: bool = False) -> list[DocumentedError]:
    """Return the errors that AWS's model documents for ``operation``, in the model's order.

    Each is a ``str``, its code, with ``code``, ``http_status`` and ``sentence``. Made for
    ``pytest.mark.parametrize``. With ``common``, those follow that any operation of the service may
    give: throttling, missing permissions, expired tokens. Raises MockUsageError, with the list of
    what exists, for an operation that no mocked service has.
    """
    model = protocol_with(operation).operation(operation)
    sentences = documented.sentences(model) if common else documented.modelled(model)
    return [
        DocumentedError(code, documented.http_status(model, code), sentence)
        for code, sentence in sentences.items()
    ]
