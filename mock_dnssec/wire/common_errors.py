"""Errors that any operation of a service may give though its model does not list them.

https://docs.aws.amazon.com/kms/latest/APIReference/CommonErrors.html,
https://docs.aws.amazon.com/Route53/latest/APIReference/CommonErrors.html and
https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
"""

from __future__ import annotations

from collections.abc import Mapping

_Rows = dict[str, tuple[int, str]]
"""HTTP status and sentence, by code."""

_NO_ACCESS = "You do not have sufficient access to perform this action."
_NO_PERMISSION = "You do not have permission to perform this action."
_BAD_SIGNATURE = "The request signature we calculated does not match the signature you provided."
_BAD_TOKEN = "The security token included in the request is invalid."  # noqa: S105 - a message
_EXPIRED_TOKEN = "The security token included in the request is expired"  # noqa: S105 - a message
_FAILURE = "The request processing has failed because of an unknown error, exception or failure."
_UNAVAILABLE = "The request has failed due to a temporary failure of the server."
_RATE = "Rate exceeded"
_KMS_RATE = (
    "You have exceeded the rate at which you may call KMS. Reduce the frequency of your calls."
)
"""https://docs.aws.amazon.com/kms/latest/developerguide/throttling.html"""

_OF_EACH: _Rows = {
    "InternalFailure": (500, _FAILURE),
    "RequestExpired": (400, "Request has expired."),
    "ServiceUnavailable": (503, _UNAVAILABLE),
}

_IN_JSON: _Rows = {
    **_OF_EACH,
    "AccessDeniedException": (400, _NO_ACCESS),
    "ExpiredTokenException": (400, _EXPIRED_TOKEN),
    "InvalidSignatureException": (400, _BAD_SIGNATURE),
    "MissingAuthenticationTokenException": (400, "Missing Authentication Token"),
    "SerializationException": (400, ""),
    "ThrottlingException": (400, _RATE),
    "UnknownOperationException": (400, ""),
    "UnrecognizedClientException": (400, _BAD_TOKEN),
    "ValidationException": (400, "The input fails to satisfy the constraints of the service."),
}

_IN_XML: _Rows = {
    **_OF_EACH,
    "AccessDenied": (403, _NO_ACCESS),
    "ExpiredToken": (403, _EXPIRED_TOKEN),
    "InvalidClientTokenId": (403, _BAD_TOKEN),
    "MalformedInput": (400, "Unexpected request body."),
    "MissingAuthenticationToken": (403, "Missing Authentication Token"),
    "RequestLimitExceeded": (503, "Request limit exceeded."),
    "SignatureDoesNotMatch": (403, _BAD_SIGNATURE),
    "Throttling": (400, _RATE),
}

COMMON_ERRORS: Mapping[str, _Rows] = {
    "kms": {
        **_IN_JSON,
        "NotAuthorizedException": (400, _NO_PERMISSION),
        "ThrottlingException": (400, _KMS_RATE),
    },
    "route53": {
        **_IN_XML,
        "InvalidInput": (400, "The input is not valid."),
        "NotAuthorizedException": (401, _NO_PERMISSION),
        "ThrottlingException": (400, _RATE),
        "UnknownOperationException": (400, ""),
    },
    "route53domains": {**_IN_JSON, "InvalidInput": (400, "The input is not valid.")},
    "sts": {
        **_IN_XML,
        "InvalidAction": (400, "The action or operation requested is invalid."),
        "ValidationError": (400, "The input fails to satisfy the constraints of the service."),
    },
}
