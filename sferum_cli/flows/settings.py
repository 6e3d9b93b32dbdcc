"""Saying something once and for all: the settings, what holds now and who said it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from sferum_cli.core.frozen import replace
from sferum_cli.core.settings import AUTO, SETTINGS
from sferum_cli.errors import RUN, BadUsage
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.settings_view import (
    FIRST,
    SettingRow,
    set_page,
    settings_page,
    settings_shape,
)
from sferum_cli.storage.settings import SETTINGS as FILE
from sferum_cli.storage.settings import load_settings
from sferum_cli.storage.settings_change import save_setting
from sferum_cli.text import use, words_said


def settings(
    session: Session,
    key: str | None,
    value: str | None,
    *,
    holds: Mapping[str, SettingRow],
    usual: Mapping[str, SettingRow],
) -> Answer:
    """Show what is set, or set ``key`` to ``value``; ``auto`` takes it back.

    ``holds`` is what holds in this run by setting, ``usual`` what does where nobody says anything.
    Raises BadUsage for a word that is no setting or no value, StateBusy, DamagedFile.
    """
    name = None if key is None else _code(key, tuple(SETTINGS))
    file = session.folder / FILE
    if name is None or value is None:
        said = _quietly(session.folder)
        shown = [row for row in holds.values() if name in (None, row.name)]
        rows = [replace(row, kept=said.get(row.name)) for row in shown]
        return Answer(settings_page(rows, file), settings_shape(rows, file))
    chosen = _code(value, (*SETTINGS[name], AUTO))
    kept = save_setting(session.folder, name, chosen).said.get(name)
    row = replace(holds[name], kept=kept)
    if row.origin not in FIRST:
        row = replace(row, value=kept, origin="settings") if kept else usual[name]
        if name == "language":
            use(row.value)  # the answer itself is the first to be so
    return Answer(set_page(row), settings_shape((row,), file))


def _code(given: str, codes: tuple[str, ...]) -> str:
    """The code that ``given`` is or is a word for. Raises BadUsage with those there are."""
    word = given.strip().lower()
    for code in codes:
        if word in (code, *words_said(f"near.{code}")):
            return code
    raise BadUsage("error.setting", given=given, known=codes)


def _quietly(folder: Path) -> Mapping[str, str]:
    """What the file says; of what is wrong in it the run has warned when it began."""
    before = list(RUN.warnings)
    said = load_settings(folder).said
    RUN.warnings[:] = before
    return said
