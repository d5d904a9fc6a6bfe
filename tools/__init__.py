"""Commands for whoever keeps the project: not part of what is installed."""
