"""The version of the program, and what the libraries import and hardly any run uses."""

from sferum_cli.late import load_late

__version__ = "0.2.0"

load_late("hashlib", "ipaddress", "locale", "platform", "subprocess", "textwrap", "tokenize")
