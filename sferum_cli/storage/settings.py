"""settings.toml: what the person said once and for all; a slip in it stops nothing."""

from __future__ import annotations

from pathlib import Path

from sferum_cli.core.settings import Settings, sort_out
from sferum_cli.errors import RUN, DamagedFile
from sferum_cli.storage.damage import read_toml
from sferum_cli.storage.files import read_text

SETTINGS = "settings.toml"


def load_settings(folder: Path) -> Settings:
    """What is set in ``folder``. It never fails: what cannot be read is a warning, and not set."""
    settings, slips = read_settings(folder / SETTINGS)
    for slip in slips:
        RUN.warn(slip.key, **slip.values)
    return settings


def read_settings(file: Path) -> tuple[Settings, list[DamagedFile]]:
    """What ``file`` says, and its slips: ``warning.setting`` is of one value, else of all."""
    try:
        text = read_text(file)
    except DamagedFile as error:
        slip = DamagedFile("warning.settings", file=file, why=error.key, why_values=error.values)
        return Settings({}, {}), [slip]
    table = {} if text is None or not text.strip() else read_toml(text)
    if isinstance(table, tuple):
        why, values = table
        slip = DamagedFile("warning.settings", file=file, why=why, why_values=values)
        return Settings({}, {}), [slip]
    settings, wrong = sort_out(table)
    return settings, [DamagedFile("warning.setting", file=file, name=name) for name in wrong]
