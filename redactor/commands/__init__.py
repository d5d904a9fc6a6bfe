"""The commands, one subject a module: arguments in, what is shown out. `redactor/cli.py` puts them together."""

import os

# pydantic would look through all that is installed for plugins, and let them see every value that it makes: names among them
os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
