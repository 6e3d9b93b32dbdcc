"""A path with all that belongs to it, to read or for programs."""

from __future__ import annotations

from datetime import date
from typing import Any

from sferum_cli.core.codes import InstitutionKind
from sferum_cli.core.deadlines import Rule
from sferum_cli.core.frozen import frozen, replace
from sferum_cli.core.knowledge import Contact, Fact, GuidedPath, Role, Step
from sferum_cli.core.requests import Request
from sferum_cli.core.trust import fact_ids_of
from sferum_cli.render.blocks import Block
from sferum_cli.render.guide_view import guide_page
from sferum_cli.render.knowledge_shapes import path_shape
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.deadlines import rules_of
from sferum_cli.shelf.institutions import USUAL
from sferum_cli.shelf.sending import sending
from sferum_cli.text import language


@frozen
class PathBook:
    """A path with its contacts, rules and the facts it rests on."""

    path: GuidedPath
    contacts: tuple[Contact, ...]
    rules: tuple[Rule, ...]
    facts: dict[str, Fact]


def open_path(path_id: str, kind: InstitutionKind = USUAL) -> PathBook:
    """The path with all that belongs to it, in the words of such an institution.

    Raises NotFound with the ids there are.
    """
    path = knowledge.path(path_id, institution=kind)
    return PathBook(
        path,
        knowledge.contacts_of(path.contacts, institution=kind),
        rules_of(path.deadlines),
        knowledge.facts_of(fact_ids_of(path)),
    )


def all_paths(role: Role | None = None, kind: InstitutionKind = USUAL) -> tuple[PathBook, ...]:
    """Every path (that ``role`` may have to walk), the most asked for first."""
    return tuple(open_path(head.id, kind) for head in knowledge.all_heads(role, kind))


def reading_page(
    book: PathBook, role: Role | None, today: date, *, person: str = ""
) -> list[Block]:
    """The whole path to read, with the word for whoever acts, where that says more than a role."""
    return guide_page(
        book.path, role, book.facts, contacts=book.contacts, rules=book.rules, today=today,
        person=person,
    )  # fmt: skip


def shape_of(book: PathBook, role: Role | None) -> dict[str, Any]:
    """The same for programs."""
    contacts, rules = book.contacts, book.rules
    return path_shape(book.path, role, language(), contacts=contacts, rules=rules, facts=book.facts)


def steps_of(request: Request, path: GuidedPath) -> tuple[Step, ...]:
    """The steps of ``path`` as ``request`` walks them: for its role, and for how its letter goes.

    What is to be done at a desk is not said of a letter that goes by post or through a page.
    """
    role, channel = request.role, request.channel

    def fitted(step: Step) -> Step:
        if channel is None or step.action != "log:sent":
            return step
        fitting = tuple(each for each in step.troubles if each.when.fits(role, channel))
        return sending().step(replace(step, troubles=fitting), channel)

    return tuple(fitted(step) for step in path.steps_for(role))
