"""What holds for every operation that uses a key, and in which order AWS looks.

Sign and Verify are judged in files of their own, and so is what Decrypt asks of a ciphertext.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from botocore import xform_name
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from mock_dnssec import MockUsageError

from ..support import UNKNOWN_ID, refused
from .conftest import MODEL

if TYPE_CHECKING:
    from ..conftest import NewKey

PEER = ec.derive_private_key(7, ec.SECP256R1()).public_key()
ATTESTATION = {"KeyEncryptionAlgorithm": "RSAES_OAEP_SHA_256", "AttestationDocument": b"document"}


class Use(NamedTuple):
    """An operation on a key of a fitting type, and another algorithm that does not fit."""

    operation: str
    spec: str
    usage: str
    parameters: dict[str, Any]
    misfit: dict[str, str] = {}

    def call(self, kms: Any, key_id: str, **more: Any) -> Any:
        """Perform the operation with this key."""
        return getattr(kms, xform_name(self.operation))(
            **{"KeyId": key_id, **self.parameters, **more}
        )


_PAIR = {"KeyPairSpec": "ECC_NIST_P256"}
_MAC = {"Message": b"m", "MacAlgorithm": "HMAC_SHA_256"}
_OTHER_MAC = {"MacAlgorithm": "HMAC_SHA_512"}
_ENCRYPTION = {"EncryptionAlgorithm": "RSAES_OAEP_SHA_1"}
_OAEP = {"EncryptionAlgorithm": "RSAES_OAEP_SHA_256"}
_KEM = {"EncapsulationAlgorithm": "ML_KEM"}
_ECDH = {
    "KeyAgreementAlgorithm": "ECDH",
    "PublicKey": PEER.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo),
}
_BY_ENCRYPTION = ("SYMMETRIC_DEFAULT", "ENCRYPT_DECRYPT")
_BY_MAC = ("HMAC_256", "GENERATE_VERIFY_MAC")
_BY_KEM = ("ML_KEM_768", "ENCAPSULATE_DECAPSULATE")
USES = [
    use
    for use in (
        Use("Encrypt", *_BY_ENCRYPTION, {"Plaintext": b"p"}, _ENCRYPTION),
        Use("GenerateDataKey", *_BY_ENCRYPTION, {"KeySpec": "AES_256"}),
        Use("GenerateDataKeyWithoutPlaintext", *_BY_ENCRYPTION, {"KeySpec": "AES_256"}),
        Use("GenerateDataKeyPair", *_BY_ENCRYPTION, _PAIR),
        Use("GenerateDataKeyPairWithoutPlaintext", *_BY_ENCRYPTION, _PAIR),
        Use("GenerateMac", *_BY_MAC, _MAC, _OTHER_MAC),
        Use("VerifyMac", *_BY_MAC, {**_MAC, "Mac": b"m"}, _OTHER_MAC),
        Use("DeriveSharedSecret", "ECC_NIST_P256", "KEY_AGREEMENT", _ECDH),
        Use("Encapsulate", *_BY_KEM, _KEM),
        Use("Decapsulate", *_BY_KEM, {**_KEM, "SharedSecretCiphertextBlob": bytes(1088)}),
    )
    if use.operation in MODEL["operations"]
]
DECRYPT = Use("Decrypt", "RSA_2048", "ENCRYPT_DECRYPT", {"CiphertextBlob": b"c", **_OAEP})

CHECKED = [*USES, DECRYPT]
IMPORTABLE = [use for use in CHECKED if use.spec != "ML_KEM_768"]
ATTESTED = [
    use
    for use in CHECKED
    if use.operation in {"Decrypt", "DeriveSharedSecret", "GenerateDataKey", "GenerateDataKeyPair"}
]


def _each(uses: list[Use]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("use", uses, ids=[use.operation for use in uses])


@_each(CHECKED)
def test_a_key_for_something_else_is_refused(kms: Any, new_key: NewKey, use: Use) -> None:
    """The message names the key, its usage and the operation."""
    key = new_key("ECC_NIST_P384", "SIGN_VERIFY")
    message = f"{key.get('Arn')} key usage is SIGN_VERIFY which is not valid for {use.operation}."
    with refused("InvalidKeyUsageException", message):
        use.call(kms, key["KeyId"])


@_each(CHECKED)
def test_only_an_enabled_key_is_used(kms: Any, new_key: NewKey, use: Use) -> None:
    """A disabled key and one that waits for deletion are refused in AWS's words."""
    key = new_key(use.spec, use.usage)
    kms.disable_key(KeyId=key["KeyId"])
    with refused("DisabledException", f"{key.get('Arn')} is disabled."):
        use.call(kms, key["KeyId"])
    kms.schedule_key_deletion(KeyId=key["KeyId"])
    with refused("KMSInvalidStateException", f"{key.get('Arn')} is pending deletion."):
        use.call(kms, key["KeyId"])


@_each(IMPORTABLE)
def test_a_key_without_material_is_not_used(kms: Any, new_key: NewKey, use: Use) -> None:
    """Until its material is imported, an EXTERNAL key is of no use."""
    key = new_key(use.spec, use.usage, Origin="EXTERNAL")
    with refused("KMSInvalidStateException", f"{key.get('Arn')} is pending import."):
        use.call(kms, key["KeyId"])


@_each(CHECKED)
def test_a_key_that_does_not_exist_is_not_found(kms: Any, new_key: NewKey, use: Use) -> None:
    """The rest of the request does not matter then."""
    arn = str(new_key().get("Arn")).rpartition("/")[0] + f"/{UNKNOWN_ID}"
    with refused("NotFoundException", f"Key '{arn}' does not exist"):
        use.call(kms, UNKNOWN_ID)
    with refused("NotFoundException", "Invalid keyId 'key_id'"):
        use.call(kms, "key_id")


@_each(USES)
def test_usage_is_checked_before_state_and_state_before_algorithm(
    kms: Any, new_key: NewKey, use: Use
) -> None:
    """The first check that fails is told."""
    other, key = new_key("ECC_NIST_P384", "SIGN_VERIFY"), new_key(use.spec, use.usage)
    for each in (other, key):
        kms.disable_key(KeyId=each["KeyId"])
    with refused("InvalidKeyUsageException"):
        use.call(kms, other["KeyId"], **use.misfit)
    with refused("DisabledException"):
        use.call(kms, key["KeyId"], **use.misfit)
    if use.misfit:
        kms.enable_key(KeyId=key["KeyId"])
        [algorithm] = use.misfit.values()
        message = f"Algorithm {algorithm} is incompatible with key spec {use.spec}."
        with refused("InvalidKeyUsageException", message):
            use.call(kms, key["KeyId"], **use.misfit, DryRun=True)


@_each(USES)
def test_a_dry_run_only_tells_that_it_would_succeed(kms: Any, new_key: NewKey, use: Use) -> None:
    """DryRun ends with an error of its own."""
    message = "The request would have succeeded, but the DryRun option is set."
    with refused("DryRunOperationException", message):
        use.call(kms, new_key(use.spec, use.usage)["KeyId"], DryRun=True)


@_each(USES)
def test_an_alias_serves_and_the_arn_is_answered(kms: Any, new_key: NewKey, use: Use) -> None:
    """Each takes an alias and grant tokens, and names the key by its ARN."""
    key = new_key(use.spec, use.usage)
    kms.create_alias(AliasName="alias/mine", TargetKeyId=key["KeyId"])
    if use.operation == "VerifyMac":
        mac = kms.generate_mac(KeyId="alias/mine", **_MAC)["Mac"]
        answer = use.call(kms, "alias/mine", GrantTokens=["token"], Mac=mac)
    else:
        answer = use.call(kms, "alias/mine", GrantTokens=["token"])
    assert answer["KeyId"] == key.get("Arn")


@_each(ATTESTED)
def test_attestation_is_said_to_be_unmodelled(kms: Any, new_key: NewKey, use: Use) -> None:
    """A request for an enclave gets no answer that pretends to be encrypted for it."""
    key_id = new_key(use.spec, use.usage)["KeyId"]
    with pytest.raises(MockUsageError, match="does not model cryptographic attestation"):
        use.call(kms, key_id, Recipient=ATTESTATION)


@_each(CHECKED)
def test_nothing_secret_is_made_under_the_lock_of_the_account(aws: Any, use: Use) -> None:
    """An operation only hands over what has to be done with the key; it has made none itself."""
    backend = aws.kms("us-east-1")
    backend.operations["create_key"](key_spec=use.spec, key_usage=use.usage)
    [key] = backend.keys
    parameters = {xform_name(name): value for name, value in use.parameters.items()}
    later = backend.operations[xform_name(use.operation)](key_id=key.key_id, **parameters)
    assert callable(later)
    assert key.current_material._secret is None
