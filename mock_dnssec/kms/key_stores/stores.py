"""Custom key stores: what all of them have in common, and those of one Region."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator, Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, ClassVar

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.key_stores.backing import ConnectionFailed

if TYPE_CHECKING:
    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.kms.key_stores.properties import Properties
    from mock_dnssec.kms.keys import Key

_ON_THE_WAY = {
    "CONNECTED": "CONNECTING",
    "FAILED": "CONNECTING",
    "DISCONNECTED": "DISCONNECTING",
}
_NOT_FOUND = (
    "The request was rejected because KMS cannot find a custom key store with the specified key "
    "store name or ID."
)
_OTHER_ORIGIN = "Origin {origin} is not valid for a custom key store of type {type}."
_INVALID_STATE = (
    "The request was rejected because of the ConnectionState of the custom key store. To get the "
    "ConnectionState of a custom key store, use the DescribeCustomKeyStores operation."
)


class CustomKeyStore(ABC):
    """A key store that keeps its keys outside KMS.

    https://docs.aws.amazon.com/kms/latest/developerguide/key-store-overview.html
    """

    type_name: ClassVar[str]
    """Its CustomKeyStoreType, which is the Origin of its keys too."""

    def __init__(self, backend: Backend, store_id: str, name: str, properties: Properties) -> None:
        self.store_id = store_id
        self.name = name
        self.properties = properties
        self.creation_date = backend.account.clock.now()
        self._backend = backend
        self._keys: dict[str, Key] = {}
        self._destination = "DISCONNECTED"
        self._arrival = self.creation_date
        self._error_code: str | None = None

    @property
    def connection_state(self) -> str:
        """Its ConnectionState, such as ``CONNECTING``."""
        if self._backend.account.clock.now() < self._arrival:
            return _ON_THE_WAY[self._destination]
        return self._destination

    @property
    def connected(self) -> bool:
        """Whether its keys can be used: otherwise they are ``Unavailable``."""
        return self.connection_state == "CONNECTED"

    @property
    def connection_error_code(self) -> str | None:
        """Why the connection failed, if it has."""
        return self._error_code if self.connection_state == "FAILED" else None

    def connect(self) -> None:
        """Start to connect: whether that succeeds is to be seen in the ConnectionState."""
        self._error_code = None
        try:
            self.try_connection()
        except ConnectionFailed as failed:
            self._error_code = failed.code
        self._head_for("FAILED" if self._error_code else "CONNECTED")

    def disconnect(self) -> None:
        """Start to disconnect."""
        self._head_for("DISCONNECTED")

    def _head_for(self, destination: str) -> None:
        self._destination = destination
        self._arrival = self._backend.account.clock.now() + self.connection_time

    def check_state(self, *states: str) -> None:
        """Raise CustomKeyStoreInvalidStateException if the ConnectionState is none of these."""
        if self.connection_state not in states:
            raise invalid_state()

    def check_room(self, xks_key_id: str) -> None:
        """Raise what CreateKey raises about a new key in this key store."""
        self.check_state("CONNECTED")
        try:
            self.check_new_key(xks_key_id)
        except ConnectionFailed as failed:
            raise invalid_state(failed.message) from None

    def check_use(self, key: Key) -> None:
        """Raise KMSInvalidStateException if what backs the key store cannot use ``key`` now.

        https://docs.aws.amazon.com/kms/latest/developerguide/xks-troubleshooting.html
        """
        try:
            self.try_use(key)
        except ConnectionFailed as failed:
            raise AwsError("KMSInvalidStateException", failed.message) from None

    def add(self, key: Key) -> None:
        """Keep a new key."""
        self._keys[key.xks_key_id or key.key_id] = key

    def holds(self, backing_id: str) -> bool:
        """Tell whether it has a key with this XksKeyId, or this key id if it has no XksKeyId."""
        key = self._keys.get(backing_id)
        return key is not None and not key.is_gone

    @property
    def is_empty(self) -> bool:
        """Whether all its keys are deleted, not only waiting for that."""
        return all(key.is_gone for key in self._keys.values())

    @property
    @abstractmethod
    def connection_time(self) -> timedelta:
        """How long connecting and disconnecting take."""

    @abstractmethod
    def check_new(self, others: Collection[CustomKeyStore]) -> None:
        """Refuse to create it if what should back it cannot, or backs one of ``others``."""

    @abstractmethod
    def check_changes(
        self, properties: Properties, changes: Properties, others: Collection[CustomKeyStore]
    ) -> None:
        """Refuse ``changes`` that would lead to ``properties`` that it cannot have."""

    @abstractmethod
    def check_connecting(self) -> None:
        """Refuse to connect where AWS sees at once that it is no use."""

    @abstractmethod
    def try_connection(self) -> None:
        """Raise ConnectionFailed if KMS cannot connect to what backs it."""

    @abstractmethod
    def check_new_key(self, xks_key_id: str) -> None:
        """Refuse a new key that it cannot hold. Raises ConnectionFailed too."""

    @abstractmethod
    def try_use(self, key: Key) -> None:
        """Raise ConnectionFailed or KMSInvalidStateException if ``key`` cannot be used now."""

    @abstractmethod
    def describe(self) -> dict[str, object]:
        """Return the members of CustomKeyStoresListEntry that its type alone has."""

    @abstractmethod
    def describe_key(self, key: Key) -> dict[str, object]:
        """Return the members of KeyMetadata that tell what backs ``key``."""


class CustomKeyStores:
    """The custom key stores of one Region."""

    def __init__(self) -> None:
        self._by_id: dict[str, CustomKeyStore] = {}

    def __len__(self) -> int:
        return len(self._by_id)

    def __iter__(self) -> Iterator[CustomKeyStore]:
        return iter(self._by_id.values())

    @property
    def ids(self) -> Sequence[str]:
        """Their ids in the order in which AWS lists them."""
        return sorted(self._by_id)

    def find(self, store_id: str) -> CustomKeyStore:
        """Return the key store with this id. Raises CustomKeyStoreNotFoundException."""
        if store_id not in self._by_id:
            raise not_found()
        return self._by_id[store_id]

    def find_for_key(self, store_id: str, origin: str, xks_key_id: str) -> CustomKeyStore:
        """Return the key store with this id, once it is sure that it can hold a new key.

        https://docs.aws.amazon.com/kms/latest/APIReference/API_CreateKey.html
        """
        store = self.find(store_id)
        if store.type_name != origin:
            message = _OTHER_ORIGIN.format(origin=origin, type=store.type_name)
            raise AwsError("ValidationException", message)
        store.check_room(xks_key_id)
        return store

    def named(self, name: str) -> CustomKeyStore | None:
        """Return the key store with this friendly name, or None if there is none."""
        return next((store for store in self if store.name == name), None)

    def add(self, store: CustomKeyStore) -> None:
        """Keep a new key store."""
        self._by_id[store.store_id] = store

    def remove(self, store: CustomKeyStore) -> None:
        """Forget a key store."""
        del self._by_id[store.store_id]


def not_found() -> AwsError:
    """Return the error for a key store that does not exist."""
    return AwsError("CustomKeyStoreNotFoundException", _NOT_FOUND)


def invalid_state(message: str = _INVALID_STATE) -> AwsError:
    """Return the error for what a key store cannot do in its ConnectionState."""
    return AwsError("CustomKeyStoreInvalidStateException", message)
