"""AWS KMS: its keys, its rules and one class for each family of its operations."""
