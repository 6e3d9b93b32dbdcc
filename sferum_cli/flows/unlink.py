"""Which path it is, and who is led: the person step by step, or nobody, who gets it printed."""

from __future__ import annotations

from sferum_cli.core.codes import InstitutionKind
from sferum_cli.errors import BadUsage, NeedsAnswer
from sferum_cli.flows.cases import Whom, kind_here, told_case
from sferum_cli.flows.session import Session
from sferum_cli.render.answer import Answer
from sferum_cli.render.blocks import Heading
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
    from sferum_cli.flows.checklist import checklist  # whoever is asked sees no whole path

    return checklist(session, target, told, again=again)


def unlink_choices(kind: InstitutionKind = USUAL) -> list[tuple[str, str]]:
    """The paths that ``unlink`` offers: their ids and titles."""
    heads = knowledge.all_heads(kind=kind)
    fitting = (head for head in heads if head.kind == "unlink" or head.also_unlink)
    return [(head.id, head.title.pick(language())) for head in fitting]
