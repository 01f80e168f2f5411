"""Wrapping public keys and import tokens: what an import needs before it.

https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys-get-public-key-and-token.html
"""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple, cast

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.crypto.material import Material
from mock_dnssec.kms.materials import generate_material

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    from mock_dnssec.account import Account
    from mock_dnssec.kms.keys import Key

_VALIDITY = timedelta(hours=24)
_TOKEN_BYTES = 256
_INVALID = (
    "The request was rejected because the provided import token is invalid or is associated with "
    "a different KMS key."
)
_EXPIRED = "The request was rejected because the specified import token is expired."


class Parameters(NamedTuple):
    """What GetParametersForImport gave for ``key``: a wrapping key pair and its import token."""

    key: Key
    token: bytes
    algorithm: str
    wrapping_key: Material
    valid_to: datetime


class IssuedParameters:
    """The import parameters of one Region: each token serves for one import."""

    def __init__(self, account: Account) -> None:
        self._account = account
        self._by_token: dict[bytes, Parameters] = {}
        self._moduli: dict[str, Material] = {}
        self._issued: Counter[str] = Counter()

    def issue(self, key: Key, algorithm: str, wrapping_key_spec: str) -> Parameters:
        """Return new parameters, whose wrapping key is made when it is first asked for."""
        parameters = Parameters(
            key,
            self._account.entropy.draw("kms:import-token", _TOKEN_BYTES),
            algorithm,
            self._new_wrapping_key(wrapping_key_spec),
            self._account.clock.now() + _VALIDITY,
        )
        self._by_token[parameters.token] = parameters
        return parameters

    def find(self, key: Key, token: bytes) -> Parameters:
        """Return the parameters that came with ``token``.

        Raises InvalidImportTokenException for one that was not given for this key, or has served,
        and ExpiredImportTokenException.
        """
        parameters = self._by_token.get(token)
        if parameters is None or parameters.key is not key:
            raise AwsError("InvalidImportTokenException", _INVALID)
        if parameters.valid_to <= self._account.clock.now():
            raise AwsError("ExpiredImportTokenException", _EXPIRED)
        return parameters

    def spend(self, parameters: Parameters) -> None:
        """Let no second import use these parameters."""
        del self._by_token[parameters.token]

    def _new_wrapping_key(self, spec: str) -> Material:
        number = self._issued[spec]
        self._issued[spec] += 1
        if spec not in self._moduli:
            self._moduli[spec] = generate_material(self._account.entropy, "wrapping", spec)
        modulus = self._moduli[spec]

        def make() -> RSAPrivateKey:
            from mock_dnssec.kms.crypto.wrapping import with_own_exponent

            return with_own_exponent(cast("RSAPrivateKey", modulus.secret), number)

        return Material(f"{spec}:{number}", make)
