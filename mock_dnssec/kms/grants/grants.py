"""Grants, their tokens, and the store of one Region's grants."""

from __future__ import annotations

import base64
import json
from bisect import bisect_left, insort
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypedDict

from mock_dnssec.kms.policies.statements import Statement, allowing

if TYPE_CHECKING:
    from mock_dnssec.entropy import Entropy
    from mock_dnssec.kms.keys import Key, Keys

_TOKEN_HEAD = b"\x01\x0a\x40"
_NONCE_BYTES = 8
_PROOF_BYTES = 256
_ID_DIGITS = 64


class Constraints(TypedDict, total=False):
    """When a grant holds.

    https://docs.aws.amazon.com/kms/latest/APIReference/API_GrantConstraints.html
    """

    EncryptionContextSubset: Mapping[str, str]
    EncryptionContextEquals: Mapping[str, str]
    SourceArn: str


@dataclass(frozen=True, slots=True)
class Terms:
    """What a request says of a grant. ``principals`` are members of GrantListEntry."""

    key: Key
    name: str
    principals: Mapping[str, str]
    operations: Sequence[str]
    constraints: Constraints

    @property
    def fingerprint(self) -> str:
        """What is the same for two requests that mean the same grant."""
        told = [self.key.arn, self.name, self.principals, sorted(self.operations), self.constraints]
        return json.dumps(told, sort_keys=True)


@dataclass(frozen=True, slots=True)
class Grant:
    """A grant that was created: it never changes."""

    grant_id: str
    terms: Terms
    creation_date: datetime


class Grants:
    """The grants of one Region. A grant goes with its key."""

    def __init__(self, keys: Keys, entropy: Entropy) -> None:
        self._keys = keys
        self._entropy = entropy
        self._by_id: dict[str, Grant] = {}
        self._named: dict[str, Grant] = {}
        self._ids: dict[str, list[str]] = {}

    def ids_of(self, key_or_principal: str) -> Sequence[str]:
        """Return the sorted ids of the grants of a key, by its ARN, or of a retiring principal."""
        return self._ids.get(key_or_principal, ())

    def find(self, grant_id: str) -> Grant | None:
        """Return the grant with this id, or None if there is none (any more)."""
        grant = self._by_id.get(grant_id)
        if grant is None or self._keys.find(grant.terms.key.key_id) is not grant.terms.key:
            return None
        return grant

    def statements_of(self, key: Key) -> Iterator[Statement]:
        """Yield what the grants of a key add to its key policy."""
        for grant in map(self.find, self.ids_of(key.arn)):
            if grant is not None and "GranteePrincipal" in grant.terms.principals:
                principal = grant.terms.principals["GranteePrincipal"]
                yield allowing(principal, [f"kms:{name}" for name in grant.terms.operations])

    def find_same(self, terms: Terms) -> Grant | None:
        """Return the grant that a request with these terms has created before, if it has a name."""
        grant = self._named.get(terms.fingerprint)
        return None if grant is None else self.find(grant.grant_id)

    def add(self, grant: Grant) -> None:
        """Keep a new grant."""
        self._by_id[grant.grant_id] = grant
        if grant.terms.name:
            self._named[grant.terms.fingerprint] = grant
        for holder in _holders(grant):
            insort(self._ids.setdefault(holder, []), grant.grant_id)

    def remove(self, grant: Grant) -> None:
        """Forget a grant."""
        del self._by_id[grant.grant_id]
        self._named.pop(grant.terms.fingerprint, None)
        for holder in _holders(grant):
            ids = self._ids[holder]
            del ids[bisect_left(ids, grant.grant_id)]

    def new_token(self, grant: Grant) -> str:
        """Return another token for a grant: all of them are as good."""
        nonce = self._entropy.draw("kms:grant-token", _NONCE_BYTES)
        return self._token(grant.grant_id, nonce)

    def read_token(self, token: str) -> str | None:
        """Return the id of the grant that a token was made for, or None for what is no token."""
        try:
            octets = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
            grant_id = octets[len(_TOKEN_HEAD) :][:_ID_DIGITS].decode("ascii")
        except ValueError:
            return None
        nonce = octets[len(_TOKEN_HEAD) + _ID_DIGITS :][:_NONCE_BYTES]
        return grant_id if self._token(grant_id, nonce) == token else None

    def _token(self, grant_id: str, nonce: bytes) -> str:
        proof = self._entropy.derive(f"kms:grant-token:{grant_id}:{nonce.hex()}", _PROOF_BYTES)
        octets = _TOKEN_HEAD + grant_id.encode() + nonce + proof
        return base64.urlsafe_b64encode(octets).decode().rstrip("=")


def _holders(grant: Grant) -> Sequence[str]:
    principals = grant.terms.principals
    retiring = principals.get("RetiringPrincipal") or principals.get("RetiringServicePrincipal")
    return [grant.terms.key.arn, *([retiring] if retiring else [])]
