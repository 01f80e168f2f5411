"""What a key that is shared with another account is used for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from .support import CALLER, ROOT, refusal_of

if TYPE_CHECKING:
    from mock_dnssec import Account

    from .conftest import NewKey

USER = f"arn:aws:iam::{CALLER}:user/ops"
SIGNING = {"KeySpec": "ECC_NIST_P256", "KeyUsage": "SIGN_VERIFY"}


def test_a_signature(kms: Any, other_kms: Any, foreign_key: NewKey) -> None:
    """What one account signs with another's key, that one verifies."""
    arn = foreign_key({"Principal": ROOT, "Action": "kms:Sign"}, **SIGNING)
    terms = {"KeyId": arn, "Message": b"zone", "SigningAlgorithm": "ECDSA_SHA_256"}
    signature = kms.sign(**terms)["Signature"]

    assert other_kms.verify(Signature=signature, **terms)["SignatureValid"] is True
    assert refusal_of(kms.verify, Signature=signature, **terms)[0] == "AccessDeniedException"


def test_re_encryption_needs_both_keys(kms: Any, foreign_key: NewKey) -> None:
    """ReEncrypt asks each key for its half of the permission."""
    source = foreign_key({"Principal": ROOT, "Action": ["kms:Encrypt", "kms:ReEncryptFrom"]})
    target = foreign_key({"Principal": ROOT, "Action": "kms:ReEncryptTo"})
    blob = kms.encrypt(KeyId=source, Plaintext=b"zone")["CiphertextBlob"]
    answer = kms.re_encrypt(CiphertextBlob=blob, DestinationKeyId=target)
    code, message = refusal_of(kms.re_encrypt, CiphertextBlob=blob, DestinationKeyId=source)

    assert (answer["SourceKeyId"], answer["KeyId"]) == (source, target)
    assert code == "AccessDeniedException"
    assert f"kms:ReEncryptTo on resource: {source}" in message


def test_a_ciphertext_of_another_account(kms: Any, other_kms: Any, foreign_key: NewKey) -> None:
    """A ciphertext whose key is out of reach is refused as one whose key is unknown."""
    blob = other_kms.encrypt(KeyId=foreign_key(), Plaintext=b"zone")["CiphertextBlob"]

    assert refusal_of(kms.decrypt, CiphertextBlob=blob) == (
        "AccessDeniedException",
        (
            "The ciphertext refers to a customer master key that does not exist, does not exist in "
            "this region, or you are not allowed to access."
        ),
    )


def test_the_last_usage(kms: Any, other: Account, foreign_key: NewKey) -> None:
    """The key's account sees what others have used it for."""
    arn = foreign_key({"Principal": ROOT, "Action": "kms:*"})
    kms.encrypt(KeyId=arn, Plaintext=b"zone")
    home = other.kms("us-east-1")
    key = home.keys.find(arn.rpartition("/")[2])
    assert key is not None
    usage = home.last_usages.of(key)

    assert usage is not None
    assert usage.operation == "Encrypt"


def test_a_grant_lets_in(kms: Any, other_kms: Any, foreign_key: NewKey) -> None:
    """A grant to somebody of another account allows what it names, until it is revoked."""
    arn = foreign_key(**SIGNING)
    grant = other_kms.create_grant(
        KeyId=arn, GranteePrincipal=USER, Operations=["Sign", "DescribeKey"]
    )

    assert kms.describe_key(KeyId=arn)["KeyMetadata"]["Arn"] == arn
    assert refusal_of(kms.get_public_key, KeyId=arn)[0] == "AccessDeniedException"
    other_kms.revoke_grant(KeyId=arn, GrantId=grant["GrantId"])
    assert refusal_of(kms.describe_key, KeyId=arn)[0] == "AccessDeniedException"


def test_a_denial_beats_a_grant(kms: Any, other_kms: Any, foreign_key: NewKey) -> None:
    """What the key policy denies stays denied."""
    arn = foreign_key({"Effect": "Deny", "Principal": ROOT, "Action": "kms:DescribeKey"})
    other_kms.create_grant(KeyId=arn, GranteePrincipal=USER, Operations=["DescribeKey"])

    assert refusal_of(kms.describe_key, KeyId=arn)[0] == "AccessDeniedException"


def test_grants_on_another_accounts_key(kms: Any, other_kms: Any, foreign_key: NewKey) -> None:
    """A grant that the caller's account makes is the key's: both accounts see the same."""
    actions = ["kms:CreateGrant", "kms:ListGrants", "kms:RevokeGrant"]
    arn = foreign_key({"Principal": ROOT, "Action": actions})
    terms = {"KeyId": arn, "GranteePrincipal": USER, "Operations": ["Decrypt"], "Name": "n"}
    made = kms.create_grant(**terms, RetiringPrincipal=USER)
    again = kms.create_grant(**terms, RetiringPrincipal=USER)
    (seen,) = kms.list_grants(KeyId=arn)["Grants"]

    assert made["GrantId"] == again["GrantId"] == seen["GrantId"]
    assert other_kms.list_grants(KeyId=arn)["Grants"] == [seen]
    assert seen["IssuingAccount"] == "arn:aws:iam::210987654321:root"
    assert kms.list_retirable_grants(RetiringPrincipal=USER)["Grants"] == [seen]
    kms.revoke_grant(KeyId=arn, GrantId=seen["GrantId"])
    assert other_kms.list_grants(KeyId=arn)["Grants"] == []


def test_a_grant_is_retired_by_its_token(kms: Any, other_kms: Any, foreign_key: NewKey) -> None:
    """Whoever has the token can retire the grant, from any account."""
    arn = foreign_key()
    token = other_kms.create_grant(KeyId=arn, GranteePrincipal=USER, Operations=["Decrypt"])
    kms.retire_grant(GrantToken=token["GrantToken"])

    assert other_kms.list_grants(KeyId=arn)["Grants"] == []
    code, _ = refusal_of(kms.retire_grant, GrantToken=token["GrantToken"])
    assert code == "NotFoundException"


@pytest.mark.parametrize("region", ["eu-west-1", "us-west-2"])
def test_a_key_of_another_region(kms: Any, foreign_key: NewKey, region: str) -> None:
    """A Region knows no key of another, whoever it belongs to."""
    arn = foreign_key({"Principal": "*", "Action": "kms:*"}).replace("us-east-1", region)

    assert refusal_of(kms.describe_key, KeyId=arn) == ("NotFoundException", f"Invalid arn {region}")
