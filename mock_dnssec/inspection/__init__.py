"""What a test may look at, and what it is shown when it fails: state and calls, without changes."""
