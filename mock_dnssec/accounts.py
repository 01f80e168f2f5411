"""The accounts of one world: what they share, and whose an access key is."""

from __future__ import annotations

import threading
from base64 import b32encode, b64encode
from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypedDict

from mock_dnssec.calls import CallLog
from mock_dnssec.clock import SEEDED_START, Clock
from mock_dnssec.entropy import Entropy
from mock_dnssec.faults.faults import Faults

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.options import Options
    from mock_dnssec.registry import Registry

CREDENTIAL_BYTES = 300
"""How many octets credentials are made of, with a session token as long as AWS's are."""


class Credentials(TypedDict):
    """Keyword arguments of ``boto3.client``, ``boto3.Session`` and botocore's ``create_client``."""

    aws_access_key_id: str
    aws_secret_access_key: str
    aws_session_token: str


class Accounts:
    """The accounts that one activation knows, the default one first.

    They share the clock, the record of calls, the faults, the lock and the world outside of AWS;
    services, quotas, ids and key material are each account's own.
    """

    def __init__(self, options: Options, calls: CallLog | None = None) -> None:
        self.clock = Clock(SEEDED_START if options.seed is not None else None)
        self.calls = CallLog() if calls is None else calls
        self.faults = Faults(self.calls)
        self.lock = threading.RLock()
        self.several = False
        """Whether there is any account but the default one: only then does it matter who calls."""
        self._options = options
        self._entropy = Entropy(options.seed)
        self._accounts: dict[str, Account] = {}
        self._owners: dict[str, str] = {}
        for access_key, account_id in options.accounts.items():
            self._entrust(access_key, account_id)

    def __iter__(self) -> Iterator[Account]:
        return iter(tuple(self._accounts.values()))

    @cached_property
    def registry(self) -> Registry:
        """What parent zones outside these accounts publish."""
        from mock_dnssec.registry import Registry

        return Registry(self)

    def find(self, account_id: str) -> Account | None:
        """Return the account with this id, None for one that nobody in this world has used."""
        return self._accounts.get(account_id)

    def get(self, account_id: str) -> Account:
        """Return the account with this id, made on first use; MockUsageError for what is no id."""
        from mock_dnssec.account import Account

        with self.lock:
            account = self.find(account_id)
            if account is None:
                account = Account(replace(self._options, account_id=account_id), accounts=self)
            return account

    def of(self, access_key: str | None) -> Account:
        """Return whose an access key is; the default account for none, or one that is unknown.

        Those that moto has given out, for a role say, are of the account that it says.
        """
        if not access_key:
            return self.get(self._options.account_id)
        from mock_dnssec.interception.moto import account_in_moto

        owner = self._owners.get(access_key) or account_in_moto(access_key)
        return self.get(owner or self._options.account_id)

    def add(self, account: Account) -> Entropy:
        """Take a new account in, and return the source of its ids and keys.

        That of the default account is the seed's own, so that no other account changes its ids.
        """
        self._accounts[account.id] = account
        if account.id == self._options.account_id:
            return self._entropy
        self.several = True
        return Entropy(self._entropy.derive(f"account:{account.id}", 32))

    def issue(self, account_id: str, octets: bytes) -> Credentials:
        """Return credentials made of ``CREDENTIAL_BYTES`` octets or more: they act in this account.

        https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids
        """
        access_key = f"ASIA{b32encode(octets[:10]).decode()}"
        self._entrust(access_key, account_id)
        return Credentials(
            aws_access_key_id=access_key,
            aws_secret_access_key=b64encode(octets[10:40]).decode(),
            aws_session_token=b64encode(octets[40:]).decode(),
        )

    def _entrust(self, access_key: str, account_id: str) -> None:
        self._owners[access_key] = account_id
        self.several = self.several or account_id != self._options.account_id
