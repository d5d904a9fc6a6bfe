"""Code lists, key maps, numbering and sealing."""
