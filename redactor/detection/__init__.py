"""Finding identities in text: mentions with their kind, score and recogniser. Knows nothing of Word."""
