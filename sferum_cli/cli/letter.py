"""letter: from a kind and answers to a file, the record of it, and how to send it."""

from __future__ import annotations

from typing import Annotated

import typer

from sferum_cli.cli.answers import answers_from
from sferum_cli.cli.complete import offering
from sferum_cli.cli.options import Answers, Channel, Force, Output, Person, choice
from sferum_cli.cli.output import give
from sferum_cli.cli.session import session_of
from sferum_cli.errors import Interrupted
from sferum_cli.flows import letter_written as flow
from sferum_cli.flows.letter_shown import shown

Kind = Annotated[
    str | None, typer.Argument(metavar="KIND", help="arg.kind", autocompletion=offering("letters"))
]
ForRequest = Annotated[
    str | None,
    typer.Option(
        "--request", metavar="ID", help="opt.request", autocompletion=offering("requests")
    ),
]
Format = Annotated[str | None, choice("format", "pdf", "docx", "eml", "txt")]
ListKinds = Annotated[bool, typer.Option("--list", help="opt.list_kinds")]
Show = Annotated[int | None, typer.Option("--show", metavar="N", help="opt.show")]
Qr = Annotated[bool, typer.Option("--qr", help="opt.qr")]


def letter(
    ctx: typer.Context,
    kind: Kind = None,
    request: ForRequest = None,
    person: Person = None,
    answers: Answers = None,
    format_name: Format = None,
    output: Output = None,
    channel: Channel = None,
    force: Force = False,
    list_kinds: ListKinds = False,
    show: Show = None,
    qr: Qr = False,
) -> int:
    """Write a letter that is complete without a word of free text."""
    given = answers_from(ctx, answers)
    if list_kinds:
        return give(ctx, flow.kinds())
    if show is not None:
        again = shown(
            session_of(ctx), show, request_id=request, given=given, format_name=format_name,
            output=output, force=force,
        )  # fmt: skip
        return give(ctx, again)
    try:
        written = flow.letter(
            session_of(ctx), kind, request_id=request, person=person, given=given,
            format_name=format_name, channel=channel, output=output, force=force, qr=qr,
        )  # fmt: skip
    except Interrupted as left:
        if command := left.values.get("draft"):
            left.values["resume"] = command
        raise
    return give(ctx, written)
