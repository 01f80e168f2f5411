"""DNSSEC signing of hosted zones: key-signing keys, their KMS keys, what parents publish."""
