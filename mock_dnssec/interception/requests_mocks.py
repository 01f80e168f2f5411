"""Who else answers what is sent with ``requests``: the user's mocks of ``responses``, and moto."""

from __future__ import annotations

from inspect import getclosurevars, isfunction
from typing import TYPE_CHECKING

import responses
from requests.adapters import HTTPAdapter

from mock_dnssec.interception.moto import active_moto

if TYPE_CHECKING:
    from types import ModuleType

    from requests import PreparedRequest


def has_the_user_an_answer(request: PreparedRequest) -> bool:
    """Say whether the user's mock that is active has a response registered for ``request``.

    Of several, that is the one that was started last, as ``responses`` has it. A
    ``PassthroughResponse`` is none: whatever ``responses`` lets pass is still to be answered.
    """
    in_charge = _mock_in_charge()
    moto = active_moto()
    if moto is not None and in_charge is moto.responses_mock:
        in_charge = responses.mock  # moto asks it, started or not
    return isinstance(in_charge, responses.RequestsMock) and _matches(in_charge, request)


def has_moto_an_answer(moto: ModuleType, request: PreparedRequest) -> bool:
    """Say whether moto would answer ``request``, and not let it pass."""
    return _matches(moto.responses_mock, request)


def _matches(mock: responses.RequestsMock, request: PreparedRequest) -> bool:
    found = (response for response in mock.registered() if response.matches(request)[0])
    first = next(found, None)
    return first is not None and not first.passthrough


def _mock_in_charge() -> object:
    """Return the mock whose ``send`` stands in the place of every adapter's; None if none does."""
    send = HTTPAdapter.send
    return getclosurevars(send).nonlocals.get("self") if isfunction(send) else None
