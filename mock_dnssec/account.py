"""Account: all that one activation remembers, and the controls that a test may turn."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from mock_dnssec.accounts import CREDENTIAL_BYTES, Accounts, Credentials
from mock_dnssec.faults.controls import FaultControls
from mock_dnssec.options import Options
from mock_dnssec.partitions import partition_of
from mock_dnssec.quotas import Quotas

if TYPE_CHECKING:
    from mock_dnssec.dnssec.chain.chain import Chain
    from mock_dnssec.dnssec.guard import Guard
    from mock_dnssec.dnssec.resolver import Resolver
    from mock_dnssec.dnssec.service import Dns
    from mock_dnssec.inspection.views import HostedZoneView, KmsKeyView
    from mock_dnssec.kms.backend import Backend as Kms
    from mock_dnssec.kms.key_stores.clusters import CloudHsm
    from mock_dnssec.kms.key_stores.proxies import Xks
    from mock_dnssec.operations import Backend
    from mock_dnssec.registry import Registry
    from mock_dnssec.route53.backend import Backend as Route53
    from mock_dnssec.route53domains.backend import Backend as Route53Domains
    from mock_dnssec.server.listener import Server
    from mock_dnssec.sts import Backend as Sts


class Account(FaultControls):
    """One AWS account in memory: what ``with mock_dnssec() as account`` gives."""

    def __init__(self, options: Options | None = None, *, accounts: Accounts | None = None) -> None:
        self.options = options or Options()
        self.id = self.options.account_id
        self.accounts = accounts or Accounts(self.options)
        self.clock = self.accounts.clock
        self.calls = self.accounts.calls
        self.faults = self.accounts.faults
        self.lock = self.accounts.lock
        self.watchers = self.clock.watchers
        self.quotas = Quotas()
        self.entropy = self.accounts.add(self)
        self._kms: dict[str, Kms] = {}
        self._sts: dict[str, Sts] = {}

    def __repr__(self) -> str:
        return f"<account {self.id}>"

    def __str__(self) -> str:
        """Return what exists as a small tree: zones, key-signing keys, KMS keys, what is wrong."""
        from mock_dnssec.inspection.tree import tree

        return "\n".join(tree(self))

    def account(self, account_id: str) -> Account:
        """Return another account of the same world, made on first use, or this one by its own id.

        Clock, calls and faults are shared; services, quotas, ids and key material are its own.
        Raises MockUsageError unless ``account_id`` is a str of 12 digits.
        """
        return self.accounts.get(account_id)

    @cached_property
    def credentials(self) -> Credentials:
        """Keyword arguments that let a client act here: ``boto3.client("kms", **credentials)``."""
        octets = self.entropy.derive("credentials", CREDENTIAL_BYTES)
        return self.accounts.issue(self.id, octets)

    def account_of(self, access_key: str | None) -> Account:
        """Return whose ``access_key`` is: for one that nobody was given, the default account."""
        return self.accounts.of(access_key)

    @property
    def propagation(self) -> timedelta:
        """How long a Route 53 change stays PENDING on the account's clock."""
        return self.options.pending

    def partition(self, region: str) -> str:
        """Return the partition of ``region``, "aws" in most of the world."""
        return partition_of(region)

    def caller(self, region: str) -> str:
        """Return the ARN of who calls: an IAM user, always the same since the mock has no IAM."""
        return f"arn:{self.partition(region)}:iam::{self.id}:user/mock-dnssec"

    def kms(self, region: str) -> Kms:
        """Return the account's KMS in ``region``."""
        from mock_dnssec.kms.backend import Backend

        with self.lock:
            if region not in self._kms:
                self._kms[region] = Backend(self, region)
            return self._kms[region]

    @property
    def kms_regions(self) -> list[str]:
        """The Regions whose KMS was used."""
        return sorted(self._kms)

    @cached_property
    def route53(self) -> Route53:
        """The account's Route 53, which is global."""
        from mock_dnssec.route53.backend import Backend

        return Backend(self)

    @cached_property
    def route53domains(self) -> Route53Domains:
        """The account's registrar, which is reached in us-east-1."""
        from mock_dnssec.route53domains.backend import Backend

        return Backend(self)

    def sts(self, region: str) -> Sts:
        """Return the account's STS as ``region`` has it: who calls, and roles to assume."""
        from mock_dnssec.sts import Backend

        with self.lock:
            if region not in self._sts:
                self._sts[region] = Backend(self, region)
            return self._sts[region]

    def backend(self, service: str, region: str) -> Backend:
        """Return the backend that answers for ``service`` in ``region``."""
        backends: Mapping[str, Callable[[str], Backend]] = {
            "kms": self.kms,
            "route53": lambda _: self.route53,
            "route53domains": lambda region: self.route53domains.reached_from(region),
            "sts": self.sts,
        }
        with self.lock:
            return backends[service](region)

    @cached_property
    def cloudhsm(self) -> CloudHsm:
        """The CloudHSM clusters that custom key stores can be made of."""
        from mock_dnssec.kms.key_stores.clusters import CloudHsm

        return CloudHsm(self.entropy)

    @cached_property
    def xks(self) -> Xks:
        """The external key store proxies that KMS can reach, and the keys behind them."""
        from mock_dnssec.kms.key_stores.proxies import Xks

        return Xks()

    @property
    def registry(self) -> Registry:
        """What parent zones outside all accounts publish: delegations and DS records."""
        return self.accounts.registry

    def hosted_zone(self, name_or_id: str) -> HostedZoneView:
        """Return a hosted zone to look at: its signing, its key-signing keys, its parent's DS.

        Raises MockUsageError, with the list of what exists, unless there is exactly one.
        """
        from mock_dnssec.inspection.finding import hosted_zone

        return hosted_zone(self, name_or_id)

    def kms_key(self, key_id: str) -> KmsKeyView:
        """Return a KMS key to look at, by its id, ARN or alias, in whatever Region it is.

        Raises MockUsageError, with the list of what exists, unless there is exactly one.
        """
        from mock_dnssec.inspection.finding import kms_key

        return kms_key(self, key_id)

    def guard(self, *zones: str) -> Guard:
        """Return what fails the test, in a ``with`` block, as soon as some resolver finds it bogus.

        It watches ``zones`` and those above them, without names every public zone of all accounts,
        on behalf of all resolvers that may hold an older answer until its TTL is over. Raises
        BogusZoneError, an AssertionError, from the call or the step of the clock that came too
        early, and from the end of the block. Raises MockUsageError for what is no domain name.
        """
        from mock_dnssec.dnssec.guard import Guard

        return Guard(self, zones)

    @cached_property
    def dns(self) -> Dns:
        """The public DNS around all accounts: a signed root, top-level domains, hosted zones."""
        from mock_dnssec.dnssec.service import Dns

        return Dns(self)

    @property
    def dns_was_asked(self) -> bool:
        """Whether the test has to do with the DNS; to find out costs nothing."""
        return "dns" in vars(self)

    def resolver(self) -> Resolver:
        """Return a validating resolver with an empty memory, whose ``resolve(name)`` is the answer.

        It starts from the root's key, and remembers what it has learnt by TTL on the account's
        clock, so that one made before a change knows the old for as long as others would.
        """
        from mock_dnssec.dnssec.resolver import Resolver

        return Resolver(self)

    def chain(self, name: str, type: str = "A") -> Chain:  # noqa: A002 - as in the DNS
        """Return the chain of trust from the root down to a name, to print or to draw.

        It shows what is published now, and what is wrong with it. Raises MockUsageError for what
        is no domain name or no type of record.
        """
        from mock_dnssec.dnssec.chain.chain import Chain

        return Chain(self, name, type)

    def server(self, *, host: str = "127.0.0.1", port: int = 0) -> Server:
        """Return a server of this account, for subprocesses: ``with account.server() as server``.

        Its ``environ`` has this account's credentials; whoever comes with none, or with unknown
        ones, is in the default account.

        It listens on ``host``; a ``port`` of 0 is any that is free. Raises OSError for one that is
        taken, MockUsageError where Werkzeug is not installed.
        """
        from mock_dnssec.server import server_of

        return server_of(self, host, port)
