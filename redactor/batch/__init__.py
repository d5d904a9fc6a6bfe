"""Thousands of cases, one after another or side by side: each by itself, with a journal, and a table at the end."""
