"""One case as a report tells it: whose turn it is, the rungs it has reached, what to open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal

from sferum_cli.core.codes import Language
from sferum_cli.core.events import DRAFTED, PLANNED, WAITING
from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import Contact, GuidedPath
from sferum_cli.core.ladder import Readiness, Rung, readiness, rung_of, ways_up
from sferum_cli.core.outlook import Outlook
from sferum_cli.core.plan import CasePlan
from sferum_cli.core.playbook import Play
from sferum_cli.core.tasks import task_turn

Turn = Literal["me", "them", "nobody"]
Link = tuple[str, str]  # what it is, and its address


@frozen
class Climb:
    """A case on the ladder: every rung, the requests that stand on each, where it goes from here.

    ``here`` is the highest rung that was reached, ``reason`` why going up makes sense now.
    """

    rungs: tuple[Rung, ...]
    on: tuple[tuple[Outlook, ...], ...]
    here: Rung
    above: tuple[Rung, ...]
    reason: Readiness


@frozen
class CaseReport:
    """A case with its requests, the most urgent first, and what belongs to them.

    ``climb`` is None while nothing was asked of anybody; ``play`` is what helps with the most
    urgent request; ``pages`` and ``contacts`` are those of its path.
    """

    plan: CasePlan
    items: tuple[Outlook, ...]
    climb: Climb | None = None
    play: Play | None = None
    pages: tuple[Link, ...] = ()
    contacts: tuple[Contact, ...] = ()

    @property
    def first(self) -> Outlook | None:
        """The most urgent request that asks for anything or is open; None where none is."""
        return next((i for i in self.items if i.request.open or task_turn(i.next) != "done"), None)

    @property
    def turn(self) -> Turn:
        """Whose turn it is in the case: the person's where anything waits for them."""
        turns = {turn_of(item) for item in self.items}
        if "me" in turns or (self.plan.wanted and self.plan.plan.next):
            return "me"
        return "them" if "them" in turns else "nobody"


def turn_of(item: Outlook) -> Turn:
    """Whose turn it is in one request today."""
    if item.spoken:
        return "me"
    if item.next.asleep:
        return "nobody"
    if item.request.status in WAITING:
        return "them"
    return "me" if item.request.status in (PLANNED, DRAFTED) else "nobody"


def climb_of(items: Sequence[Outlook], rungs: tuple[Rung, ...], today: date) -> Climb | None:
    """Where the requests of a case stand on the ladder; None where all stand at its foot."""
    asked = [item for item in items if item.request.rung]
    if not asked:
        return None
    on = tuple(tuple(i for i in items if rung_of(i.request, rungs) is rung) for rung in rungs)
    top = max(asked, key=lambda item: (item.request.open, item.request.rung))
    here = rung_of(top.request, rungs)
    reason = readiness(top.request, top.obligations, today)
    return Climb(rungs, on, here, ways_up(here, rungs), reason)


def links_of(path: GuidedPath, item: Outlook, language: Language) -> tuple[Link, ...]:
    """The pages that the steps of ``path`` open, each once, under the step that opens it first."""
    found: dict[str, str] = {}
    for step in path.steps_for(item.request.role):
        if step.url:
            found.setdefault(step.url, step.title.pick(language))
    return tuple((title, url) for url, title in found.items())
