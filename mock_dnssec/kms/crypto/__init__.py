"""Real keys and what is done with them: the only part of KMS that touches ``cryptography``."""
