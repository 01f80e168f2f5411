"""Leaves out what the installed botocore cannot speak."""

from __future__ import annotations

from botocore.serialize import SERIALIZERS

from .client_side import CBOR

collect_ignore = [] if CBOR in SERIALIZERS else ["test_cbor_bodies.py"]
