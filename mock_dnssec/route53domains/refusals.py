"""What Route 53 Domains answers when it refuses: every code and text in one table."""

from __future__ import annotations

from mock_dnssec.errors import Refusal

# Texts that AWS's answers are known to carry.
NOT_FOUND = Refusal("InvalidInput", "Domain {name} not found in {account_id} account.")
UNSUPPORTED_TLD = Refusal("UnsupportedTLD", "{tld} tld is not supported.")
ALREADY_PENDING = Refusal(
    "DuplicateRequest",
    "A request already pending for the operation. Please use the RequestId from the exception to "
    "track the request status.",
)
PARAMETERS_MISSING = Refusal("TLDRulesViolation", "[{missing}]")
NO_OPERATION = Refusal("InvalidInput", "No operation found with id {operation_id}")

REFUSED_BY_REGISTRY = "Parameters in request are not valid"
"""The Message of an operation that FAILED, as when a DS record is there already."""

# Texts that are not public: the sentences of AWS's documentation of each error, or what is wrong
# where one error stands for everything that is not acceptable.
OPERATION_LIMIT = Refusal(
    "OperationLimitExceeded",
    "The number of operations or jobs running exceeded the allowed threshold for the account.",
)
DOMAIN_LIMIT = Refusal(
    "DomainLimitExceeded",
    "The number of domains has exceeded the allowed threshold for the account.",
)
DNSSEC_LIMIT = Refusal(
    "DnssecLimitExceeded",
    "The domain {name} has reached the maximum number of DS records, which is {limit}.",
)
BAD_NAME = Refusal("InvalidInput", "{name} is not a valid domain name.")
NOT_AVAILABLE = Refusal("InvalidInput", "The domain {name} is not available.")
BAD_CONTACT = Refusal("InvalidInput", "{contact}: {problem}.")
BAD_NAME_SERVERS = Refusal("InvalidInput", "A domain has 1 to {limit} name servers.")
BAD_NAME_SERVER = Refusal("InvalidInput", "{name} is not a valid name server: {problem}.")
BAD_SIGNING_ATTRIBUTES = Refusal("InvalidInput", "SigningAttributes are not valid: {problem}.")
NO_DELEGATION_SIGNER = Refusal("InvalidInput", "The domain {name} has no DS record with id {id}.")
BAD_FILTER = Refusal("InvalidInput", "The filter on {name} is not valid: {problem}.")
BAD_SORT = Refusal("InvalidInput", "Sort by {name}, as the filter does, or leave one of them out.")
BAD_MARKER = Refusal("InvalidInput", "The marker {marker} is not valid.")
BAD_MAX_ITEMS = Refusal("InvalidInput", "MaxItems must be a positive number, not {size}.")
