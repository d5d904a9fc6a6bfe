"""One case: opened, drafts anonymised, what awaits a person, the key map kept and ended."""
