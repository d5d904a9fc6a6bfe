"""The business manager's side: lists vetted, issued and sent, what comes back answered, returns made one."""
