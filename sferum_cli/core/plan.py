"""The plan: which ways fit a person's answers, in which order, and how far each has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from sferum_cli.core.frozen import NOTHING, frozen
from sferum_cli.core.knowledge import ROLES, Bilingual, Role
from sferum_cli.core.requests import Request

Answers = Mapping[str, str]
State = Literal["", "open", "done", "closed"]

UNKNOWN = "unknown"
REFUSED = ("school", "operator")  # what was tried, of those who said no or nothing


@frozen
class Option:
    """One answer that a question offers, to ``roles`` only where there are any."""

    id: str
    text: Bilingual
    roles: tuple[Role, ...] = ()


@frozen
class Question:
    """What is asked before a plan is made, of ``roles`` only where there are any.

    ``find`` tells who does not know how to find out.
    """

    id: str
    text: Bilingual
    find: Bilingual
    options: tuple[Option, ...]
    roles: tuple[Role, ...] = ()

    @property
    def ids(self) -> tuple[str, ...]:
        """The answers there are."""
        return tuple(option.id for option in self.options)

    def offered(self, role: str | None) -> tuple[Option, ...]:
        """The answers that ``role`` may want; all of them when it is not known."""
        unknown = role in (None, UNKNOWN)
        return tuple(
            each for each in self.options if unknown or not each.roles or role in each.roles
        )


@frozen
class PlanRow:
    """A path as one row of a plan: for which answers, why, how long, at what price.

    ``when`` lists for each question the answers that fit. A gentle path loses nothing; from an
    irreversible one there is no way back; the ``ladder`` is for who was refused or not answered.
    """

    path: str
    order: int
    why: Bilingual
    time: Bilingual
    cost: Bilingual
    parallel: Bilingual | None = None
    when: Mapping[str, tuple[str, ...]] = NOTHING
    gentle: bool = False
    irreversible: bool = False
    ladder: bool = False

    def fits(self, answers: Answers) -> bool:
        """Whether every condition holds; what is not known fits."""
        return all(q not in answers or answers[q] in wanted for q, wanted in self.when.items())

    def closeness(self, answers: Answers) -> int:
        """How many conditions hold because of what is known."""
        return sum(answers.get(question) in wanted for question, wanted in self.when.items())


@frozen
class Standing:
    """A row of a plan and how far its path has come, with the request that tells so."""

    row: PlanRow
    state: State = ""
    request: str = ""


@frozen
class Plan:
    """What is known about the person, and the paths that fit, in the order to walk them."""

    answers: Answers
    standings: tuple[Standing, ...]

    @property
    def next(self) -> Standing | None:
        """The first path that nobody has walked yet.

        The ladder is for who was refused: it waits while anything is open, and is not needed
        where all below it is done.
        """
        found = next((each for each in self.standings if not each.state), None)
        if found is None or not found.row.ladder:
            return found
        below = {each.state for each in self.standings if not each.row.ladder}
        refused = self.answers.get("tried") in REFUSED or "closed" in below
        return found if refused and not self.waits else None

    @property
    def waits(self) -> bool:
        """Whether a result or an answer is still to come."""
        return any(each.state == "open" for each in self.standings)


def questions_for(questions: Sequence[Question], role: str | None) -> tuple[Question, ...]:
    """The questions that concern ``role``; all of them when it is not known."""
    unknown = role in (None, UNKNOWN)
    return tuple(q for q in questions if unknown or not q.roles or role in q.roles)


def known_answers(questions: Sequence[Question], given: Answers) -> dict[str, str]:
    """``given`` without "I don't know" and without what does not concern the role."""
    said = {name: answer for name, answer in given.items() if answer != UNKNOWN}
    asked = questions_for(questions, said.get("role"))
    return {q.id: said[q.id] for q in asked if q.id in said}


def plan_for(answers: Answers, rows: Iterable[PlanRow]) -> tuple[PlanRow, ...]:
    """The rows that fit ``answers``, each path once, the gentle first and the ladder last.

    Where several rows speak of one path, the one that says most about what is known is taken.
    """
    best: dict[str, PlanRow] = {}
    for row in rows:
        if not row.fits(answers):
            continue
        rival = best.get(row.path)
        if rival is None or row.closeness(answers) > rival.closeness(answers):
            best[row.path] = row
    return tuple(
        sorted(
            best.values(), key=lambda row: (row.ladder, row.irreversible, not row.gentle, row.order)
        )
    )


def progress(rows: Sequence[PlanRow], requests: Iterable[Request]) -> tuple[Standing, ...]:
    """Each row with how far its path has come.

    It is done where a result was verified, open where a request is, closed where it ended
    otherwise; the best of them counts, and the latest of equals.
    """
    found: dict[str, list[tuple[State, str]]] = {}
    for request in requests:
        found.setdefault(request.path, []).append((_state(request), request.id))
    ranks: tuple[State, ...] = ("closed", "open", "done")
    standings = []
    for row in rows:
        best: tuple[State, str] = ("", "")
        if ends := found.get(row.path):
            best = max(reversed(ends), key=lambda end: ranks.index(end[0]))
        standings.append(Standing(row, *best))
    return tuple(standings)


def role_in(answers: Answers) -> Role | None:
    """The role among the answers."""
    return next((role for role in ROLES if role == answers.get("role")), None)


def _state(request: Request) -> State:
    if request.open:
        return "open"
    return "done" if request.outcome == "verified_done" else "closed"
