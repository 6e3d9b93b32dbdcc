"""The request that a letter belongs to where none was named: opened by the letter itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from sferum_cli.core.cases import MIGRATED, Case, Institution, case_for, changes, ownership_of
from sferum_cli.core.codes import ACTING, INSTITUTIONS, SITUATIONS, one_of
from sferum_cli.core.frozen import replace
from sferum_cli.core.knowledge import ROLES, is_at
from sferum_cli.core.letter_kinds import LetterKind
from sferum_cli.core.state import New, State, record, requests_of, state_cases
from sferum_cli.flows.already_open import open_already
from sferum_cli.flows.letter_decided import Decided
from sferum_cli.flows.session import Session
from sferum_cli.flows.walk_saved import open_request
from sferum_cli.shelf import knowledge
from sferum_cli.storage.changes import change

_NOT_OUT = ("planned", "drafted")


def request_for(session: Session, decided: Decided, alias: str) -> str:
    """The id of the request for ``alias`` whose letter is not out yet; else of a new one.

    Raises StateBusy, DamagedFile, BadUsage.
    """
    told = _case(decided, alias)
    path = path_of_letter(decided.kind, told)
    chosen_new = "request" in decided.said
    same = None if chosen_new else open_already(session.folder, path, alias)
    if same and same.status in _NOT_OUT and same.role in (None, told.role):
        return same.id
    return open_request(session, knowledge.path(path, institution=told.institution.kind), told)


def path_of_letter(kind: LetterKind, told: Case) -> str:
    """The path that such a letter begins, of those that are for the role and the institution."""
    place = told.institution.kind
    for name in kind.paths:
        path = knowledge.path(name, institution=place)
        if is_at(path, place) and (told.role is None or told.role in path.roles):
            return name
    return kind.paths[0]


def _case(decided: Decided, alias: str) -> Case:
    """The case as it is known, with what was answered for the letter."""
    known, values = decided.seen.facts.case, decided.seen.values
    kind = one_of(INSTITUTIONS, values.get("institution.kind"))
    owned = values.get("institution.ownership") or values.get("school.kind")
    return replace(
        known,
        alias=alias,
        role=one_of(ROLES, decided.seen.role) or known.role,
        acting_as=one_of(ACTING, values.get("applicant.acting_as")) or known.acting_as,
        situation=one_of(SITUATIONS, values.get("situation")) or known.situation,
        institution=known.institution.updated(kind, ownership_of(owned)),
    )


def case_told(decided: Decided, alias: str, today: date) -> Callable[[State], list[New]]:
    """What the letter was told of the case, to be recorded with it: the next one knows it then.

    That is what the institution is and whose, and ``alias`` where nobody was named before. A case
    without a name that holds requests may be about several: only that of this letter's request is
    told of.
    """
    case, said = decided.seen.facts.case, _case(decided, alias).institution

    def news(state: State) -> list[New]:
        now = case_for(state_cases(state), case_id=case.id)
        if now is None or now.id.startswith(MIGRATED):
            return []
        others = any(each.case.id == now.id for each in requests_of(state))
        if decided.seen.request is None and others and not now.alias:
            return []
        known = now.institution
        place = Institution(
            known.kind if known.stated else said.kind,
            said.ownership if known.ownership == "unknown" else known.ownership,
            stated=said.stated,
        )
        fields = changes(now, replace(now, alias=now.alias or alias, institution=place))
        return [New("case", "", today, {"case": now.id, **fields})] if fields else []

    return news


def keep_case(session: Session, decided: Decided, alias: str) -> None:
    """Record what the letter was told of the case, where no request keeps the letter itself."""
    news = case_told(decided, alias, session.today)

    def edit(state: State) -> tuple[State, None]:
        new = news(state)
        return record(state, new, at=session.at)[0] if new else state, None

    change(session.folder, edit)
