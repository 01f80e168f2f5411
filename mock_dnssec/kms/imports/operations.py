"""GetParametersForImport, ImportKeyMaterial and DeleteImportedKeyMaterial.

https://docs.aws.amazon.com/kms/latest/developerguide/importing-keys.html
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError
from mock_dnssec.kms.crypto.material import Material
from mock_dnssec.kms.crypto.readers import unexpected_material
from mock_dnssec.kms.identifiers import find_key
from mock_dnssec.kms.imports.association import drop_material, known_materials, take_material
from mock_dnssec.kms.imports.expiration import check_expiration
from mock_dnssec.kms.imports.importable import IMPORTABLE_SPECS
from mock_dnssec.kms.imports.parameters import IssuedParameters
from mock_dnssec.kms.key_types import check_region
from mock_dnssec.kms.origins import check_key_origin, not_supported
from mock_dnssec.kms.states import check_state

if TYPE_CHECKING:
    from mock_dnssec.kms.backend import Backend
    from mock_dnssec.kms.imports.parameters import Parameters
    from mock_dnssec.kms.keys import Key
    from mock_dnssec.operations import Later, Result

_ID_WITH_NEW = "You cannot specify a key material ID with ImportType set to NEW_KEY_MATERIAL."
_UNKNOWN_MATERIAL = (
    "The request was rejected because the specified entity or resource could not be found."
)


class ImportOperations:
    """The operations on imported key material."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._clock = backend.account.clock
        self._issued = IssuedParameters(backend.account)

    def get_parameters_for_import(
        self, *, key_id: str, wrapping_algorithm: str, wrapping_key_spec: str
    ) -> Later:
        """Return a wrapping key and an import token, good for one import in the next 24 hours.

        Raises NotFoundException, InvalidArnException, KMSInvalidStateException,
        UnsupportedOperationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_GetParametersForImport.html
        """
        key = self._find("GetParametersForImport", key_id)
        check_region(wrapping_key_spec, self._backend.partition)
        _check_wrapping(key, wrapping_algorithm, wrapping_key_spec)
        parameters = self._issued.issue(key, wrapping_algorithm, wrapping_key_spec)

        def answer() -> Result:
            return {
                "KeyId": key.arn,
                "ImportToken": parameters.token,
                "PublicKey": parameters.wrapping_key.public_key(),
                "ParametersValidTo": parameters.valid_to,
            }

        return answer

    def import_key_material(
        self,
        *,
        key_id: str,
        import_token: bytes,
        encrypted_key_material: bytes,
        valid_to: datetime | None = None,
        expiration_model: str = "KEY_MATERIAL_EXPIRES",
        import_type: str | None = None,
        key_material_description: str | None = None,
        key_material_id: str | None = None,
    ) -> Result:
        """Take material from outside into a key, until it expires or for good.

        Raises NotFoundException, InvalidArnException, KMSInvalidStateException,
        UnsupportedOperationException, ValidationException, InvalidImportTokenException,
        ExpiredImportTokenException, InvalidCiphertextException, IncorrectKeyMaterialException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_ImportKeyMaterial.html
        """
        key = self._find("ImportKeyMaterial", key_id)
        check_expiration(expiration_model, valid_to, self._clock.now())
        if any((import_type, key_material_description, key_material_id)):
            _check_many_materials(key)
        if key_material_id is not None and import_type == "NEW_KEY_MATERIAL":
            raise AwsError("ValidationException", _ID_WITH_NEW)
        parameters = self._issued.find(key, import_token)
        material = _unwrap(key, parameters, encrypted_key_material)
        if key_material_id not in (None, material.material_id):
            raise unexpected_material()
        material.valid_to = valid_to
        material.description = key_material_description
        take_material(key, material, import_type)
        self._issued.spend(parameters)
        return _answer(key, material.material_id)

    def delete_imported_key_material(
        self, *, key_id: str, key_material_id: str | None = None
    ) -> Result:
        """Take imported material from a key, which then waits for it to come again.

        Raises NotFoundException, InvalidArnException, KMSInvalidStateException,
        UnsupportedOperationException.
        https://docs.aws.amazon.com/kms/latest/APIReference/API_DeleteImportedKeyMaterial.html
        """
        key = self._find("DeleteImportedKeyMaterial", key_id)
        if key_material_id is not None:
            _check_many_materials(key)
            if key_material_id not in known_materials(key):
                raise AwsError("NotFoundException", _UNKNOWN_MATERIAL)
        material_id = key_material_id or key.history.current_id
        if material_id is not None:
            drop_material(key, material_id, self._clock.now())
        return _answer(key, material_id)

    def _find(self, operation: str, key_id: str) -> Key:
        key = find_key(self._backend, key_id, operation)
        check_key_origin(key, "EXTERNAL")
        check_state(operation, key)
        return key


def _check_wrapping(key: Key, algorithm: str, wrapping_key_spec: str) -> None:
    too_long = (key.spec, wrapping_key_spec) == ("ECC_NIST_P521", "RSA_2048")
    if (
        algorithm not in IMPORTABLE_SPECS[key.spec].wrapping
        or (algorithm == "SM2PKE") != (wrapping_key_spec == "SM2")
        or (too_long and algorithm.startswith("RSAES_OAEP"))
    ):
        raise not_supported()


def _check_many_materials(key: Key) -> None:
    if key.spec != "SYMMETRIC_DEFAULT":
        raise not_supported()


def _unwrap(key: Key, parameters: Parameters, wrapped: bytes) -> Material:
    from mock_dnssec.kms.crypto.wrapping import unwrap

    plaintext = unwrap(parameters.algorithm, parameters.wrapping_key, wrapped)
    secret = IMPORTABLE_SPECS[key.spec].read(plaintext)
    material_id = hashlib.sha256(key.key_id.encode() + plaintext).hexdigest()
    return Material(material_id, lambda: secret)


def _answer(key: Key, material_id: str | None) -> Result:
    if key.spec == "SYMMETRIC_DEFAULT" and material_id is not None:
        return {"KeyId": key.arn, "KeyMaterialId": material_id}
    return {"KeyId": key.arn}
