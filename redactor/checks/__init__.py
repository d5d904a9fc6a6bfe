"""The check of the written file: an independent reading, one module a question, findings as values."""
