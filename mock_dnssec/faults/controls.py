"""What a test may do to the calls that an account answers: let them fail, or be slow."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from mock_dnssec.faults.placing import failure, slowness

if TYPE_CHECKING:
    from mock_dnssec.faults.faults import Fault, Faults, When


class FaultControls:
    """The part of an account that places errors on purpose."""

    faults: Faults

    def fail(
        self,
        operation: str,
        error: str | int,
        *,
        message: str | None = None,
        times: int | None = 1,
        after: int = 0,
        when: When | None = None,
        members: Mapping[str, object] | None = None,
        performed: bool = False,
        unused: bool = False,
    ) -> Fault:
        """Make the next ``times`` calls of ``operation`` fail; None is every call from now on.

        ``error`` is one of AWS's by its code (``documented_errors`` lists them), with AWS's text
        unless ``message`` is given, and with ``members`` beside it where AWS documents some; an
        HTTP status from 500 to 599, which a load balancer answers with a page that is none of
        AWS's; or a network failure: "ConnectTimeout", "ReadTimeout", "ConnectionReset" or
        "EndpointUnreachable", which comes at once.

        The first ``after`` matching calls pass. ``when`` tells which calls match: parameters under
        AWS's member names, or a function that is given all parameters and returns a bool.
        ``performed`` lets the call take effect, so that only its answer is lost. A fault that never
        fires makes the test fail, unless it is ``unused``.

        Raises MockUsageError, with the list of what exists, for an operation or a parameter that
        AWS does not have, UndocumentedError for an error that it does not document there.
        """
        fault = failure(
            self.faults,
            operation,
            error,
            message=message,
            members=members,
            times=times,
            after=after,
            when=when,
            performed=performed,
            unused=unused,
        )
        return self.faults.place(fault)

    def slow(
        self,
        operation: str,
        seconds: float,
        *,
        times: int | None = 1,
        after: int = 0,
        when: When | None = None,
        unused: bool = False,
    ) -> Fault:
        """Make the answers to the next ``times`` calls take ``seconds`` of real time.

        They are performed before. A client that waits less (``Config(read_timeout=...)``) raises
        its ReadTimeoutError when its time is over. The options are those of :meth:`fail`.
        """
        fault = slowness(
            self.faults, operation, seconds, times=times, after=after, when=when, unused=unused
        )
        return self.faults.place(fault)
