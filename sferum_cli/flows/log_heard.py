"""What happened in words of the person: "they refused" is an answer that says no."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from sferum_cli.core.event_checks import check_event
from sferum_cli.core.event_days import check_days
from sferum_cli.core.event_table import EVENTS
from sferum_cli.core.events import Event, Value
from sferum_cli.core.requests import Request
from sferum_cli.errors import BadUsage, NeedsAnswer
from sferum_cli.flows.log_happened import HAPPENINGS, LogChoice
from sferum_cli.text import t, words_said

START = date(2020, 1, 1)
ENDING = ("refused", "partly", "not_us", "nothing_there")  # results that close a request


def happening_of(given: str) -> LogChoice | None:
    """The line of the dialogue that ``given`` is a word for; never for one merely like it."""
    wanted = " ".join(given.casefold().replace("\u0451", "\u0435").split())
    for line in HAPPENINGS:
        if wanted in (word.replace("\u0451", "\u0435") for word in words_said(f"said.{line.key}")):
            return line
    return None


def closes(line: LogChoice) -> bool:
    """Whether the line ends a request: that is never taken from a word alone."""
    ends = line.event is not None and EVENTS[line.event].closing
    return ends or line.known.get("result") in ENDING


def refuse_guess(
    request: Request,
    line: LogChoice,
    given: str,
    fields: Mapping[str, Value],
    when: date | None,
    today: date,
) -> None:
    """Refuse to end a request by a word, with the command that does so.

    Raises BadUsage where the event is not possible now or on that day, NeedsAnswer otherwise.
    """
    if line.event:
        event = Event(0, "", line.event, request.id, when or START, 0, {**line.known, **fields})
        if when:
            check_days(request, event, today)
        check_event(request, event)
    flags = "".join(f" --{name} {value}" for name, value in line.known.items())
    meant = f"{line.event}{flags}"
    raise NeedsAnswer(
        "error.event_meant", given=given, words=t(f"happened.{line.key}"), meant=meant,
        command=f"sferum log {request.id} {meant}",
    )  # fmt: skip


def refuse_silence(request: Request, command: str, standing: str) -> None:
    """Silence is no event: say where it stands and what to do. Raises BadUsage."""
    raise BadUsage("error.event_silence", id=request.id, standing=standing, command=command)
