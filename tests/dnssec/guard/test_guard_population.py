"""The guard against a population of resolvers, whose caches were filled at many moments."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING, Any

import pytest
from botocore.exceptions import ClientError
from hypothesis import given, settings
from hypothesis import strategies as st

from mock_dnssec import BogusZoneError, mock_dnssec

from ...conftest import make_client
from .owners import HOUR, Owner, Registry

if TYPE_CHECKING:
    from mypy_boto3_route53.type_defs import KeySigningKeyTypeDef

    from mock_dnssec import Account
    from mock_dnssec.dnssec.resolver import Resolver

NAME = Registry.name
QUESTIONS = ("DS", "DNSKEY", "SOA")
"""What a resolver may have asked first: each fills another part of its cache."""

POPULATION = 9
WAITS = (60, 900, HOUR, 2 * HOUR, 24 * HOUR, 2 * 24 * HOUR, 8 * 24 * HOUR)


class World:
    """A domain whose owner does anything at all, in two hosted zones, and some who resolve it."""

    def __init__(self, aws: Account) -> None:
        self._aws = aws
        self._kms, route53 = make_client("kms"), make_client("route53")
        self._zones = [Owner(self._kms, route53, NAME) for _ in range(2)]
        self._keys: list[tuple[Owner, KeySigningKeyTypeDef]] = []
        self._parent = Registry(aws)
        self._parent.delegate(self._zones[0].name_servers)
        self._resolvers: deque[Resolver] = deque(maxlen=POPULATION)
        self._numbers = itertools.count()

    def sign(self) -> None:
        """Come to a zone that has been signed for long."""
        self._keys.append((self._zones[0], self._zones[0].signed_below(self._parent)))
        self._aws.clock.advance(days=30)

    def wait(self, seconds: int) -> None:
        """Let time pass."""
        self._aws.clock.advance(seconds=seconds)

    def add_key(self, zone: int, status: str) -> None:
        """Add a key-signing key to a zone."""
        self._keys.append((self._zones[zone], self._zones[zone].create_ksk(status)))

    def activate(self, key: int) -> None:
        """Let a key-signing key sign."""
        self._with_key(key, Owner.activate)

    def deactivate(self, key: int) -> None:
        """Stop a key-signing key from signing."""
        self._with_key(key, Owner.deactivate)

    def enable_kms_key(self, key: int) -> None:
        """Enable the KMS key behind a key-signing key."""
        self._with_key(key, lambda _, ksk: self._kms.enable_key(KeyId=ksk["KmsArn"]))

    def disable_kms_key(self, key: int) -> None:
        """Disable the KMS key behind a key-signing key."""
        self._with_key(key, lambda _, ksk: self._kms.disable_key(KeyId=ksk["KmsArn"]))

    def enable(self, zone: int) -> None:
        """Sign a zone."""
        self._zones[zone].enable()

    def disable(self, zone: int) -> None:
        """Sign a zone no more."""
        self._zones[zone].disable()

    def lower_ttls(self, zone: int, ttl: int) -> None:
        """Change the TTLs of a zone."""
        self._zones[zone].lower_ttls(ttl)

    def move(self, zone: int) -> None:
        """Have the parent delegate to a zone."""
        self._parent.delegate(self._zones[zone].name_servers)

    def publish(self, chosen: list[bool]) -> None:
        """Have the parent publish the DS of some of the keys."""
        pairs = zip(self._keys, chosen, strict=False)
        self._parent.publish(*(ksk for (_, ksk), wanted in pairs if wanted))

    def populate(self) -> None:
        """Let new resolvers come, each of which has asked one thing so far."""
        for question in QUESTIONS:
            self._resolvers.append(self._aws.resolver())
            self._resolvers[-1].resolve(NAME, question)

    def complaints(self) -> list[str]:
        """Return what those say who call the zone bogus when they are asked something new."""
        unheard = f"name-{next(self._numbers)}.{NAME}"
        answers = [resolver.resolve(unheard, "A") for resolver in self._resolvers]
        return [answer.reason for answer in answers if answer.bogus]

    def _with_key(self, key: int, act: Callable[[Owner, KeySigningKeyTypeDef], Any]) -> None:
        if self._keys:
            act(*self._keys[key % len(self._keys)])


Step = tuple[Any, ...]

ORDERS: dict[str, list[Step | None]] = {
    "enabling": [("add_key", 0, "ACTIVE"), ("enable", 0), None, ("publish", [True]), None],
    "double signature": [
        ("add_key", 0, "ACTIVE"),
        None,
        ("publish", [False, True]),
        None,
        ("deactivate", 0),
    ],
    "double DS": [
        ("add_key", 0, "INACTIVE"),
        ("publish", [True, True]),
        None,
        ("activate", 1),
        None,
        ("publish", [False, True]),
        ("deactivate", 0),
    ],
    "disabling": [("publish", []), None, ("disable", 0), None],
    "enabling again": [
        ("publish", []),
        None,
        ("disable", 0),
        None,
        ("enable", 0),
        None,
        ("publish", [True]),
    ],
    "moving": [
        ("publish", []),
        None,
        ("move", 1),
        ("add_key", 1, "ACTIVE"),
        ("enable", 1),
        None,
        ("publish", [False, True]),
        None,
    ],
    "losing a key": [("disable_kms_key", 0), None, ("enable_kms_key", 0), ("activate", 0), None],
}
"""What owners do, with waits (None) in between."""

zones, keys = st.integers(0, 1), st.integers(0, 3)
waits = st.tuples(st.just("wait"), st.sampled_from(WAITS))
anything = st.one_of(
    waits,
    st.tuples(st.just("publish"), st.lists(st.booleans(), max_size=3)),
    st.tuples(st.just("add_key"), zones, st.sampled_from(["ACTIVE", "INACTIVE"])),
    st.tuples(st.sampled_from(["enable", "disable", "move"]), zones),
    st.tuples(st.sampled_from(["activate", "deactivate"]), keys),
    st.tuples(st.sampled_from(["enable_kms_key", "disable_kms_key"]), keys),
    st.tuples(st.just("lower_ttls"), zones, st.sampled_from([300, 2 * HOUR])),
)


@st.composite
def careless(draw: st.DrawFn, order: list[Step | None]) -> list[Step]:
    """Return an order with waits of any length, a step left out and others slipped in."""
    steps = [step or draw(waits) for step in order]
    left_out = draw(st.integers(0, len(steps)))
    steps[left_out : left_out + 1] = []
    for _ in range(draw(st.integers(0, 2))):
        steps.insert(draw(st.integers(0, len(steps))), draw(anything))
    return steps


@pytest.mark.parametrize("order", ORDERS)
@settings(max_examples=15)
@given(data=st.data())
def test_no_resolver_complains_before_the_guard(order: str, data: st.DataObject) -> None:
    """Whatever an owner does in whatever order, who calls the zone bogus is never the first."""
    steps = data.draw(careless(ORDERS[order]), label="steps")
    with mock_dnssec(seed=1) as aws, suppress(BogusZoneError):
        world = World(aws)
        if order != "enabling":
            world.sign()
        with aws.guard(NAME) as guard:
            for name, *arguments in steps:
                world.populate()
                with suppress(ClientError):  # AWS may refuse a step
                    getattr(world, name)(*arguments)
                assert guard.outage is not None or world.complaints() == []
