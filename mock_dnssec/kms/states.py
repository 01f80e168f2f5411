"""Which operation works in which key state: AWS's table, as AWS prints it.

https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from mock_dnssec.errors import AwsError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from mock_dnssec.kms.keys import Key

_IN_WORDS = {
    "Disabled": "disabled",
    "PendingDeletion": "pending deletion",
    "PendingReplicaDeletion": "pending replica deletion",
    "PendingImport": "pending import",
    "Unavailable": "unavailable",
    "Creating": "creating",
    "Updating": "updating",
}

# A key that is pending replica deletion is treated like one that is pending deletion. What depends
# on more than the state (the origin, the spec) is up to the operation.
_TABLE = """
Operation                           Enabled Disabled PendingDeletion PendingImport Unavailable Creating Updating
CancelKeyDeletion                   X       X        ok              X             X           X        X
CreateAlias                         ok      ok       X               ok            ok          ok       ok
CreateGrant                         ok      X        X               X             ok          X        ok
Decapsulate                         ok      X        X               X             X           X        ok
Decrypt                             ok      X        X               X             X           X        ok
DeleteAlias                         ok      ok       ok              ok            ok          ok       ok
DeleteImportedKeyMaterial           ok      ok       ok              ok            ok          X        X
DeriveSharedSecret                  ok      X        X               X             X           X        ok
DescribeKey                         ok      ok       ok              ok            ok          ok       ok
DisableKey                          ok      ok       X               X             ok          X        X
DisableKeyRotation                  ok      X        X               ok            ok          X        ok
EnableKey                           ok      ok       X               X             ok          X        X
EnableKeyRotation                   ok      X        X               ok            ok          X        ok
Encapsulate                         ok      X        X               X             X           X        ok
Encrypt                             ok      X        X               X             X           X        ok
GenerateDataKey                     ok      X        X               X             X           X        ok
GenerateDataKeyPair                 ok      X        X               X             X           X        ok
GenerateDataKeyPairWithoutPlaintext ok      X        X               X             X           X        ok
GenerateDataKeyWithoutPlaintext     ok      X        X               X             X           X        ok
GenerateMac                         ok      X        X               X             X           X        ok
GetKeyLastUsage                     ok      ok       ok              ok            ok          ok       ok
GetKeyPolicy                        ok      ok       ok              ok            ok          ok       ok
GetKeyRotationStatus                ok      ok       ok              ok            ok          ok       ok
GetParametersForImport              ok      ok       X               ok            ok          X        X
GetPublicKey                        ok      ok       X               X             X           X        ok
ImportKeyMaterial                   ok      ok       X               ok            ok          X        ok
ListAliases                         ok      ok       ok              ok            ok          ok       ok
ListGrants                          ok      ok       ok              ok            ok          ok       ok
ListKeyPolicies                     ok      ok       ok              ok            ok          ok       ok
ListKeyRotations                    ok      ok       ok              ok            ok          ok       ok
ListResourceTags                    ok      ok       ok              ok            ok          ok       ok
PutKeyPolicy                        ok      ok       ok              ok            ok          ok       ok
ReEncryptFrom                       ok      X        X               X             X           X        ok
ReEncryptTo                         ok      X        X               X             X           X        ok
ReplicateKey                        ok      X        X               X             ok          X        X
RetireGrant                         ok      ok       ok              ok            ok          ok       ok
RevokeGrant                         ok      ok       ok              ok            ok          ok       ok
RotateKeyOnDemand                   ok      X        X               X             ok          X        X
ScheduleKeyDeletion                 ok      ok       X               ok            ok          ok       X
Sign                                ok      X        X               X             X           X        ok
TagResource                         ok      ok       X               ok            ok          ok       ok
UntagResource                       ok      ok       X               ok            ok          ok       ok
UpdateAlias                         ok      ok       X               ok            ok          ok       ok
UpdateKeyDescription                ok      ok       X               ok            ok          ok       ok
UpdatePrimaryRegion                 ok      X        X               X             ok          X        ok
Verify                              ok      X        X               X             X           X        ok
VerifyMac                           ok      X        X               X             X           X        ok
"""  # noqa: E501 - a table is read across


def _parse(table: str) -> Mapping[str, frozenset[str]]:
    heading, *rows = (line.split() for line in table.strip().splitlines())
    return {
        operation: frozenset(
            state for state, cell in zip(heading[1:], cells, strict=True) if cell == "X"
        )
        for operation, *cells in rows
    }


REFUSED_STATES: Mapping[str, frozenset[str]] = _parse(_TABLE)
"""The key states in which an operation refuses the key."""


def check_state(operation: str, key: Key) -> None:
    """Raise what AWS raises when ``key`` is in a state that does not allow ``operation``.

    What asks for an available key store asks for what backs it too.
    """
    state = key.state
    column = "PendingDeletion" if state == "PendingReplicaDeletion" else state
    refused = REFUSED_STATES[operation]
    if column not in refused:
        if key.key_store is not None and state == "Enabled" and "Unavailable" in refused:
            key.key_store.check_use(key)
        return
    if operation == "CancelKeyDeletion":
        raise AwsError("KMSInvalidStateException", f"{key.arn} is not pending deletion.")
    raise refusal(key, state)


def refusal(key: Key, state: str) -> AwsError:
    """Return what AWS raises about ``key`` when ``state`` is what stands in the way."""
    code = "DisabledException" if state == "Disabled" else "KMSInvalidStateException"
    return AwsError(code, f"{key.arn} is {_IN_WORDS[state]}.")
