"""The plan: which paths fit a person's answers, in which order, and how far each has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from sferum_cli.core.cases import Case
from sferum_cli.core.codes import InstitutionKind
from sferum_cli.core.frozen import NOTHING, frozen
from sferum_cli.core.knowledge import Bilingual
from sferum_cli.core.questions import Answers, answers_to, holds
from sferum_cli.core.requests import Request

ItemState = Literal["todo", "running", "waiting", "done", "skipped"]

REFUSED = ("school", "operator")  # what was tried, of those who said no or nothing


@frozen
class PlanRow:
    """A path as one row of a plan: for which answers, why, how long, at what price.

    ``when`` lists for each question the answers that fit. A gentle path deletes nothing; from an
    irreversible one there is no way back; the ``ladder`` is for who was refused or not answered.
    ``institutions`` are the kinds it concerns, all of them where it is empty. Where one of the
    paths that do the ``same`` was seen to have worked, this one has nothing left to do. What has to
    come ``before`` others is too late once one of them worked, or all else is done.
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
    institutions: tuple[InstitutionKind, ...] = ()
    same: tuple[str, ...] = ()
    before: tuple[str, ...] = ()

    def fits(self, answers: Answers) -> bool:
        """Whether every condition holds; what is not known fits."""
        return holds(self.when, answers)

    def closeness(self, answers: Answers) -> int:
        """How many conditions hold because of what is known."""
        return sum(bool(answers_to(answers, q) & {*wanted}) for q, wanted in self.when.items())


@frozen
class PlanItem:
    """A row of a plan and how far its path has come, with the request that tells so."""

    row: PlanRow
    state: ItemState = "todo"
    request: str = ""


# Goals that are reached when the path of the same name is: whoever is off the list is out.
_REACHED_BY_NAME = ("school", "refuse")


@frozen
class Plan:
    """What is known about the person, and the paths that fit, in the order to walk them."""

    answers: Answers
    items: tuple[PlanItem, ...]

    @property
    def next(self) -> PlanItem | None:
        """The first path that nobody has walked yet.

        The ladder is for who was refused: it waits while anything is open, and is not needed
        where all below it is done. Nothing is needed any more where the goal is reached.
        """
        if self.reached:
            return None
        found = next((each for each in self.items if each.state == "todo"), None)
        if found is None or not found.row.ladder:
            return found
        below = {each.state for each in self.items if not each.row.ladder}
        refused = self.answers.get("tried") in REFUSED or "skipped" in below
        return found if refused and not self.waits else None

    @property
    def again(self) -> PlanItem | None:
        """The first path that was left without a result, where nothing else is under way."""
        if self.next or self.waits or self.reached:
            return None
        return next((each for each in self.counted if each.state == "skipped"), None)

    @property
    def reached(self) -> bool:
        """Whether all that was wanted is verified: what else the plan has would come too late."""
        goals = answers_to(self.answers, "goal")
        done = {each.row.path for each in self.items if each.state == "done"}
        return bool(goals) and goals <= {*_REACHED_BY_NAME} & done

    @property
    def waits(self) -> bool:
        """Whether a result or an answer is still to come."""
        return any(each.state in ("running", "waiting") for each in self.items)

    @property
    def counted(self) -> tuple[PlanItem, ...]:
        """What has to be done when all goes well: the ladder only where it was begun."""
        return tuple(e for e in self.items if not e.row.ladder or e.state != "todo")

    @property
    def done(self) -> int:
        """How many of ``counted`` are done."""
        return sum(each.state == "done" for each in self.counted)


@frozen
class CasePlan:
    """A case with its plan and its requests."""

    case: Case
    plan: Plan
    requests: tuple[Request, ...]

    @property
    def wanted(self) -> bool:
        """Whether anybody said what should be reached."""
        return bool(self.case.goals or self.case.answers)


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


def progress(rows: Sequence[PlanRow], requests: Iterable[Request]) -> tuple[PlanItem, ...]:
    """Each row with how far its path has come.

    It is done where a result was verified or nothing was there, running while its steps are
    walked, waiting once something was sent or done, skipped where it ended otherwise; the best of
    them counts, and the latest of equals. One that nobody is at is done, too, where a path that
    does the same was seen to have worked. What was opened and then not needed was not begun; what
    comes too late is left out.
    """
    found: dict[str, list[tuple[ItemState, str]]] = {}
    worked: dict[str, str] = {}
    for request in requests:
        if request.needless:
            continue
        found.setdefault(request.path, []).append((_state(request), request.id))
        if request.outcome == "verified_done":
            worked[request.path] = request.id
    ranks: tuple[ItemState, ...] = ("skipped", "running", "waiting", "done")
    items = []
    for row in rows:
        best: tuple[ItemState, str] = ("todo", "")
        if ends := found.get(row.path):
            best = max(reversed(ends), key=lambda end: ranks.index(end[0]))
        elsewhere = [worked[path] for path in row.same if path in worked]
        if elsewhere and best[0] in ("todo", "skipped"):
            best = ("done", elsewhere[-1])
        items.append(PlanItem(row, *best))
    rest = [each for each in items if not (each.row.ladder or each.row.before)]
    over = bool(rest) and all(each.state == "done" for each in rest)
    return tuple(
        each
        for each in items
        if each.state not in ("todo", "skipped")
        or not (each.row.before and (over or worked.keys() & {*each.row.before}))
    )


def _state(request: Request) -> ItemState:
    if request.open:
        return "running" if request.status in ("planned", "drafted") else "waiting"
    return "done" if request.outcome in ("verified_done", "nothing_there") else "skipped"
