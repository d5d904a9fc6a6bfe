"""Drafts that have codes in them already, rewritten where they are: renumbered, with names again."""
