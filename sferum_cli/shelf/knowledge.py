"""Sources, facts, contacts and paths: the knowledge files to core objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_cli.core.frozen import replace
from sferum_cli.core.knowledge import (
    ROLES,
    Contact,
    Ending,
    Fact,
    GuidedPath,
    PathHead,
    Remark,
    Source,
    Step,
    Trouble,
    Way,
)
from sferum_cli.core.links import is_page
from sferum_cli.errors import DamagedFile, NotFound
from sferum_cli.shelf.deadlines import all_rules
from sferum_cli.shelf.own import follows_own, has_own, own_path, own_path_ids, with_own
from sferum_cli.shelf.tables import OWN_KNOWLEDGE, Table, read_head, read_rows, read_table

if TYPE_CHECKING:
    from sferum_cli.core.lint import Shelf


@follows_own
@cache
def sources(folder: Path = OWN_KNOWLEDGE) -> dict[str, Source]:
    """Every source by id."""
    rows = with_own(folder / "sources.toml", "source")
    return {source.id: source for source in (_source(row) for row, _ in rows)}


def _source(row: Table) -> Source:
    source = Source(
        id=row.take("id", str),
        title=row.both("title"),
        grade=row.take("grade", str),
        url=row.page("url"),
        date=row.take("date", str, None),
    )
    row.done()
    return source


@follows_own
@cache
def facts(folder: Path = OWN_KNOWLEDGE) -> dict[str, Fact]:
    """Every fact by id."""
    rows = with_own(folder / "facts.toml", "fact")
    return {fact.id: fact for fact in (_fact(row, folder, own=own) for row, own in rows)}


def facts_of(ids: Iterable[str], folder: Path = OWN_KNOWLEDGE) -> dict[str, Fact]:
    """The facts with those ids, as ``facts`` has them."""
    if has_own():
        return {name: facts(folder)[name] for name in ids if name in facts(folder)}
    rows = read_rows(folder / "facts.toml", "fact", ids)
    return {fact.id: fact for fact in (_fact(row, folder, own=False) for row in rows)}


def _fact(row: Table, folder: Path, *, own: bool) -> Fact:
    fact = Fact(
        id=row.take("id", str),
        text=row.both("text"),
        sources=row.words("sources"),
        trust=row.trust("trust"),
        checked=row.take("checked", date),
        against=row.words("against"),
        about=row.about("about"),
        valid_from=row.take("valid_from", date, None),
        valid_to=row.take("valid_to", date, None),
        own=own,
    )
    row.done()
    if has_own():  # what ships is linted before it ships: no need to read its sources here
        for key, names in (("sources", fact.sources), ("against", fact.against)):
            if not set(names) <= set(sources(folder)):
                raise row.bad(key)
    return fact


@follows_own
@cache
def contacts(folder: Path = OWN_KNOWLEDGE) -> dict[str, Contact]:
    """Every contact by id."""
    rows = with_own(folder / "contacts.toml", "contact")
    return {contact.id: contact for contact in (_contact(row, own=own) for row, own in rows)}


def contacts_of(ids: Sequence[str], folder: Path = OWN_KNOWLEDGE) -> tuple[Contact, ...]:
    """The contacts with those ids, in that order."""
    if has_own():
        known = contacts(folder)
    else:
        rows = read_rows(folder / "contacts.toml", "contact", ids)
        known = {each.id: each for each in (_contact(row, own=False) for row in rows)}
    return tuple(known[name] for name in ids)


def _contact(row: Table, *, own: bool) -> Contact:
    contact = Contact(
        id=row.take("id", str),
        kind=row.take("kind", str),
        value=row.take("value", str),
        title=row.both("title"),
        source=row.take("source", str),
        trust=row.trust("trust"),
        checked=row.take("checked", date),
        note=row.both_or_none("note"),
        papers=row.take("papers", bool, False),
        own=own,
    )
    if "//" in contact.value and not is_page(contact.value):
        raise row.bad("value")
    row.done()
    return contact


@follows_own
@cache
def support(folder: Path = OWN_KNOWLEDGE) -> tuple[tuple[Remark, ...], tuple[str, ...]]:
    """What to prepare for support, and the contacts in the order in which to try them.

    Contacts that the person added come first: they are nearer than any that ships.
    """
    table = read_table(folder / "support.toml")
    prepare, order = tuple(remark(row) for row in table.tables("prepare")), table.words("order")
    added = [each.id for each in contacts(folder).values() if each.own and each.id not in order]
    return prepare, (*added, *order)


@follows_own
@cache
def path_ids(folder: Path = OWN_KNOWLEDGE) -> tuple[str, ...]:
    """The ids of all paths; a file is named after its path."""
    shipped = (file.stem for file in (folder / "paths").glob("*.toml"))
    return tuple(sorted({*shipped, *own_path_ids()}))


def path(path_id: str, folder: Path = OWN_KNOWLEDGE) -> GuidedPath:
    """The path with that id. Raises NotFound with the ids there are, and DamagedFile.

    What ships is linted before it ships; an own path is linted here, before anybody walks it.
    """
    found = read_path(path_id, folder)
    if found.own:
        _insist(path_id, folder)
    return found


@follows_own
@cache
def path_head(path_id: str, folder: Path = OWN_KNOWLEDGE) -> PathHead:
    """The head of a path, its steps unread. Raises NotFound and DamagedFile as ``path`` does."""
    if path_id in own_path_ids() or path_id not in path_ids(folder):
        found = path(path_id, folder)
        return PathHead(found.id, found.title, found.deadlines, found.check_after, found.checked)
    head = read_head(folder / "paths" / f"{path_id}.toml")
    return PathHead(
        id=head.take("id", str),
        title=head.both("title"),
        deadlines=head.words("deadlines"),
        check_after=head.take("check_after", str, ""),
        checked=head.take("checked", date, None),
    )


@follows_own
@cache
def _insist(path_id: str, folder: Path) -> None:
    from sferum_cli.core.lint import lint

    for finding in lint(shelf(folder)):
        if finding.where.split(".")[0] == path_id:
            raise DamagedFile("error.knowledge", where=finding.where, problem=finding.code)


@follows_own
@cache
def read_path(path_id: str, folder: Path = OWN_KNOWLEDGE) -> GuidedPath:
    """The path as its file has it, not linted. Raises NotFound and DamagedFile."""
    known = path_ids(folder)
    if path_id not in known:
        raise NotFound("error.path_unknown", given=path_id, known=known)
    if path_id in own_path_ids():
        return replace(_path(own_path(path_id)), own=True)
    return _path(read_table(folder / "paths" / f"{path_id}.toml"))


def shelf(folder: Path = OWN_KNOWLEDGE) -> Shelf:
    """All that refers to each other, not linted. Raises DamagedFile."""
    from sferum_cli.core.lint import Shelf

    return Shelf(
        sources(folder), facts(folder), contacts(folder), all_rules(folder),
        {path_id: read_path(path_id, folder) for path_id in path_ids(folder)},
    )  # fmt: skip


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
        url=row.page("url"),
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
