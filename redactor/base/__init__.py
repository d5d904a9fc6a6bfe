"""What everything else stands on, and what knows nothing of drafts, people or codes."""
