"""Hosted zones: what one is, how it comes about, is listed, and goes."""
