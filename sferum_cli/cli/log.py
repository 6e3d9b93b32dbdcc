"""log: writing down what happened."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.answers import answers_from
from sferum_cli.cli.complete import offering
from sferum_cli.cli.options import MAYBE_NUMBER, Answers, Channel, MaybeRequest, Person, choice
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.errors import BadUsage
from sferum_cli.flows import log as flow

EventName = Annotated[
    str | None, typer.Argument(metavar="EVENT", help="arg.event", autocompletion=offering("events"))
]
Day = Annotated[str | None, typer.Option("--date", metavar="DAY", help="opt.date")]
Number = Annotated[str | None, typer.Option("--number", metavar="TEXT", help="opt.number")]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="opt.note")]
Attach = Annotated[str | None, typer.Option("--attach", metavar="FILE", help="opt.attach")]
Until = Annotated[str | None, typer.Option("--until", metavar="DAY", help="opt.until")]
Reason = Annotated[str | None, typer.Option("--reason", metavar="TEXT", help="opt.reason")]
To = Annotated[str | None, typer.Option("--to", metavar="TEXT", help="opt.to")]
Result = Annotated[
    str | None,
    typer.Option("--result", metavar="TEXT", help="opt.result", autocompletion=offering("results")),
]
Written = Annotated[str | None, choice("written", "yes", "no")]
RuleId = Annotated[str | None, typer.Option("--rule", metavar="RULE", help="opt.rule")]
With = Annotated[str | None, typer.Option("--with", metavar="TEXT", help="opt.with")]
Copy = Annotated[str | None, typer.Option("--copy", metavar=MAYBE_NUMBER, help="opt.copy")]
EventId = Annotated[int | None, typer.Option("--event", metavar="N", help="opt.event_id")]
Field = Annotated[str | None, typer.Option("--field", metavar="NAME", help="opt.field")]
Value = Annotated[str | None, typer.Option("--value", metavar="TEXT", help="opt.value")]

_DIGITS = 9  # more than any number of a copy has


def log(
    ctx: typer.Context,
    request: MaybeRequest = None,
    event: EventName = None,
    day: Day = None,
    number: Number = None,
    channel: Channel = None,
    note: Note = None,
    attach: Attach = None,
    until: Until = None,
    reason: Reason = None,
    to: To = None,
    result: Result = None,
    written: Written = None,
    rule: RuleId = None,
    with_whom: With = None,
    copy: Copy = None,
    event_id: EventId = None,
    field: Field = None,
    value: Value = None,
    person: Person = None,
    answers: Answers = None,
) -> int:
    """Record what happened; without an event, ask in the person's words."""
    said = {
        "number": number, "channel": channel, "note": note, "reason": reason,
        "to": to or value, "result": result, "written": written, "rule": rule, "with": with_whom,
        "copy": _copy(copy), "event": event_id, "field": field,
    }  # fmt: skip
    fields: dict[str, str | int] = {
        name: given for name, given in said.items() if given not in (None, "")
    }
    session = session_of(ctx, answers_from(ctx, answers))
    told = flow.log(
        session, request, event, fields, day=day, until=until, attach=attach, person=person
    )
    return give(ctx, told)


def _copy(given: str | None) -> int | None:
    """The number of the copy, or that it is one. Raises BadUsage for what is no number."""
    if given and not (given.isdecimal() and len(given) <= _DIGITS):
        raise BadUsage("error.option_value", given="--copy", command="sferum log")
    return int(given) if given else True if given == "" else None
