"""Files that a check can read: Word, PDF and Excel, each by a reader that shares nothing with the code that writes files."""
