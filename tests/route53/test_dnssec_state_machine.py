"""Any sequence of DNSSEC operations, held against a plain model of the rules."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from botocore.exceptions import ClientError
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from mock_dnssec import mock_dnssec
from tests.conftest import make_client

from .dnssec_policies import SIGNING

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_route53 import Route53Client

NAMES = ("one", "two", "three")
names = st.sampled_from(NAMES)


@dataclass
class Ksk:
    """What the model keeps of a key-signing key: the index of its KMS key, and its status."""

    kms_key: int
    status: str


class DnssecModel(RuleBasedStateMachine):
    """One zone, three names and three KMS keys; and what ought to come of each call."""

    def __init__(self) -> None:
        super().__init__()
        self.account = mock_dnssec.start()
        self.kms: KMSClient = make_client("kms")
        self.route53: Route53Client = make_client("route53")
        zone = self.route53.create_hosted_zone(Name="example.com", CallerReference="once")
        self.zone = {"HostedZoneId": zone["HostedZone"]["Id"]}
        self.arns = [self.new_kms_key() for _ in NAMES]
        self.usable = [True] * len(NAMES)
        self.ksks: dict[str, Ksk] = {}
        self.records: dict[int, str] = {}
        self.signed = False
        self.in_parent: set[int] = set()

    def teardown(self) -> None:
        """Leave the account."""
        mock_dnssec.stop()

    def new_kms_key(self) -> str:
        """Create a KMS key that Route 53 can use."""
        key = self.kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY", Policy=SIGNING)
        return key["KeyMetadata"]["Arn"]

    def outcome(self, operation: str, **request: Any) -> str:
        """Call Route 53 and return the error's code, "" for success."""
        try:
            getattr(self.route53, operation)(**self.zone, **request)
        except ClientError as error:
            return error.response["Error"]["Code"]
        return ""

    def active(self) -> list[Ksk]:
        """Return the keys that the model takes for ACTIVE."""
        return [ksk for ksk in self.ksks.values() if ksk.status == "ACTIVE"]

    def observe(self) -> None:
        """Let every ACTIVE key notice that its KMS key is of no use."""
        for ksk in self.active():
            if not self.usable[ksk.kms_key]:
                ksk.status = "ACTION_NEEDED"

    @rule(
        name=names,
        kms_key=st.sampled_from(range(3)),
        status=st.sampled_from(["ACTIVE", "INACTIVE"]),
    )
    def create(self, name: str, kms_key: int, status: str) -> None:
        """Create a key, or repeat the request that created it."""
        expected = ""
        if name in self.ksks and self.ksks[name].kms_key == kms_key:
            pass
        elif name in self.ksks or any(ksk.kms_key == kms_key for ksk in self.ksks.values()):
            expected = "KeySigningKeyAlreadyExists"
        elif len(self.ksks) == 2:
            expected = "TooManyKeySigningKeys"
        elif not self.usable[kms_key]:
            expected = "InvalidKMSArn"
        else:
            self.ksks[name] = Ksk(kms_key, status)

        assert expected == self.outcome(
            "create_key_signing_key",
            CallerReference=f"{name} from {kms_key}",
            KeyManagementServiceArn=self.arns[kms_key],
            Name=name,
            Status=status,
        )

    @rule(name=names)
    def activate(self, name: str) -> None:
        """Activate a key."""
        expected = ""
        if name not in self.ksks:
            expected = "NoSuchKeySigningKey"
        elif not self.usable[self.ksks[name].kms_key]:
            expected = "InvalidKMSArn"
        else:
            self.ksks[name].status = "ACTIVE"

        assert self.outcome("activate_key_signing_key", Name=name) == expected

    @rule(name=names)
    def deactivate(self, name: str) -> None:
        """Deactivate a key."""
        expected = ""
        ksk = self.ksks.get(name)
        if ksk is None:
            expected = "NoSuchKeySigningKey"
        elif ksk.status != "INACTIVE":
            self.observe()
            if self.signed and not [other for other in self.active() if other is not ksk]:
                expected = "KeySigningKeyInUse"
            elif ksk.kms_key in self.in_parent:
                expected = "KeySigningKeyInParentDSRecord"
            else:
                ksk.status = "INACTIVE"

        assert self.outcome("deactivate_key_signing_key", Name=name) == expected

    @rule(name=names)
    def delete(self, name: str) -> None:
        """Delete a key."""
        expected = ""
        if name not in self.ksks:
            expected = "NoSuchKeySigningKey"
        elif self.ksks[name].status != "INACTIVE":
            expected = "InvalidKeySigningKeyStatus"
        else:
            del self.ksks[name]

        assert self.outcome("delete_key_signing_key", Name=name) == expected

    @rule()
    def enable(self) -> None:
        """Enable signing."""
        expected = ""
        if not self.active():
            expected = "KeySigningKeyWithActiveStatusNotFound"
        elif not all(self.usable[ksk.kms_key] for ksk in self.active()):
            expected = "InvalidKMSArn"
        else:
            self.signed = True

        assert self.outcome("enable_hosted_zone_dnssec") == expected

    @rule()
    def disable(self) -> None:
        """Disable signing."""
        expected = ""
        if not self.ksks and not self.signed:
            expected = "DNSSECNotFound"
        elif self.in_parent:
            expected = "KeySigningKeyInParentDSRecord"
        else:
            self.signed = False

        assert self.outcome("disable_hosted_zone_dnssec") == expected

    @rule(kms_key=st.sampled_from(range(3)), usable=st.booleans())
    def turn_kms_key(self, kms_key: int, usable: bool) -> None:
        """Disable a KMS key, or enable it."""
        call = self.kms.enable_key if usable else self.kms.disable_key
        call(KeyId=self.arns[kms_key])
        self.usable[kms_key] = usable

    @rule(wanted=st.sets(st.sampled_from(range(3))))
    def publish(self, wanted: set[int]) -> None:
        """Let the parent publish the DS of some of the keys that have ever been seen."""
        self.in_parent = wanted & self.records.keys()
        ds = [self.records[kms_key] for kms_key in self.in_parent]
        self.account.registry.delegate("example.com", ds=ds)

    @rule()
    def look(self) -> None:
        """Ask GetDNSSEC: it shows what the model holds, after every key has been looked at."""
        self.observe()
        answer = self.route53.get_dnssec(**self.zone)

        shown = {ksk["Name"]: (ksk["KmsArn"], ksk["Status"]) for ksk in answer["KeySigningKeys"]}
        held = {name: (self.arns[ksk.kms_key], ksk.status) for name, ksk in self.ksks.items()}
        assert shown == held
        broken = any(ksk.status == "ACTION_NEEDED" for ksk in self.ksks.values())
        signing = "ACTION_NEEDED" if broken else "SIGNING"
        assert answer["Status"]["ServeSignature"] == (signing if self.signed else "NOT_SIGNING")
        assert not self.signed or any(status != "INACTIVE" for _, status in shown.values())
        for ksk in answer["KeySigningKeys"]:
            kms_key = self.arns.index(ksk["KmsArn"])
            assert self.records.setdefault(kms_key, ksk["DSRecord"]) == ksk["DSRecord"]


TestDnssecModel = DnssecModel.TestCase
TestDnssecModel.settings = settings(max_examples=60, stateful_step_count=40)
