"""What the owner of a zone may do to it, in whatever order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from tests.conftest import make_client
from tests.dnssec.hosting import Hosting

if TYPE_CHECKING:
    from mock_dnssec import Account

WRONG_DS = f"7 13 2 {'ab' * 32}"


class Owner:
    """The owner of example.com, secure at first, who has two key-signing keys and no plan."""

    def __init__(self, aws: Account) -> None:
        self.aws = aws
        self.hosting = Hosting(aws, make_client("route53"), make_client("kms"))
        self.zone = self.hosting.zone()
        self.keys = [self.hosting.ksk(self.zone, name) for name in ("one", "two")]
        self.hosting.put(self.zone, "www.example.com", "A", "192.0.2.1")
        self.switch(on=True)
        self.delegate(True, False, False)

    def switch(self, *, on: bool) -> None:
        """Turn signing on or off."""
        route53 = self.hosting.route53
        turn = route53.enable_hosted_zone_dnssec if on else route53.disable_hosted_zone_dnssec
        turn(HostedZoneId=self.zone)

    def activate(self, key: int, *, on: bool) -> None:
        """Activate or deactivate a key-signing key."""
        route53 = self.hosting.route53
        turn = route53.activate_key_signing_key if on else route53.deactivate_key_signing_key
        turn(HostedZoneId=self.zone, Name=self.keys[key]["Name"])

    def delete(self, key: int) -> None:
        """Delete a key-signing key."""
        name = self.keys[key]["Name"]
        self.hosting.route53.delete_key_signing_key(HostedZoneId=self.zone, Name=name)

    def enable_kms_key(self, key: int, *, on: bool) -> None:
        """Enable or disable the KMS key behind a key-signing key."""
        turn = self.hosting.kms.enable_key if on else self.hosting.kms.disable_key
        turn(KeyId=self.keys[key]["KmsArn"])

    def delegate(self, one: bool, two: bool, wrong: bool) -> None:
        """Have com delegate the zone, with some DS records."""
        ds = [key["DSRecord"] for key, there in zip(self.keys, (one, two), strict=True) if there]
        self.aws.registry.delegate("example.com", ds=[*ds, *([WRONG_DS] if wrong else [])])

    def undelegate(self) -> None:
        """Have com forget the zone."""
        if self.aws.registry.delegation("example.com"):
            self.aws.registry.undelegate("example.com")

    def wait(self, hours: int) -> None:
        """Let time go by."""
        self.aws.clock.advance(hours=hours)


Step = Callable[[Owner], None]
KEYS, SWITCH = st.integers(0, 1), st.booleans()
STEPS_WITH_KEYS: st.SearchStrategy[Step] = st.one_of(
    st.builds(lambda key, on: lambda owner: owner.activate(key, on=on), KEYS, SWITCH),
    st.builds(lambda key: lambda owner: owner.delete(key), KEYS),
    st.builds(lambda key, on: lambda owner: owner.enable_kms_key(key, on=on), KEYS, SWITCH),
    st.builds(lambda *ds: lambda owner: owner.delegate(*ds), SWITCH, SWITCH, SWITCH),
)
STEPS: st.SearchStrategy[Step] = st.one_of(
    STEPS_WITH_KEYS,
    st.builds(lambda on: lambda owner: owner.switch(on=on), SWITCH),
    st.just(Owner.undelegate),
    st.builds(lambda hours: lambda owner: owner.wait(hours), st.integers(1, 100)),
)
