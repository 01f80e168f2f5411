"""What several families of Route 53 answer when they refuse a request."""

from __future__ import annotations

from mock_dnssec.errors import Refusal

# A text that AWS's answers are known to carry.
NOT_COMPLETE = Refusal(
    "PriorRequestNotComplete",
    "The request was rejected because Route 53 was still processing a prior request.",
)

# A text that is not public: the sentence of AWS's documentation.
LIMITS_EXCEEDED = Refusal(
    "LimitsExceeded",
    "This operation can't be completed because the current account has reached the limit on the "
    "resource you are trying to create.",
)
