"""letter: from a kind and answers to a file, the record of it, and how to send it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from sferum_cli.cli.complete import channels, letter_kinds, one_of, request_ids
from sferum_cli.cli.options import Answers, Json, Person, world_of
from sferum_cli.errors import BadUsage, Interrupted, NeedsAnswer

if TYPE_CHECKING:
    from sferum_cli.core.letter_kinds import LetterKind
    from sferum_cli.flows.session import Session
    from sferum_cli.world import World

Kind = Annotated[
    str | None, typer.Argument(metavar="KIND", help="arg.kind", autocompletion=letter_kinds)
]
ForRequest = Annotated[
    str | None,
    typer.Option("--request", metavar="ID", help="opt.request", autocompletion=request_ids),
]
Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="pdf|docx|eml|txt",
        help="opt.format",
        autocompletion=one_of("pdf", "docx", "eml", "txt"),
    ),
]
Output = Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="opt.output")]
Force = Annotated[bool, typer.Option("--force", help="opt.force")]
ListKinds = Annotated[bool, typer.Option("--list", help="opt.list_kinds")]
Qr = Annotated[bool, typer.Option("--qr", help="opt.qr")]
Channel = Annotated[
    str | None,
    typer.Option("--channel", metavar="TEXT", help="opt.channel", autocompletion=channels),
]


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
    qr: Qr = False,
    json: Json = False,
) -> None:
    """Write a letter that is complete without a word of free text.

    Raises NeedsAnswer without a kind, and Interrupted: then nothing was written.
    """
    from sferum_cli.cli.asking import session_of
    from sferum_cli.cli.output import aside, show, show_json
    from sferum_cli.flows.letter import all_kinds
    from sferum_cli.flows.letter_asked import ask_letter
    from sferum_cli.render.doubts_view import doubt_lines, doubt_shape
    from sferum_cli.render.letter_view import kinds_page, kinds_shape, sending_page

    world = world_of(ctx)
    world.no_input = world.no_input or json
    if list_kinds:
        kinds = all_kinds()
        return show_json(world, kinds_shape(kinds)) if json else show(world, kinds_page(kinds))
    if kind is None and not world.can_ask:
        raise NeedsAnswer("error.kind_needed", known=tuple(each.id for each in all_kinds()))
    if qr and kind is not None and not (request or answers or world.can_ask):
        return _show_page(world, kind, channel)
    session = session_of(world, None, silent=json)
    given = _answers(world, answers)
    try:
        asked = ask_letter(
            session, kind, request_id=request, person=person, given=given, may_ask=world.can_ask,
            format_name=format_name, channel=channel,
        )  # fmt: skip
    except Interrupted as left:
        raise Interrupted("error.interrupted_nothing") from left
    file = _file(world, output, asked.kind, asked.format_name)
    force = force or _may_overwrite(session, file, asks=world.can_ask)
    kept = asked.write(session, file, overwrite=force)
    if json:
        told = {"schema": 1, "kind": asked.kind.id, "file": str(file), "request": asked.request_id}
        doubts = [doubt_shape(form.doubt, form.keys) for form in asked.doubts if form.doubt]
        return show_json(world, {**told, "kept": kept, "doubts": doubts})
    if not world.can_ask:
        for form in asked.doubts:
            aside(world, doubt_lines(form.doubt, form.keys) if form.doubt else [])
    page = sending_page(asked.kind, asked.channel, file=str(file), request_id=asked.request_id)
    show(world, page)
    if qr:
        _show_page(world, asked.kind.id, asked.channel)
    return None


def _show_page(world: World, kind_id: str, channel: str | None) -> None:
    """The page through which the letter goes, as a code to scan."""
    from sferum_cli.cli.output import show
    from sferum_cli.flows.letter import kind_of
    from sferum_cli.render.blocks import Text
    from sferum_cli.render.letter_view import page_to_open
    from sferum_cli.render.qr import qr_code
    from sferum_cli.text import t

    page = page_to_open(kind_of(kind_id), channel or "")
    show(world, [Text(page), qr_code(page)] if page else [Text(t("letter.no_page"))])


def _answers(world: World, answers: str | None) -> dict[str, str]:
    from sferum_cli.cli.asking import file_of
    from sferum_cli.flows.inputs import answers_in

    return dict(answers_in(file_of(world, answers))) if answers else {}


def _file(world: World, output: str | None, kind: LetterKind, format_name: str) -> Path:
    """Where the person's copy goes: a neutral name in the current folder unless they said."""
    from sferum_cli.cli.asking import file_of

    return file_of(world, output or f"{kind.id}.{format_name}")


def _may_overwrite(session: Session, file: Path, *, asks: bool) -> bool:
    from sferum_cli.text import t

    if not asks or not file.exists():
        return False
    answer = session.prompter.choose(
        "overwrite",
        t("letter.overwrite", file=file),
        [("no", t("letter.keep")), ("yes", t("letter.replace"))],
    )
    if answer == "no":
        raise BadUsage("error.file_exists", file=file)
    return True
