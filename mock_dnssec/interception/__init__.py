"""The ways in for what this process sends to AWS, with botocore or with ``requests``."""
