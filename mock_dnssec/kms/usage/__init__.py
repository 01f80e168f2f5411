"""What keys are used for: the cryptographic operations."""
