"""What the server itself has to say, in a form that the client reads as an error of AWS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from botocore.serialize import SERIALIZERS

from mock_dnssec.errors import AwsError, MockUsageError
from mock_dnssec.wire.addresses import SERVICES
from mock_dnssec.wire.formats import FORMATS, spoken_in
from mock_dnssec.wire.http import Request, Response

if TYPE_CHECKING:
    from mock_dnssec.errors import MockDefectError

JSON, XML = "json", "rest-xml"
SPOKEN = {"kms": JSON, "route53": XML, "route53domains": JSON, "sts": "query"}
"""By service: the form of its errors, where the request does not ask for another."""

NOT_IMPLEMENTED = 501
INTERNAL = 500
NOT_FOUND = 404


def refusal(service: str, request: Request, error: MockUsageError | MockDefectError) -> Response:
    """Return the response that carries a mistake in using the mock, or a fault of it."""
    status = NOT_IMPLEMENTED if isinstance(error, MockUsageError) else INTERNAL
    return _response(SPOKEN[service], request, status, AwsError(type(error).__name__, str(error)))


def refusal_of_nobody(request: Request, content_type: str) -> Response:
    """Return the response to a request that is for none of the services.

    It is in XML for whoever does not write JSON: so a client of S3 or IAM that was led here by
    mistake can read it.
    """
    text = (
        f"mock_dnssec cannot tell what {request.method} {request.path} is for. It answers "
        f"{', '.join(SERVICES)}, told by X-Amz-Target, path, form, or the signature's scope."
    )
    usual = JSON if JSON in content_type else XML
    return _response(usual, request, NOT_FOUND, AwsError("UnknownOperationException", text))


def _response(usual: str, request: Request, status: int, error: AwsError) -> Response:
    """Return ``error`` in the protocol of ``request``, if botocore here can write that."""
    spoken = spoken_in(request)
    form = FORMATS[spoken if spoken in SERIALIZERS else usual]
    return Response(status, form.headers, form.error_document(error, status, "mock_dnssec"))
