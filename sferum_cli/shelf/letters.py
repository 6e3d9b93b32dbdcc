"""Kinds of letters, the fixed words of the form and our data on names, from their files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import tomli

from sferum_cli.core.frozen import frozen
from sferum_cli.core.letter_kinds import LetterKind, Needs, Part
from sferum_cli.core.letters import Labels
from sferum_cli.core.names import Overrides
from sferum_cli.errors import NotFound
from sferum_cli.shelf.tables import OWN_KNOWLEDGE, Table, read_table

FORM = "form.toml"


@frozen
class Form:
    """The fixed Russian words of every letter: labels, months, positions in the dative."""

    labels: Labels
    months: tuple[str, ...]
    date: str
    positions: dict[str, str]


@cache
def form(folder: Path = OWN_KNOWLEDGE) -> Form:
    """The fixed words. Raises DamagedFile."""
    table = read_table(folder / "letters" / FORM)
    inner = table.table("labels")
    labels = Labels(
        attachments=inner.take("attachments", str),
        signature=inner.take("signature", str),
        incoming_number=inner.take("incoming_number", str),
        incoming_date=inner.take("incoming_date", str),
    )
    positions = {
        row.take("nominative", str): row.take("dative", str) for row in table.tables("position")
    }
    return Form(labels, table.words("months"), table.take("date", str), positions)


@cache
def name_overrides(folder: Path = OWN_KNOWLEDGE) -> Overrides:
    """Our own rules for names. Raises DamagedFile."""
    return Overrides.from_mapping(tomli.loads((folder / "names.toml").read_text(encoding="utf-8")))


def kind_ids(folder: Path = OWN_KNOWLEDGE) -> tuple[str, ...]:
    """The ids of all kinds; a file is named after its kind."""
    names = (file.stem for file in (folder / "letters").glob("*.toml") if file.name != FORM)
    return tuple(sorted(names))


@cache
def letter_kind(kind_id: str, folder: Path = OWN_KNOWLEDGE) -> LetterKind:
    """The kind with that id. Raises NotFound with the ids there are, and DamagedFile."""
    if kind_id not in kind_ids(folder):
        raise NotFound("error.letter_unknown", given=kind_id, known=kind_ids(folder))
    return _kind(read_table(folder / "letters" / f"{kind_id}.toml"))


def _kind(table: Table) -> LetterKind:
    kind = LetterKind(
        id=table.take("id", str),
        title=table.both("title"),
        whom=table.both("for"),
        paths=table.words("paths"),
        roles=table.words("roles"),
        body=table.take("body", str),
        needs=table.words("needs"),
        optional=table.words("optional"),
        channels=table.words("channels"),
        heading=table.take("heading", str),
        subject=table.take("subject", str),
        addressee=_parts(table, "addressee"),
        applicant=_parts(table, "applicant"),
        parts=_parts(table, "part"),
        attachments=_parts(table, "attachment"),
        signatures=tuple(
            (row.take("role", str, ""), row.take("name", str)) for row in table.tables("signature")
        ),
        mail_to=table.take("mail_to", str, ""),
        reminder=table.take("reminder", bool, False),
        pages=table.take("pages", dict, {}),
    )
    table.done()
    return kind


def _parts(table: Table, key: str) -> tuple[Part, ...]:
    return tuple(_part(row) for row in table.tables(key))


def _part(row: Table) -> Part:
    part = Part(row.take("text", str, ""), _parts(row, "point"), _needs(row))
    row.done()
    return part


def _needs(row: Table) -> Needs:
    if "when" not in row.values:
        return Needs()
    inner = row.table("when")
    found = Needs(inner.words("has"), inner.words("lacks"), inner.words("school"))
    inner.done()
    return found
