"""What is sealed and signed: keys, envelopes, editions of the list."""
