"""The rungs of the ladder and the checks of a result, from their knowledge files."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sferum_cli.core.knowledge import Bilingual, Remark
from sferum_cli.core.ladder import Rung
from sferum_cli.shelf.knowledge import remark
from sferum_cli.shelf.tables import OWN_KNOWLEDGE, Table, read_table


@cache
def ladder(folder: Path = OWN_KNOWLEDGE) -> tuple[Rung, ...]:
    """Every rung, from the bottom up."""
    rungs = [_rung(row) for row in read_table(folder / "ladder.toml").tables("rung")]
    return tuple(sorted(rungs, key=lambda rung: rung.number))


@cache
def checks(folder: Path = OWN_KNOWLEDGE) -> tuple[Remark, ...]:
    """What to look at to see whether something is really gone, by role."""
    return tuple(remark(row) for row in read_table(folder / "checks.toml").tables("check"))


def _rung(row: Table) -> Rung:
    rung = Rung(
        number=row.take("number", int),
        id=row.take("id", str),
        title=row.both("title"),
        who=row.both("who"),
        when=row.both("when"),
        wait=row.both("wait"),
        paths=row.words("paths"),
        next=row.words("next"),
        need=tuple(remark(inner) for inner in row.tables("need")),
        parallel=row.both_or_none("parallel"),
        schools=_schools(row),
        sources=row.words("sources"),
    )
    row.done()
    return rung


def _schools(row: Table) -> dict[str, Bilingual]:
    if "schools" not in row.values:
        return {}
    inner = row.table("schools")
    found = {kind: inner.both(kind) for kind in ("state", "municipal", "private")}
    inner.done()
    return found
