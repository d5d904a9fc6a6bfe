"""The front door for other programs: the calls that `import redactor` gives, and what plugs into Presidio and spaCy."""
