"""Health checks: what is to be watched, and what the checkers say of it."""
