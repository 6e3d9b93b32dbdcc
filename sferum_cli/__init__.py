"""The version of the program, and what the libraries import and hardly any run uses."""

from sferum_cli.late import load_late

__version__ = "0.2.0"

load_late(
    "bz2", "fnmatch", "hashlib", "ipaddress", "locale", "lzma", "ntpath", "platform", "shellingham",
    "shlex", "subprocess", "textwrap", "tokenize",
)  # fmt: skip
