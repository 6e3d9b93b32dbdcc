"""Kinds of letters, the fixed words of the form, our data on names and titles, from files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import tomli

from sferum_cli.core.frozen import frozen
from sferum_cli.core.gaps import in_russian
from sferum_cli.core.letter_kinds import LetterKind
from sferum_cli.core.letters import Labels
from sferum_cli.core.names import Overrides
from sferum_cli.core.titles import Titles
from sferum_cli.errors import NotFound
from sferum_cli.shelf.fields import answer_fields
from sferum_cli.shelf.own import follows_own
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.sending import sending
from sferum_cli.shelf.tables import OWN_KNOWLEDGE, read_table
from sferum_cli.shelf.terms import quotes

FORM = "form.toml"


@frozen
class Form:
    """The fixed Russian words of every letter; ``position`` is the head's where none is given."""

    labels: Labels
    months: tuple[str, ...]
    date: str
    position: str


@cache
def form(folder: Path = OWN_KNOWLEDGE) -> Form:
    """The fixed words. Raises DamagedFile."""
    return read(Form, read_table(folder / "letters" / FORM))


@cache
def name_overrides(folder: Path = OWN_KNOWLEDGE) -> Overrides:
    """Our own rules for names. Raises DamagedFile."""
    return Overrides.from_mapping(tomli.loads((folder / "names.toml").read_text(encoding="utf-8")))


@cache
def titles(folder: Path = OWN_KNOWLEDGE) -> Titles:
    """Our own data on posts, institutions and authorities. Raises DamagedFile."""
    return Titles.from_mapping(tomli.loads((folder / "titles.toml").read_text(encoding="utf-8")))


def kind_ids(folder: Path = OWN_KNOWLEDGE) -> tuple[str, ...]:
    """The ids of all kinds; a file is named after its kind."""
    names = (file.stem for file in (folder / "letters").glob("*.toml") if file.name != FORM)
    return tuple(sorted(names))


@follows_own
@follows_own
@cache
def letter_kind(kind_id: str, folder: Path = OWN_KNOWLEDGE) -> LetterKind:
    """The kind with that id. Raises NotFound with the ids there are, and DamagedFile."""
    if kind_id not in kind_ids(folder):
        raise NotFound("error.letter_unknown", given=kind_id, known=kind_ids(folder))
    table = read_table(folder / "letters" / f"{kind_id}.toml")
    kind = read(LetterKind, table, whom=table.both("for"), sending=sending(folder))
    for key, names in (("needs", kind.needs), ("optional", kind.optional)):
        if not answer_fields(folder).keys() >= set(names):
            raise table.bad(key)
    return in_russian(kind, quotes(folder))
