"""Drafts in other formats than Word's and Excel's: old and open ones, rich text, messages."""
