"""What each page of the author's does: a request's words in, the case's values shown."""
