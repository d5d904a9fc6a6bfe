"""A new Word file with an author's styles and no others, as redactor itself begins one.

python-docx's own brings a hundred styles of tables, twice: nine tenths of what a run on a draft of a few lines would read,
clean, write and check. What a file can hold beside its text is tried in tests/documents, and on the example
(tests/test_example.py), which has them all.
"""

from __future__ import annotations

from redactor.base.word_template import new_file as blank_word

__all__ = ["blank_word"]
