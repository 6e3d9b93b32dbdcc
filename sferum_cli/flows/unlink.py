"""Walking a path, or printing it and opening its request where nobody can be asked."""

from __future__ import annotations

from sferum_cli.core.cases import Case
from sferum_cli.core.codes import InstitutionKind
from sferum_cli.errors import BadUsage, NeedsAnswer
from sferum_cli.flows.already_open import open_already
from sferum_cli.flows.cases import Whom, kind_here, told_case
from sferum_cli.flows.overview import outlook_by_id
from sferum_cli.flows.paths import all_heads, open_path, reading_page, shape_of
from sferum_cli.flows.session import Session
from sferum_cli.flows.walk_saved import open_request
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Heading
from sferum_cli.render.request_shapes import request_shape
from sferum_cli.render.walk_view import already_page, planned_page
from sferum_cli.render.who import who_acts
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.institutions import USUAL
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import language, t


def unlink(
    session: Session, target: str | None, whom: Whom, *, confirmed: bool, again: bool
) -> Answer:
    """Walk the way out of one thing, which is asked for where it was not named.

    Raises NeedsAnswer without a target, and BadUsage for ``delete``, a command of its own.
    """
    if target is None:
        choices = unlink_choices(kind_here(session.folder, whom.institution))
        if not session.can_ask:
            raise NeedsAnswer("error.target_needed", known=tuple(name for name, _ in choices))
        session.show([Heading(t("unlink.title"))])
        target = session.prompter.choose("target", t("unlink.what"), choices)
    if target == "delete":
        raise BadUsage("error.use_delete")
    return walk(session, target, whom, confirmed=confirmed, again=again)


def walk(session: Session, target: str, whom: Whom, *, confirmed: bool, again: bool) -> Answer:
    """Walk ``target``, or print it. ``confirmed`` says that the consequences were read.

    Raises NotFound, NeedsAnswer, and BadUsage for a deletion that nobody confirms.
    """
    path = knowledge.path(target)
    load_state(session.folder)  # a state that vanished is said before anything is asked
    if path.kind == "delete" and not (confirmed or session.can_ask):
        raise BadUsage("error.confirm_needed", path=target)
    told = told_case(session, whom)
    if session.can_ask:
        from sferum_cli.flows.walk import begin  # neither the menu nor a printed path walks

        return begin(session, target, told, confirmed=confirmed)
    return _checklist(session, target, told, again=again)


def _checklist(session: Session, target: str, told: Case, *, again: bool) -> Answer:
    """Open the request as planned and print the whole path; one that is open already is named."""
    book = open_path(target, told.institution.kind)
    if told.role is None and book.path.by_role:
        lacking = "--role parent --no-input"
        command = f"sferum unlink {target} {lacking}"
        raise NeedsAnswer("error.role_needed", path=target, command=command, lacking=lacking)
    same = None if again else open_already(session.folder, target, told.alias)
    request_id = same.id if same else open_request(session, book.path, told)
    item = outlook_by_id(session.folder, request_id, today=session.today)
    first = already_page(item, session.today) if same else []
    acts = who_acts(told.role, told.acting_as)
    last = planned_page(item, book.path)[1:] if same else planned_page(item, book.path)
    return Answer(
        lambda: [*first, *reading_page(book, told.role, session.today, person=acts), *last],
        lambda: {"request": request_shape(item), "path": shape_of(book, told.role)},
    )


def unlink_choices(kind: InstitutionKind = USUAL) -> list[tuple[str, str]]:
    """The paths that ``unlink`` offers: their ids and titles."""
    heads = all_heads(kind=kind)
    fitting = (head for head in heads if head.kind == "unlink" or head.also_unlink)
    return [(head.id, head.title.pick(language())) for head in fitting]
