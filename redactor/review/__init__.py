"""A case held open for review."""
