"""What zones outside the accounts publish: the parents of their hosted zones."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from mock_dnssec.errors import MockUsageError
from mock_dnssec.inspection.shortening import cut
from mock_dnssec.route53.names import normal

if TYPE_CHECKING:
    from collections.abc import Iterable

    from mock_dnssec.accounts import Accounts

_SHOWN_OF_DS = 22


@dataclass(frozen=True, slots=True)
class Delegation:
    """What a parent publishes of one name: its NS and its DS records.

    No name servers means that nobody said which: they are taken to be right.
    """

    name_servers: frozenset[str] = frozenset()
    ds: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Return it in a few words: ``ds=['12345 13 2 0a1b2c3d...']``."""
        ds = f"ds={[cut(record, _SHOWN_OF_DS) for record in self.ds]}"
        if not self.name_servers:
            return ds
        first, *more = sorted(self.name_servers)
        return f"name_servers=[{first!r}{', ...' if more else ''}], {ds}"


class Registry:
    """The parents outside the accounts, such as the registry that runs ``com``.

    They publish what the accounts' registrar, Route 53 Domains, has told them. What a test says
    here of a name holds before that, and before what the accounts' own zones say of it.
    """

    def __init__(self, accounts: Accounts) -> None:
        self._accounts = accounts
        self._delegations: dict[str, Delegation] = {}
        self._failing: set[str] = set()

    def delegate(
        self, name: str, *, name_servers: Iterable[str] = (), ds: Iterable[str] = ()
    ) -> None:
        """Publish the delegation of ``name``, in place of what was published before.

        ``name_servers`` are host names; left out, they are those of the hosted zone, of the oldest
        if there are several. ``ds`` are DS records in text form, such as the ``DSRecord`` of a
        key-signing key. Raises MockUsageError for what is no domain name or no DS record, and what
        a guard finds (``Account.guard``).
        """
        delegation = Delegation(
            name_servers=frozenset(map(_domain_name, _several("name_servers", name_servers))),
            ds=tuple(map(_ds_record, _several("ds", ds))),
        )
        self._accounts.clock.watchers.prepare()
        self._delegations[_domain_name(name)] = delegation
        self._show(f"registry.delegate({name!r}, {delegation})")

    def undelegate(self, name: str) -> None:
        """Take the delegation of ``name`` away; MockUsageError if there is none."""
        self._accounts.clock.watchers.prepare()
        if self._delegations.pop(_domain_name(name), None) is None:
            have = ", ".join(self._delegations) or "none"
            raise MockUsageError(f"{name!r} is not delegated in the registry. It has: {have}.")
        self._show(f"registry.undelegate({name!r})")

    def fail_lookups(self, name: str) -> None:
        """Let the parent's servers fail (SERVFAIL) whoever asks for ``name``."""
        self._accounts.clock.watchers.prepare()
        self._failing.add(_domain_name(name))
        self._show(f"registry.fail_lookups({name!r})")

    def answer_lookups(self, name: str) -> None:
        """Let the parent's servers answer for ``name`` again, after :meth:`fail_lookups`.

        Raises what a guard finds (``Account.guard``): changes that nobody could see until then.
        """
        self._accounts.clock.watchers.prepare()
        self._failing.discard(_domain_name(name))
        self._show(f"registry.answer_lookups({name!r})")

    def is_failing(self, name: str) -> bool:
        """Say whether asking the parent about ``name`` fails."""
        return _domain_name(name) in self._failing

    def delegation(self, name: str) -> Delegation | None:
        """Return what is published of ``name``, None if nothing is."""
        normal_name = _domain_name(name)
        return self._delegations.get(normal_name) or self._registered(normal_name)

    def _show(self, step: str) -> None:
        watchers = self._accounts.clock.watchers
        watchers.look(step)
        watchers.complain()

    def _registered(self, name: str) -> Delegation | None:
        for account in self._accounts:
            domain = account.route53domains.domains.find(name.removesuffix("."))
            if domain is not None:
                servers = (_domain_name(each["Name"]) for each in domain.name_servers)
                ds = tuple(ds.to_text() for ds in domain.delegation_signers.values())
                return Delegation(frozenset(servers), ds)
        return None


def _several(what: str, given: Iterable[str]) -> Iterable[str]:
    if isinstance(given, str):
        raise MockUsageError(f"{what} must be a list of strings: [{given!r}]?")
    return given


def _domain_name(name: str) -> str:
    try:
        return normal(name)
    except ValueError as wrong:
        raise MockUsageError(f"{name!r} is not a domain name: {wrong}") from wrong


def _ds_record(text: str) -> str:
    from dns.exception import SyntaxError as NoDS

    from mock_dnssec.dnssec.dnskey import parse_ds

    try:
        return parse_ds(text).to_text()
    except NoDS as wrong:
        raise MockUsageError(f"{text!r} is not a DS record: {wrong}") from wrong
