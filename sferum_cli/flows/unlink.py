"""Walking a path, or printing it and opening its request where nobody can be asked."""

from __future__ import annotations

from sferum_cli.core.knowledge import Role
from sferum_cli.errors import BadUsage, NeedsAnswer
from sferum_cli.flows.inputs import read_role, read_school
from sferum_cli.flows.known_people import known_person
from sferum_cli.flows.paths import open_path, reading_page, shape_of
from sferum_cli.flows.session import Session
from sferum_cli.flows.status import one
from sferum_cli.flows.walk import begin
from sferum_cli.flows.walk_saved import open_request
from sferum_cli.render.answer import Answer
from sferum_cli.render.shapes import request_shape
from sferum_cli.render.walk_view import planned_page
from sferum_cli.shelf import knowledge
from sferum_cli.text import language, t


def unlink(
    session: Session,
    target: str | None,
    *,
    role: str | None,
    person: str | None,
    school: str | None,
    confirmed: bool,
) -> Answer:
    """Walk the way out of one thing, which is asked for where it was not named.

    Raises NeedsAnswer without a target, and BadUsage for ``delete``, a command of its own.
    """
    if target is None:
        choices = unlink_choices()
        if not session.can_ask:
            raise NeedsAnswer("error.target_needed", known=tuple(name for name, _ in choices))
        target = session.prompter.choose("target", t("unlink.what"), choices)
    if target == "delete":
        raise BadUsage("error.use_delete")
    return walk(session, target, role=role, person=person, school=school, confirmed=confirmed)


def walk(
    session: Session,
    target: str,
    *,
    role: str | None,
    person: str | None,
    school: str | None,
    confirmed: bool,
) -> Answer:
    """Walk ``target``, or print it. ``confirmed`` says that the consequences were read.

    Raises NotFound, NeedsAnswer, and BadUsage for a deletion that nobody confirms.
    """
    known_role: Role | None = read_role(role)
    if knowledge.path(target).kind == "delete" and not (confirmed or session.can_ask):
        raise BadUsage("error.confirm_needed", path=target)
    if person:
        somebody = known_person(session.folder, person)
        person, known_role = somebody.alias, known_role or somebody.role
        school = school or somebody.fields.get("school_kind")
    kind = read_school(school)
    if session.can_ask:
        return begin(
            session, target, role=known_role, person=person or "", school=kind, confirmed=confirmed
        )
    return _checklist(session, target, known_role, person or "", kind)


def _checklist(
    session: Session, target: str, role: Role | None, person: str, school: str
) -> Answer:
    """Open the request as planned and print the whole path."""
    book = open_path(target)
    if role is None and book.path.by_role:
        raise NeedsAnswer("error.role_needed", path=target)
    request_id = open_request(session, book.path, role=role, person=person, school=school)
    item, _ = one(session.folder, request_id, today=session.today)
    return Answer(
        lambda: [*reading_page(book, role, session.today), *planned_page(item, book.path)],
        lambda: {"request": request_shape(item), "path": shape_of(book, role)},
    )


def unlink_choices() -> list[tuple[str, str]]:
    """The paths that ``unlink`` offers: their ids and titles."""
    paths = [knowledge.path(path_id) for path_id in knowledge.path_ids()]
    fitting = [path for path in paths if path.kind == "unlink" or path.also_unlink]
    fitting.sort(key=lambda path: path.order)
    return [(path.id, path.title.pick(language())) for path in fitting]
