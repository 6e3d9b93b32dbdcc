"""Offering to begin the next path of a plan, and after each the one that follows it."""

from __future__ import annotations

from sferum_cli.core.cases import Case, case_for
from sferum_cli.core.plan import Plan
from sferum_cli.core.state import state_cases
from sferum_cli.flows.plans import plan_of, requests_for
from sferum_cli.flows.session import Session
from sferum_cli.flows.walk import begin
from sferum_cli.render.answer import Answer
from sferum_cli.shelf import knowledge
from sferum_cli.storage.state_file import load_state
from sferum_cli.text import language, t


def offer_next(session: Session, found: Plan, told: Case) -> Answer | None:
    """Offer to begin the next path of the plan now, and after each the one that follows it.

    Gives the answer of the last walk, None where none was begun.
    """
    if found.next is None:
        return None
    path = knowledge.path_head(found.next.row.path, institution=told.institution.kind)
    choices = [
        ("yes", t("start.begin", title=path.title.pick(language()))),
        ("no", t("start.later")),
    ]
    if session.prompter.choose("begin", t("start.now"), choices) == "no":
        return None
    answer = begin(session, path.id, told)
    if answer.left or not session.asks:
        return answer
    cases = state_cases(load_state(session.folder))
    told = case_for(cases, case_id=told.id) or told  # a letter on the way may have named it
    ahead = plan_of(found.answers, requests_for(session.folder, told.alias))
    if ahead.next is None:
        return answer
    session.show(answer.page)
    return offer_next(session, ahead, told) or Answer([], answer.shape)
