"""playbook.toml: what to do at each moment of a request, in the words of the institution."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sferum_cli.core.codes import InstitutionKind
from sferum_cli.core.knowledge import Bilingual
from sferum_cli.core.playbook import Play, Reply
from sferum_cli.shelf.institutions import USUAL
from sferum_cli.shelf.kept import kept
from sferum_cli.shelf.own import follows_own
from sferum_cli.shelf.reader import read
from sferum_cli.shelf.tables import SHIPPED, Table, read_table
from sferum_cli.shelf.wording import worded


@follows_own
@cache
@kept
def plays(folder: Path = SHIPPED, *, institution: InstitutionKind = USUAL) -> tuple[Play, ...]:
    """Every play, in the words of ``institution``. Raises DamagedFile."""
    rows = tuple(_play(row) for row in read_table(folder / "playbook.toml").tables("play"))
    return worded(rows, institution, folder)


def _play(row: Table) -> Play:
    lines = {key: _lines(row, key) for key in ("bring", "say", "proof")}
    return read(
        Play, row, replies=tuple(read(Reply, each) for each in row.tables("reply")), **lines
    )


def _lines(row: Table, key: str) -> tuple[Bilingual, ...]:
    """A list of sentences, empty where it is missing."""
    lines = enumerate(row.take(key, list, []), start=1)
    return tuple(Table({key: each}, f"{row.where}.{key}[{n}]").both(key) for n, each in lines)
