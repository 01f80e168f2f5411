"""How an account comes into the states in which AWS refuses: what docs/errors.md shows."""
