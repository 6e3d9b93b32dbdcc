"""Reading what the program knows: a path with all that belongs to it, and support."""

from __future__ import annotations

from datetime import date

from sferum_cli.core.deadlines import Rule
from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import Contact, Fact, GuidedPath, Remark, Role
from sferum_cli.core.trust import fact_ids_of
from sferum_cli.render.blocks import Block
from sferum_cli.render.guide_view import guide_page
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.deadlines import rules_of
from sferum_cli.text import language


@frozen
class PathBook:
    """A path with its contacts, rules and the facts it rests on."""

    path: GuidedPath
    contacts: tuple[Contact, ...]
    rules: tuple[Rule, ...]
    facts: dict[str, Fact]


def open_path(path_id: str) -> PathBook:
    """The path with all that belongs to it. Raises NotFound with the ids there are."""
    path = knowledge.path(path_id)
    return PathBook(
        path,
        knowledge.contacts_of(path.contacts),
        rules_of(path.deadlines),
        knowledge.facts_of(fact_ids_of(path)),
    )


def all_paths(role: Role | None = None) -> tuple[PathBook, ...]:
    """Every path (that ``role`` may have to walk), the most asked for first."""
    books = [open_path(path_id) for path_id in knowledge.path_ids()]
    fitting = (book for book in books if role is None or role in book.path.roles)
    return tuple(sorted(fitting, key=lambda book: book.path.order))


@frozen
class SupportBook:
    """Whom to turn to, first tried first, and what to have ready."""

    contacts: tuple[Contact, ...]
    prepare: tuple[Remark, ...]
    facts: dict[str, Fact]


def open_support(path_id: str | None) -> SupportBook:
    """The contacts of one path, or of all. Raises NotFound for an unknown path."""
    prepare, order = knowledge.support()
    contacts = knowledge.contacts()
    wanted = knowledge.path(path_id).contacts if path_id else order
    ids = [contact for contact in order if contact in wanted]
    ids += [contact for contact in wanted if contact not in ids]
    return SupportBook(tuple(contacts[i] for i in ids), prepare, knowledge.facts())


def unlink_choices() -> list[tuple[str, str]]:
    """The paths that ``unlink`` offers: their ids and titles."""
    paths = [knowledge.path(path_id) for path_id in knowledge.path_ids()]
    fitting = [path for path in paths if path.kind == "unlink" or path.id == "max"]
    fitting.sort(key=lambda path: path.order)
    return [(path.id, path.title.pick(language())) for path in fitting]


def deletes(path_id: str) -> bool:
    """Whether the path deletes something for good. Raises NotFound with the ids there are."""
    return knowledge.path(path_id).kind == "delete"


def reading_page(book: PathBook, role: Role | None, today: date) -> list[Block]:
    """The whole path to read."""
    contacts, rules = book.contacts, book.rules
    return guide_page(book.path, role, book.facts, contacts=contacts, rules=rules, today=today)
