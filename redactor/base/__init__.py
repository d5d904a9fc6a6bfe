"""What every other part stands on: files written whole, and other people's files read within limits."""
