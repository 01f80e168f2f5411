"""The pages that are made by a command, and the code that they show."""
