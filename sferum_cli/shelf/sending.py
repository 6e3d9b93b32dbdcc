"""sending.toml: how a letter goes out."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sferum_cli.core.sending import Sending
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import SHIPPED, read_table


@cache
def sending(folder: Path = SHIPPED) -> Sending:
    """All the channels and the warnings of e-mail. Raises DamagedFile."""
    return read(Sending, read_table(folder / "sending.toml"))
