"""Files as a check sees them: read afresh, by readers that share nothing with the code that writes files."""
