"""Account: all that one activation remembers, and the controls that a test may turn."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import cache, cached_property
from typing import TYPE_CHECKING

from mock_dnssec.calls import Calls
from mock_dnssec.clock import SEEDED_START, Clock
from mock_dnssec.entropy import Entropy
from mock_dnssec.faults import Faults, documented_fault
from mock_dnssec.options import Options
from mock_dnssec.quotas import Quotas

if TYPE_CHECKING:
    from mock_dnssec.kms.backend import Backend as Kms
    from mock_dnssec.kms.key_stores.clusters import CloudHsm
    from mock_dnssec.kms.key_stores.proxies import Xks
    from mock_dnssec.operations import Backend
    from mock_dnssec.registry import Registry
    from mock_dnssec.route53.backend import Backend as Route53
    from mock_dnssec.route53domains.backend import Backend as Route53Domains
    from mock_dnssec.sts import Sts


class Account:
    """One AWS account in memory: what ``with mock_dnssec() as account`` gives."""

    def __init__(self, options: Options | None = None) -> None:
        self.options = options or Options()
        self.id = self.options.account_id
        self.clock = Clock(SEEDED_START if self.options.seed is not None else None)
        self.entropy = Entropy(self.options.seed)
        self.quotas = Quotas()
        self.calls = Calls()
        self.faults = Faults()
        self.lock = threading.RLock()
        self._kms: dict[str, Kms] = {}

    @property
    def propagation(self) -> timedelta:
        """How long a Route 53 change stays PENDING on the account's clock."""
        return self.options.pending

    def kms(self, region: str) -> Kms:
        """Return the account's KMS in ``region``."""
        from mock_dnssec.kms.backend import Backend

        with self.lock:
            if region not in self._kms:
                self._kms[region] = Backend(self, region)
            return self._kms[region]

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

    @cached_property
    def sts(self) -> Sts:
        """The account's STS: who calls, and roles to assume."""
        from mock_dnssec.sts import Sts

        return Sts(self)

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

    @cached_property
    def registry(self) -> Registry:
        """What parent zones outside this account publish: delegations and DS records."""
        from mock_dnssec.registry import Registry

        return Registry(self)

    def backend(self, service: str, region: str) -> Backend:
        """Return the backend that answers for ``service`` in ``region``."""
        backends: Mapping[str, Callable[[str], Backend]] = {
            "kms": self.kms,
            "route53": lambda _: self.route53,
            "route53domains": lambda region: self.route53domains.reached_from(region),
        }
        with self.lock:
            return backends[service](region)

    def partition(self, region: str) -> str:
        """Return the partition of ``region``, "aws" in most of the world."""
        return partition_of(region)

    def fail(
        self,
        operation: str,
        code: str,
        *,
        message: str | None = None,
        times: int = 1,
        after: int = 0,
        when: Mapping[str, object] | None = None,
    ) -> None:
        """Make the next ``times`` calls of ``operation`` fail with AWS's error ``code``.

        The first ``after`` matching calls pass. ``when`` names parameters, under AWS's member
        names, that a call must give to match. The text is AWS's documented sentence unless
        ``message`` is given. Raises MockUsageError, with the list of what exists, for an operation
        or a parameter that AWS does not have, or an error that it does not document there.
        """
        self.faults.place(documented_fault(operation, code, message, times, after, when or {}))


@cache
def partition_of(region: str) -> str:
    """Return the partition of ``region`` by botocore's own endpoint data."""
    from botocore.loaders import create_loader

    for partition in create_loader().load_data("partitions")["partitions"]:
        if region in partition["regions"]:
            return str(partition["id"])
    return "aws"
