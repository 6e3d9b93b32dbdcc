"""Where a walk stands: what was answered on the way, and what was done outside of it since."""

from __future__ import annotations

from sferum_cli.core.events import DRAFTED, PLANNED, Event
from sferum_cli.core.knowledge import GuidedPath, Step
from sferum_cli.core.requests import Request
from sferum_cli.core.walks import Walk, position


def place(request: Request, path: GuidedPath) -> int:
    """The index of the step to show: 0 for the first, as many as there are steps for the end.

    One act is one record: a step whose deed was recorded elsewhere since the last answer (a letter
    written, a hand-over told) is done, and so are those before it. Where the path ends with that
    very event and no step of its own asks for it, every step is.
    """
    walk, steps = request.walk or Walk(), path.steps_for(request.role)
    since = [event for event in request.events if event.id > walk.last_event]
    index = position(walk, steps)
    done = [n for n, step in enumerate(steps) if any(does(event, step) for event in since)]
    if done:
        index = max(index, done[-1] + 1)
    ending = path.ending_for(request.role).event
    asked = any(step.action == f"log:{ending}" for step in steps)
    if not asked and any(event.type == ending for event in since):
        return len(steps)
    return index


def walk_over(request: Request, path: GuidedPath) -> bool:
    """Whether nothing is left to walk: the end was answered, here or by what was recorded."""
    if not request.open or (request.walk and request.walk.finished):
        return True
    recorded = request.status not in (PLANNED, DRAFTED)
    return recorded and place(request, path) == len(path.steps_for(request.role))


def does(event: Event, step: Step) -> bool:
    """Whether ``event`` records the deed of ``step``."""
    verb, _, what = step.action.partition(":")
    match verb:
        case "letter":
            return event.type == "drafted"
        case "log":
            return event.type == what
        case _:
            return False
