"""The language of key policies: how one is written, whom it names, what it allows."""
