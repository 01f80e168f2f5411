"""The KMS of one Region: its state and its families of operations."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from mock_dnssec import operations
from mock_dnssec.errors import AwsError
from mock_dnssec.kms.aliases import Aliases, AliasOperations
from mock_dnssec.kms.creation import CreationOperations
from mock_dnssec.kms.description import DescriptionOperations
from mock_dnssec.kms.grants.grants import Grants
from mock_dnssec.kms.grants.operations import GrantOperations
from mock_dnssec.kms.identifiers import find_key, find_key_or_alias
from mock_dnssec.kms.imports.operations import ImportOperations
from mock_dnssec.kms.key_policies import PolicyOperations
from mock_dnssec.kms.key_stores.operations import KeyStoreOperations
from mock_dnssec.kms.key_stores.stores import CustomKeyStores
from mock_dnssec.kms.keys import Key, Keys
from mock_dnssec.kms.lifecycle import LifecycleOperations
from mock_dnssec.kms.public_keys import PublicKeyOperations
from mock_dnssec.kms.replication import ReplicationOperations
from mock_dnssec.kms.rotation import RotationOperations
from mock_dnssec.kms.rotation_listing import RotationListingOperations
from mock_dnssec.kms.states import check_state
from mock_dnssec.kms.tags import TagOperations
from mock_dnssec.kms.usage.data_key_pairs import DataKeyPairOperations
from mock_dnssec.kms.usage.data_keys import DataKeyOperations
from mock_dnssec.kms.usage.decryption import DecryptionOperations
from mock_dnssec.kms.usage.encryption import EncryptionOperations
from mock_dnssec.kms.usage.key_agreement import KeyAgreementOperations
from mock_dnssec.kms.usage.key_encapsulation import KeyEncapsulationOperations
from mock_dnssec.kms.usage.last_usage import LastUsageOperations, LastUsages
from mock_dnssec.kms.usage.macs import MacOperations
from mock_dnssec.kms.usage.random_bytes import RandomBytesOperations
from mock_dnssec.kms.usage.reencryption import ReEncryptionOperations
from mock_dnssec.kms.usage.signing import SigningOperations

if TYPE_CHECKING:
    from mock_dnssec.account import Account
    from mock_dnssec.operations import Operation


class Backend(operations.Backend):
    """State, the families that work on it, and the ways to the key that a request names."""

    def __init__(self, account: Account, region: str) -> None:
        self.account = account
        self.region = region
        self.partition = account.partition(region)
        self.keys = Keys()
        self.aliases = Aliases(self.keys)
        self.key_stores = CustomKeyStores()
        self.grants = Grants(self.keys, account.entropy)
        self.last_usages = LastUsages(account)
        self.families = (
            CreationOperations(self),
            DescriptionOperations(self),
            LifecycleOperations(self),
            PolicyOperations(self),
            TagOperations(self),
            AliasOperations(self),
            KeyStoreOperations(self),
            GrantOperations(self),
            ImportOperations(self),
            RotationOperations(self),
            RotationListingOperations(self),
            ReplicationOperations(self),
            PublicKeyOperations(self),
            SigningOperations(self),
            EncryptionOperations(self),
            DecryptionOperations(self),
            ReEncryptionOperations(self),
            DataKeyOperations(self),
            DataKeyPairOperations(self),
            MacOperations(self),
            KeyAgreementOperations(self),
            KeyEncapsulationOperations(self),
            RandomBytesOperations(self),
            LastUsageOperations(self),
        )

    @cached_property
    def operations(self) -> Mapping[str, Operation]:
        """The operations by method name; those that use a key are remembered."""
        return self.last_usages.watch(super().operations)

    def arn(self, resource: str) -> str:
        """Return the ARN of ``key/<id>`` or ``alias/<name>`` in this account and Region."""
        return f"arn:{self.partition}:kms:{self.region}:{self.account.id}:{resource}"

    def key_only(self, key_id: str, operation: str) -> Key:
        """Return the key with this key id or key ARN, in a state that allows ``operation``.

        For operations that take no alias. Raises NotFoundException, InvalidArnException for an
        alias, and what the key's state calls for.
        """
        key = find_key(self, key_id, operation)
        check_state(operation, key)
        return key

    def key_or_alias(self, key_id: str, operation: str) -> Key:
        """Return the key with this id, ARN or alias, in a state that allows ``operation``.

        Raises NotFoundException and what the key's state calls for.
        """
        key = find_key_or_alias(self, key_id, operation)
        check_state(operation, key)
        return key

    def key_for_use(self, key_id: str, operation: str, usage: str) -> Key:
        """Return a key for a cryptographic operation: the usage is checked before the state.

        Raises InvalidKeyUsageException for a key with another KeyUsage, and what
        :meth:`key_or_alias` raises.
        """
        key = find_key_or_alias(self, key_id, operation)
        if key.usage != usage:
            raise AwsError(
                "InvalidKeyUsageException",
                f"{key.arn} key usage is {key.usage} which is not valid for {operation}.",
            )
        check_state(operation, key)
        return key
