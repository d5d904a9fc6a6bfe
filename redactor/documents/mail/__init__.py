"""Messages (.eml, .msg) as drafts: parsed, put into a Word file, and read as that. What is attached is a draft of its own."""
