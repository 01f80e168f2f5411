"""Any sequence of operations on keys, aliases, grants, imports and rotations, against a model."""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any, NamedTuple

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from mock_dnssec import mock_dnssec

from .key_model import NOT_FOUND, ON_DEMAND_LIMIT, ModelKey
from .support import NOON
from .wrapping import import_material, pkcs8

SLOTS = ("symmetric", "signing", "imported symmetric", "imported signing")
GRANTEE = "arn:aws:iam::123456789012:root"
UNKNOWN_MATERIAL = "0" * 64
PRIVATE_KEYS = [ec.generate_private_key(ec.SECP256R1()) for _ in range(3)]

slots = st.sampled_from(SLOTS)
materials = st.sampled_from(range(3))
import_types = st.sampled_from(
    [None, "NEW_KEY_MATERIAL", "NEW_KEY_MATERIAL", "EXISTING_KEY_MATERIAL"]
)
# Most often the keys that have the most to show.
mostly_imported = st.sampled_from([SLOTS[2], SLOTS[2], SLOTS[2], SLOTS[3], SLOTS[0]])
mostly_rotating = st.sampled_from([SLOTS[2], SLOTS[2], SLOTS[0], SLOTS[0], SLOTS[1]])


@cache
def kms_client() -> Any:
    """Return one client for all runs: it does not try again what exceeded a limit."""
    return boto3.client("kms", "us-east-1", config=Config(retries={"total_max_attempts": 1}))


class Encrypted(NamedTuple):
    """What a key encrypted, and with which of its materials."""

    key: ModelKey
    blob: bytes
    plaintext: bytes
    material_id: str


class KmsModel(RuleBasedStateMachine):
    """Four keys of different type and origin, two aliases, and what ought to come of each call."""

    def __init__(self) -> None:
        super().__init__()
        self.account = mock_dnssec.start()
        self.account.clock.freeze(NOON)
        self.account.quotas.on_demand_rotations = ON_DEMAND_LIMIT
        self.kms = kms_client()
        self.today = 0
        self.keys = {slot: self.new_key(slot) for slot in SLOTS}
        self.aliases: dict[str, ModelKey] = {}
        self.material_ids: dict[tuple[str, int], str] = {}
        self.encrypted: list[Encrypted] = []
        self.take(SLOTS[2], 0, None, None)

    def teardown(self) -> None:
        """Leave the account."""
        mock_dnssec.stop()

    def new_key(self, slot: str) -> ModelKey:
        """Create the key of a slot."""
        external, symmetric = slot.startswith("imported"), slot.endswith("symmetric")
        request = {"Origin": "EXTERNAL"} if external else {}
        if not symmetric:
            request |= {"KeySpec": "ECC_NIST_P256", "KeyUsage": "SIGN_VERIFY"}
        key_id = self.kms.create_key(**request)["KeyMetadata"]["KeyId"]
        return ModelKey(key_id, symmetric, external, self.today)

    def expect(self, expected: str, operation: str, **request: Any) -> Any:
        """Call KMS and be sure of what comes of it: the code of an error, "" for success."""
        code, answer = "", None
        try:
            answer = getattr(self.kms, operation)(**request)
        except ClientError as error:
            code = error.response["Error"]["Code"]
        assert code == expected
        return answer

    def target(self, name: str) -> ModelKey | None:
        """Return the key that an alias names."""
        key = self.aliases.get(name)
        return None if key is None or key.gone else key

    @rule(days=st.sampled_from([1, 3, 7, 50]))
    def let_time_pass(self, days: int) -> None:
        """Move the clock: keys are deleted and rotated, material expires."""
        self.account.clock.advance(days=days)
        self.today += days
        for key in self.keys.values():
            key.live_to(self.today)

    @rule(slot=slots, enabled=st.booleans())
    def turn(self, slot: str, enabled: bool) -> None:
        """Enable a key, or disable it."""
        key = self.keys[slot]
        self.expect(key.turn(enabled), "enable_key" if enabled else "disable_key", KeyId=key.key_id)

    @rule(slot=slots, change=st.sampled_from(["doom", "save", "replace"]))
    def end(self, slot: str, change: str) -> None:
        """Schedule the deletion of a key, or cancel it; create a new key where one was deleted."""
        key = self.keys[slot]
        if change == "doom":
            request = {"KeyId": key.key_id, "PendingWindowInDays": 7}
            self.expect(key.doom(), "schedule_key_deletion", **request)
        elif change == "save":
            self.expect(key.save(), "cancel_key_deletion", KeyId=key.key_id)
        elif key.gone:
            self.keys[slot] = self.new_key(slot)

    @rule(name=st.sampled_from(["alias/one", "alias/two"]), slot=st.none() | slots)
    def name(self, name: str, slot: str | None) -> None:
        """Create an alias, let it name another key of the same type, or delete it."""
        target = self.target(name)
        if slot is None:
            self.expect("" if target else NOT_FOUND, "delete_alias", AliasName=name)
            self.aliases.pop(name, None)
            return
        key = self.keys[slot]
        request = {"AliasName": name, "TargetKeyId": key.key_id}
        expected = key.refusal("PendingDeletion")
        if target is None:
            self.expect(NOT_FOUND, "update_alias", **request)
            self.expect(expected, "create_alias", **request)
        else:
            self.expect(expected or "AlreadyExistsException", "create_alias", **request)
            same_type = target.symmetric == key.symmetric
            expected = expected or ("" if same_type else "ValidationException")
            self.expect(expected, "update_alias", **request)
        if not expected:
            self.aliases[name] = key

    @rule(slot=slots, revoked=st.booleans())
    def grant(self, slot: str, revoked: bool) -> None:
        """Create a grant, or revoke one in any state of its key."""
        key = self.keys[slot]
        request: dict[str, Any] = {"KeyId": key.key_id}
        if not revoked:
            request |= {"GranteePrincipal": GRANTEE, "Operations": ["DescribeKey"]}
            answer = self.expect(key.use(), "create_grant", **request)
            key.grants |= {answer["GrantId"]} if answer else set()
        elif key.grants:
            self.expect(key.refusal(), "revoke_grant", **request, GrantId=key.grants.pop())

    @rule(
        slot=mostly_imported,
        material=materials,
        import_type=import_types,
        days=st.sampled_from([None, None, 3, 60]),
    )
    def take(self, slot: str, material: int, import_type: str | None, days: int | None) -> None:
        """Import material, for some days or for good."""
        key = self.keys[slot]
        octets = bytes([material]) * 32 if key.symmetric else pkcs8(PRIVATE_KEYS[material])
        more: dict[str, Any] = {} if import_type is None else {"ImportType": import_type}
        if days is not None:
            valid_to = self.account.clock.now() + timedelta(days=days)
            more |= {"ExpirationModel": "KEY_MATERIAL_EXPIRES", "ValidTo": valid_to}
        code = ""
        try:
            answer = import_material(self.kms, key.key_id, octets, **more)
            if key.symmetric:
                self.material_ids[key.key_id, material] = answer["KeyMaterialId"]
        except ClientError as error:
            code = error.response["Error"]["Code"]
        assert code == key.take(material, import_type, None if days is None else self.today + days)

    @rule(slot=mostly_imported, material=st.none() | materials)
    def drop(self, slot: str, material: int | None) -> None:
        """Delete imported material: one of them, or the current one."""
        key = self.keys[slot]
        request = {"KeyId": key.key_id}
        if material is not None:
            known = self.material_ids.get((key.key_id, material), UNKNOWN_MATERIAL)
            request["KeyMaterialId"] = known
        self.expect(key.drop(material), "delete_imported_key_material", **request)

    @rule(slot=mostly_rotating, days=st.sampled_from([None, 90, 120]))
    def schedule(self, slot: str, days: int | None) -> None:
        """Enable or disable automatic rotation."""
        key = self.keys[slot]
        expected = key.schedule(days)
        if days is None:
            self.expect(expected, "disable_key_rotation", KeyId=key.key_id)
        else:
            request = {"KeyId": key.key_id, "RotationPeriodInDays": days}
            self.expect(expected, "enable_key_rotation", **request)

    @rule(slot=mostly_rotating)
    def rotate(self, slot: str) -> None:
        """Rotate on demand."""
        key = self.keys[slot]
        self.expect(key.rotate(), "rotate_key_on_demand", KeyId=key.key_id)

    @rule(slot=mostly_rotating | slots, plaintext=st.binary(min_size=1, max_size=8))
    def use(self, slot: str, plaintext: bytes) -> None:
        """Encrypt with a symmetric key; sign with another, and verify outside what was imported."""
        key = self.keys[slot]
        request: dict[str, Any] = {"KeyId": key.key_id}
        if key.symmetric:
            request["Plaintext"] = plaintext
            if answer := self.expect(key.use(), "encrypt", **request):
                current = self.kms.describe_key(KeyId=key.key_id)["KeyMetadata"]
                material_id = current["CurrentKeyMaterialId"]
                blob = answer["CiphertextBlob"]
                self.encrypted.append(Encrypted(key, blob, plaintext, material_id))
            return
        request |= {"Message": plaintext, "SigningAlgorithm": "ECDSA_SHA_256"}
        answer = self.expect(key.use(), "sign", **request)
        if answer and key.external:
            public_key = PRIVATE_KEYS[key.materials[0]].public_key()
            public_key.verify(answer["Signature"], plaintext, ec.ECDSA(SHA256()))

    @rule(data=st.data())
    def decrypt(self, data: st.DataObject) -> None:
        """Decrypt what was encrypted at some time: with the material of that time."""
        if not self.encrypted:
            return
        key, blob, plaintext, material_id = data.draw(st.sampled_from(self.encrypted))
        expected = "AccessDeniedException" if key.gone else key.use()
        if answer := self.expect(expected, "decrypt", CiphertextBlob=blob):
            assert answer["Plaintext"] == plaintext
            assert answer["KeyMaterialId"] == material_id

    @rule()
    def look(self) -> None:
        """Everything that KMS shows is what the model holds."""
        present = {key.key_id: key for key in self.keys.values() if not key.gone}
        assert {key["KeyId"] for key in self.kms.list_keys()["Keys"]} == set(present)
        shown = {one["AliasName"]: one["TargetKeyId"] for one in self.kms.list_aliases()["Aliases"]}
        assert shown == {
            name: key.key_id for name in self.aliases if (key := self.target(name)) is not None
        }
        for key_id, key in present.items():
            metadata = self.kms.describe_key(KeyId=key_id)["KeyMetadata"]
            assert metadata["KeyState"] == key.state
            grants = self.kms.list_grants(KeyId=key_id)["Grants"]
            assert {grant["GrantId"] for grant in grants} == key.grants
            if key.symmetric:
                self.look_at_materials(key)

    def look_at_materials(self, key: ModelKey) -> None:
        """Each material of a key is what it ought to be, and has a name of its own."""
        answer = self.kms.list_key_rotations(
            KeyId=key.key_id, IncludeKeyMaterial="ALL_KEY_MATERIAL"
        )
        entries = answer["Rotations"]
        members = ("KeyMaterialState", "RotationType", "ImportState")
        shown = [tuple(entry.get(member) for member in members) for entry in entries]
        assert shown == list(key.listed())
        assert len({entry["KeyMaterialId"] for entry in entries}) == len(entries)


TestKmsModel = KmsModel.TestCase
TestKmsModel.settings = settings(max_examples=80, stateful_step_count=50)
