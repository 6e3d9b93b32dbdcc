"""Writing settings.toml; reading it alone loads nothing of this."""

from __future__ import annotations

from pathlib import Path

from sferum_cli.core.settings import Settings
from sferum_cli.errors import RUN, DamagedFile
from sferum_cli.storage.changes import locked
from sferum_cli.storage.files import as_toml, write_bytes
from sferum_cli.storage.settings import SETTINGS, read_settings
from sferum_cli.storage.undisturbed import undisturbed

_HEAD = b"# sferum settings\n"


def save_setting(folder: Path, key: str, value: str) -> Settings:
    """Set ``key`` to ``value`` and give what is set now. Raises BadUsage, StateBusy, DamagedFile.

    A file that is no TOML is somebody's own work: it is left as it is, and that is the error.
    """
    file = folder / SETTINGS
    with locked(folder), undisturbed():
        settings, slips = read_settings(file)
        for slip in slips:
            if slip.key != "warning.setting":
                raise DamagedFile("error.settings_damaged", file=file)
        changed = settings.having(key, value)
        if changed.said != settings.said or slips:
            write_bytes(file, _HEAD + as_toml({**changed.others, **changed.said}))
            RUN.commit()
            RUN.drop_warning(DamagedFile("warning.settings", file=file))  # what was wrong is mended
    return changed
