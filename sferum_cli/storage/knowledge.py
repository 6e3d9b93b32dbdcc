"""Sources, facts, contacts and paths: the knowledge files to core objects."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from sferum_cli.core.knowledge import (
    ROLES,
    Contact,
    Ending,
    Fact,
    GuidedPath,
    Remark,
    Source,
    Step,
    Trouble,
    Way,
)
from sferum_cli.errors import NotFound
from sferum_cli.storage.tables import OWN_KNOWLEDGE, Table, read_table


@cache
def sources(folder: Path = OWN_KNOWLEDGE) -> dict[str, Source]:
    """Every source by id."""
    table = read_table(folder / "sources.toml")
    return {
        source.id: source
        for source in (
            Source(
                id=row.take("id", str),
                title=row.both("title"),
                grade=row.take("grade", str),
                url=row.take("url", str, None),
                date=row.take("date", str, None),
            )
            for row in table.tables("source")
        )
    }


@cache
def facts(folder: Path = OWN_KNOWLEDGE) -> dict[str, Fact]:
    """Every fact by id."""
    table = read_table(folder / "facts.toml")
    return {
        fact.id: fact
        for fact in (
            Fact(
                id=row.take("id", str),
                text=row.both("text"),
                sources=row.words("sources"),
                trust=row.take("trust", str),
                checked=row.take("checked", date),
                against=row.words("against"),
            )
            for row in table.tables("fact")
        )
    }


@cache
def contacts(folder: Path = OWN_KNOWLEDGE) -> dict[str, Contact]:
    """Every contact by id."""
    table = read_table(folder / "contacts.toml")
    return {
        contact.id: contact
        for contact in (
            Contact(
                id=row.take("id", str),
                kind=row.take("kind", str),
                value=row.take("value", str),
                title=row.both("title"),
                source=row.take("source", str),
                trust=row.take("trust", str),
                checked=row.take("checked", date),
                note=row.both_or_none("note"),
                papers=row.take("papers", bool, False),
            )
            for row in table.tables("contact")
        )
    }


@cache
def support(folder: Path = OWN_KNOWLEDGE) -> tuple[tuple[Remark, ...], tuple[str, ...]]:
    """What to prepare for support, and the contacts in the order in which to try them."""
    table = read_table(folder / "support.toml")
    return tuple(remark(row) for row in table.tables("prepare")), table.words("order")


def path_ids(folder: Path = OWN_KNOWLEDGE) -> tuple[str, ...]:
    """The ids of all paths; a file is named after its path."""
    return tuple(sorted(file.stem for file in (folder / "paths").glob("*.toml")))


@cache
def path(path_id: str, folder: Path = OWN_KNOWLEDGE) -> GuidedPath:
    """The path with that id. Raises NotFound with the ids there are, and DamagedFile."""
    known = path_ids(folder)
    if path_id not in known:
        raise NotFound("error.path_unknown", id=path_id, known=known)
    return _path(read_table(folder / "paths" / f"{path_id}.toml"))


def _path(table: Table) -> GuidedPath:
    guided = GuidedPath(
        id=table.take("id", str),
        kind=table.take("kind", str),
        title=table.both("title"),
        summary=table.both("summary"),
        known=table.both("known"),
        minutes=table.take("minutes", int),
        steps=tuple(_step(row) for row in table.tables("step")),
        endings=tuple(_ending(row) for row in table.tables("ending")),
        needs=tuple(remark(row) for row in table.tables("need")),
        consequences=tuple(remark(row) for row in table.tables("consequence")),
        warnings=tuple(remark(row) for row in table.tables("warning")),
        contacts=table.words("contacts"),
        deadlines=table.words("deadlines"),
        better=table.words("better"),
        roles=table.roles("roles") or ROLES,
        by_role=table.take("by_role", bool, False),
        rung=table.take("rung", int, 0),
        check_after=table.take("check_after", str, ""),
        checked=table.take("checked", date, None),
        order=table.take("order", int, 100),
    )
    table.done()
    return guided


def remark(row: Table) -> Remark:
    """A sentence with the fact behind it and whom it concerns."""
    found = Remark(text=row.both("text"), fact=row.take("fact", str, None), when=row.when())
    row.done()
    return found


def _step(row: Table) -> Step:
    step = Step(
        id=row.take("id", str),
        title=row.both("title"),
        detail=row.both_or_none("detail"),
        url=row.take("url", str, None),
        facts=row.words("facts"),
        troubles=tuple(_trouble(inner) for inner in row.tables("trouble")),
        when=row.when(),
    )
    row.done()
    return step


def _trouble(row: Table) -> Trouble:
    trouble = Trouble(
        id=row.take("id", str),
        title=row.both("title"),
        advice=row.both("advice"),
        ways=tuple(_way(inner) for inner in row.tables("way")),
        facts=row.words("facts"),
        words=row.words("words"),
        when=row.when(),
    )
    row.done()
    return trouble


def _way(row: Table) -> Way:
    way = Way(to=row.take("to", str), text=row.both("text"), when=row.when())
    row.done()
    return way


def _ending(row: Table) -> Ending:
    ending = Ending(
        question=row.both("question"),
        yes=row.both("yes"),
        later=row.both("later"),
        no=row.both("no"),
        event=row.take("event", str),
        verify=row.take("verify", bool),
        then=row.both("then"),
        check=row.both("check"),
        when=row.when(),
    )
    row.done()
    return ending
