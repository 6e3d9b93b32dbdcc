"""The plan of a case: computed from what was told and from what its requests have come to."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sferum_cli.core.aliases import alias_key, by_alias, is_same_alias
from sferum_cli.core.cases import Case
from sferum_cli.core.codes import OWNERSHIPS, InstitutionKind, one_of
from sferum_cli.core.knowledge import Bilingual
from sferum_cli.core.plan import CasePlan, Plan, plan_for, progress
from sferum_cli.core.questions import Answers, answers_of_case, known_answers
from sferum_cli.core.requests import Request
from sferum_cli.core.state import State, requests_of, state_cases
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.institutions import USUAL
from sferum_cli.shelf.plan import plan_rows, questions
from sferum_cli.storage.archive import archived
from sferum_cli.storage.state_file import load_state


def plan_of(answers: Answers, requests: Sequence[Request], kind: InstitutionKind = USUAL) -> Plan:
    """The plan for ``answers`` at such an institution, and how far ``requests`` have brought it."""
    known = known_answers(questions(institution=kind), answers)
    owner = one_of(OWNERSHIPS, known.get("ownership")) or "unknown"
    rows = plan_rows(institution=kind, ownership=owner)
    return Plan(known, progress(plan_for(known, rows), requests))


def requests_for(folder: Path, alias: str) -> list[Request]:
    """Every request of the person called ``alias``, archived or not. DamagedFile."""
    state = load_state(folder)
    old = archived(folder, state)[0] if state.numbers else ()
    every = (*old, *requests_of(state))
    return [r for r in every if r.is_for(alias)]


def plans_in(
    folder: Path, state: State | None = None, person: str | None = None
) -> tuple[CasePlan, ...]:
    """Every case of ``folder`` (of ``person``, when given) with its plan, in the order of opening.

    Raises DamagedFile.
    """
    state = load_state(folder) if state is None else state
    old = archived(folder, state)[0] if state.numbers else ()
    own = by_alias((*old, *requests_of(state)), lambda request: request.cases)
    return tuple(
        _plan_of_case(case, tuple(own.get(alias_key(case.alias), ())))
        for case in state_cases(state)
        if person is None or is_same_alias(case.alias, person)
    )


def _plan_of_case(case: Case, own: tuple[Request, ...]) -> CasePlan:
    return CasePlan(case, plan_of(answers_of_case(case), own, case.institution.kind), own)


def path_title(path_id: str, case: Case) -> Bilingual:
    """The title of a path in the words of the institution of ``case``."""
    return knowledge.path_head(path_id, institution=case.institution.kind).title
