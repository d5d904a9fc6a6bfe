"""What words are: tokens, word lists, the grammar of names, dates and addresses. No state, no people."""
