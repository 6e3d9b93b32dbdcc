"""Which letter it is: the request, the role, the situation and the kind, asked where not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sferum_cli.core.codes import SITUATIONS, Age, one_of
from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import ROLES, Role
from sferum_cli.core.letter_guards import fitting_kinds, insist_on_late
from sferum_cli.core.letter_kinds import LetterKind
from sferum_cli.core.requests import Request
from sferum_cli.errors import BadUsage
from sferum_cli.flows.kinds import all_kinds, kinds_for
from sferum_cli.flows.letter_facts import LetterFacts, situation_of
from sferum_cli.flows.letter_person import likely_kinds
from sferum_cli.flows.overview import outlook_of, overview
from sferum_cli.flows.session import Session
from sferum_cli.render.status_view import id_and_alias
from sferum_cli.shelf.fields import answer_fields
from sferum_cli.shelf.letters import letter_kind
from sferum_cli.text import language, t

NEW, NONE = "new", "none"  # no request of those there are: one of its own, or no record at all


@frozen
class LetterQuestion:
    """One question: the answer's name, its page, and what may be chosen, with its words.

    A question that is not ``needed`` may be passed over.
    """

    name: str
    page: str
    needed: bool = True
    choices: tuple[tuple[str, str], ...] = ()


@frozen
class Settled:
    """What is settled before anybody is asked: for whom, and ``given`` answers by name."""

    alias: str
    given: Mapping[str, str]


def possible_kinds(
    session: Session, start: Settled, request: Request | None
) -> tuple[LetterKind, ...]:
    """The kinds there can be: the one that was named, else those of the request, else all."""
    if name := start.given.get("kind"):
        return (letter_kind(name),)
    found = kinds_for(request.path, request.role) if request else ()
    return tuple(each for each in found or all_kinds() if _is_due(session, each, request))


def kinds_now(session: Session, request: Request | None, age: Age | None) -> tuple[LetterKind, ...]:
    """Every kind that may be written today for ``request`` and somebody of that ``age``."""
    return tuple(
        each for each in all_kinds()
        if _is_due(session, each, request) and (not age or not each.ages or age in each.ages)
    )  # fmt: skip


def _is_due(session: Session, kind: LetterKind, request: Request | None) -> bool:
    if request is None:
        return not kind.reminder
    try:
        insist_on_late(kind, request, outlook_of(request, today=session.today).obligations)
    except BadUsage:
        return False
    return True


def request_rows(
    session: Session, start: Settled, kinds: Sequence[LetterKind]
) -> tuple[tuple[str, str], ...]:
    """The open requests that such a letter can belong to, and what else there is to choose."""
    found = overview(session.folder, today=session.today)
    titles = found.titles(language())
    whose = [
        item.request for item in found.items
        if item.request.open and (not start.alias or item.request.is_for(start.alias))
    ]  # fmt: skip
    fitting = kinds if "kind" in start.given else all_kinds()
    rows = [
        (each.id, f"{id_and_alias(each)} · {titles.get(each.id, '')}")
        for each in whose
        if fitting_kinds(each, fitting)
    ]
    if not rows:
        return ()
    own = [] if "kind" in start.given and kinds[0].reminder else [(NEW, t("letter.new_request"))]
    return (*rows, *own, (NONE, t("letter.no_request")))


def role_among(
    kinds: Sequence[LetterKind], known: Role | None, first: list[LetterQuestion],
    said: Mapping[str, str],
) -> Role | None:  # fmt: skip
    """The role in which the letter is written; asked for where several fit and none is known."""
    roles = [role for role in ROLES if any(role in each.roles for each in kinds)]
    if known in roles:
        return known
    if len(roles) == 1:
        return roles[0]
    order: tuple[Role, ...] = ("parent", "student", "teacher")
    rows = [(role, t(f"walk.role.{role}")) for role in sorted(roles, key=order.index)]
    first.append(LetterQuestion("role", "case", choices=tuple(rows)))
    return one_of(ROLES, said.get("role"))


def in_situation(
    kinds: tuple[LetterKind, ...], facts: LetterFacts, start: Settled, said: Mapping[str, str],
    first: list[LetterQuestion],
) -> tuple[LetterKind, ...]:  # fmt: skip
    """``kinds`` for the situation, which is asked for where neither case nor record tells it."""
    codes = [code for code in SITUATIONS if any(code in each.situations for each in kinds)]
    known = situation_of(facts, start.given)
    by_record = any(request.last("sent") for request, _ in facts.chain)
    if by_record and ("kind" not in start.given or kinds[0].body == "state" or kinds[0].reminder):
        return kinds
    if not known and len(codes) > 1:
        words = {c.id: c.text.pick(language()) for c in answer_fields()["situation"].choices}
        first.append(
            LetterQuestion("situation", "case", choices=tuple((c, words[c]) for c in codes))
        )
        known = one_of(SITUATIONS, said.get("situation"))
    fit = tuple(each for each in kinds if not each.situations or known in each.situations)
    return fit if known and fit else kinds


def decided_kind(
    session: Session, kinds: Sequence[LetterKind], alias: str, said: Mapping[str, str],
    first: list[LetterQuestion],
) -> LetterKind | None:  # fmt: skip
    """The kind that is left, or the one that the person chose among those that are."""
    if len(kinds) == 1:
        return kinds[0]
    ordered, _ = likely_kinds(kinds, session.folder, alias, session.today)
    rows = [(each.id, each.title.pick(language())) for each in ordered]
    first.append(LetterQuestion("kind", "case", choices=tuple(rows)))
    return next((each for each in kinds if each.id == said.get("kind")), None)
