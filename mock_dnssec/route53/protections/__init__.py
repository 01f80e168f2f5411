"""Protections: record sets of a zone that nobody may change for now."""
