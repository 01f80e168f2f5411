"""Grants: what principals are allowed with a key beside its policy."""
