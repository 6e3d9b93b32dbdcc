"""Sources, facts, contacts and paths: the knowledge files to core objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING

from sferum_cli.core.codes import InstitutionKind
from sferum_cli.core.frozen import hints_of, replace
from sferum_cli.core.knowledge import (
    Contact,
    Fact,
    GuidedPath,
    PathHead,
    Remark,
    Role,
    Source,
    is_at,
)
from sferum_cli.core.links import is_page
from sferum_cli.errors import DamagedFile, NotFound
from sferum_cli.shelf.deadlines import all_rules
from sferum_cli.shelf.institutions import USUAL
from sferum_cli.shelf.kept import kept
from sferum_cli.shelf.own import follows_own, has_own, own_path, own_path_ids, with_own
from sferum_cli.shelf.reader import read, read_some
from sferum_cli.shelf.tables import SHIPPED, Table, read_head, read_table
from sferum_cli.shelf.wording import worded

if TYPE_CHECKING:
    from sferum_cli.core.lint import Shelf


@follows_own
@cache
@kept
def sources(folder: Path = SHIPPED) -> dict[str, Source]:
    """Every source by id."""
    rows = with_own(folder / "sources.toml", "source")
    return {source.id: source for source in (read(Source, row) for row, _ in rows)}


@follows_own
@cache
@kept
def facts(folder: Path = SHIPPED) -> dict[str, Fact]:
    """Every fact by id."""
    rows = with_own(folder / "facts.toml", "fact")
    return {fact.id: fact for fact in (_fact(row, folder, added=added) for row, added in rows)}


def facts_of(ids: Iterable[str], folder: Path = SHIPPED) -> dict[str, Fact]:
    """The facts with those ids, as ``facts`` has them."""
    known = facts(folder)
    return {name: known[name] for name in ids if name in known}


def _fact(row: Table, folder: Path, *, added: bool) -> Fact:
    fact = read(Fact, row, added=added)
    if has_own():  # what ships is linted before it ships: no need to read its sources here
        for key, names in (("sources", fact.sources), ("against", fact.against)):
            if not set(names) <= set(sources(folder)):
                raise row.bad(key)
    return fact


@follows_own
@cache
@kept
def contacts(folder: Path = SHIPPED, institution: InstitutionKind = USUAL) -> dict[str, Contact]:
    """Every contact by id, in the words of ``institution``."""
    rows = with_own(folder / "contacts.toml", "contact")
    return {
        each.id: worded(each, institution, folder)
        for each in (_contact(row, added=added) for row, added in rows)
    }


def contacts_of(
    ids: Sequence[str], folder: Path = SHIPPED, institution: InstitutionKind = USUAL
) -> tuple[Contact, ...]:
    """The contacts with those ids, in that order, in the words of ``institution``."""
    known = contacts(folder, institution)
    return tuple(known[name] for name in ids)


def _contact(row: Table, *, added: bool) -> Contact:
    contact = read(Contact, row, added=added)
    if "//" in contact.value and not is_page(contact.value):
        raise row.bad("value")
    return contact


@follows_own
@cache
@kept
def support_advice(
    folder: Path = SHIPPED, institution: InstitutionKind = USUAL
) -> tuple[tuple[Remark, ...], tuple[str, ...]]:
    """What to prepare for support, and the contacts in order; those the person added are nearer."""
    table = read_table(folder / "support.toml")
    prepare = tuple(read(Remark, row) for row in table.tables("prepare"))
    order = table.words("order")
    added = [each.id for each in contacts(folder).values() if each.added and each.id not in order]
    return worded(prepare, institution, folder), (*added, *order)


@follows_own
@cache
@kept
def path_ids(folder: Path = SHIPPED) -> tuple[str, ...]:
    """The ids of all paths; a file is named after its path."""
    shipped = (file.stem for file in (folder / "paths").glob("*.toml"))
    return tuple(sorted({*shipped, *own_path_ids()}))


@follows_own
@cache
@kept
def path(path_id: str, folder: Path = SHIPPED, institution: InstitutionKind = USUAL) -> GuidedPath:
    """The path in the words of ``institution``. Raises NotFound with the ids there are.

    What ships is linted before it ships; an own path before anybody walks it: DamagedFile.
    """
    found = read_path(path_id, folder)
    if found.added:
        _insist(path_id, folder)
    return worded(found, institution, folder)


@follows_own
@cache
@kept
def path_head(
    path_id: str, folder: Path = SHIPPED, institution: InstitutionKind = USUAL
) -> PathHead:
    """The head of a path, its steps unread. Raises NotFound and DamagedFile as ``path`` does."""
    if path_id in own_path_ids() or path_id not in path_ids(folder):
        found = path(path_id, folder, institution)
        return PathHead(**{name: getattr(found, name) for name in hints_of(PathHead)})
    head = read_some(PathHead, read_head(folder / "paths" / f"{path_id}.toml"), added=False)
    return replace(head, title=worded(head.title, institution, folder))


def all_heads(role: Role | None = None, kind: InstitutionKind = USUAL) -> list[PathHead]:
    """The heads of all paths (that ``role`` may have to walk), the most asked for first."""
    heads = (path_head(path_id, institution=kind) for path_id in path_ids())
    fitting = (h for h in heads if (role is None or role in h.roles) and is_at(h, kind))
    return sorted(fitting, key=lambda head: head.order)


@follows_own
@cache
def _insist(path_id: str, folder: Path) -> None:
    for finding in _lint().lint(shelf(folder)):
        if finding.where.split(".")[0] == path_id:
            raise DamagedFile("error.knowledge", where=finding.where, problem=finding.code)


@follows_own
@cache
@kept
def read_path(path_id: str, folder: Path = SHIPPED) -> GuidedPath:
    """The path as its file has it, not linted. Raises NotFound and DamagedFile."""
    known = path_ids(folder)
    if path_id not in known:
        raise NotFound("error.path_unknown", given=path_id, known=known)
    if path_id in own_path_ids():
        return read(GuidedPath, own_path(path_id), added=True)
    return read(GuidedPath, read_table(folder / "paths" / f"{path_id}.toml"), added=False)


def shelf(folder: Path = SHIPPED) -> Shelf:
    """All that refers to each other, not linted. Raises DamagedFile."""
    found: Shelf = _lint().Shelf(
        sources(folder), facts(folder), contacts(folder), all_rules(folder),
        {path_id: read_path(path_id, folder) for path_id in path_ids(folder)},
    )  # fmt: skip
    return found


def _lint() -> ModuleType:
    from sferum_cli.core import lint  # a head needs none

    return lint
