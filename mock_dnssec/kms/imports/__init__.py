"""Imported key material: how it comes into a key, when it expires, how it is deleted."""
