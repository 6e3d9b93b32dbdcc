"""How far one person is along one path: the fold of the answers given on the way."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from sferum_cli.core.events import Event
from sferum_cli.core.frozen import frozen
from sferum_cli.core.knowledge import Step

START = "start"
END = "end"
FINISHED = "finished"


@frozen
class Walk:
    """Where the walk stands: ``step`` is the id of the step to show next.

    ``start`` is the page before the first step, ``end`` the question about the result, and
    ``finished`` means that nothing is left to ask. ``last_event`` is the event that said so.
    """

    step: str = START
    last_event: int = 0

    @property
    def finished(self) -> bool:
        """Whether the walk has been to its end."""
        return self.step == FINISHED


@frozen
class WayOut:
    """A way out of this walk: another path to begin now, or the walk of another request."""

    path: str = ""
    request: str = ""


Onward = WayOut | Literal["pause", "look"]
"""What an answer leads to: another walk, a pause, or a look at where the walk stands now."""


def step_walk(walk: Walk | None, event: Event) -> Walk:
    """The walk after one answer; an answer without a step leaves it where it is."""
    return Walk(event.text("step") or (walk or Walk()).step, event.id)


def position(walk: Walk, steps: Sequence[Step]) -> int:
    """The index of the step to show in ``steps``: 0 for the first, ``len(steps)`` for the end.

    A step that the knowledge no longer has starts the walk afresh: nothing was done in secret.
    """
    if walk.step in (END, FINISHED):
        return len(steps)
    ids = [step.id for step in steps]
    return ids.index(walk.step) if walk.step in ids else 0


def step_at(index: int, steps: Sequence[Step]) -> str:
    """The name to save for the step at ``index``; past the last one it is the end."""
    return steps[index].id if index < len(steps) else END
