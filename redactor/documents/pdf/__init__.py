"""PDFs with text: read from their page descriptions, and written anew with other letters in the same places."""
