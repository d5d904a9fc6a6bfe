"""The commands, one subject a module: arguments in, what is shown out. `redactor/cli.py` puts them together."""
