"""guide and support: the knowledge to read; no questions, no state."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from sferum_cli.cli.complete import one_of, path_ids
from sferum_cli.cli.options import Json, RoleOption, world_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sferum_cli.core.knowledge import Role
    from sferum_cli.flows.guide import PathBook
    from sferum_cli.world import World

PathId = Annotated[
    str | None, typer.Argument(metavar="PATH", help="arg.path", autocompletion=path_ids)
]

Format = Annotated[
    str | None,
    typer.Option(
        "--format",
        metavar="text|md|html|pdf",
        help="opt.guide_format",
        autocompletion=one_of("text", "md", "html", "pdf"),
    ),
]
Output = Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="opt.output")]
Force = Annotated[bool, typer.Option("--force", help="opt.force")]
Search = Annotated[str | None, typer.Option("--search", metavar="TEXT", help="opt.search")]


def guide(
    ctx: typer.Context,
    path: PathId = None,
    role: RoleOption = None,
    search: Search = None,
    format_name: Format = None,
    output: Output = None,
    force: Force = False,
    json: Json = False,
) -> None:
    """Read a path, or all of them, or find the place that answers a question."""
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.guide import all_paths, open_path, reading_page
    from sferum_cli.flows.inputs import read_role
    from sferum_cli.render.guide_view import contents_page
    from sferum_cli.render.ledger_shapes import SCHEMA
    from sferum_cli.render.shapes import path_shape
    from sferum_cli.text import language

    world = world_of(ctx)
    who = read_role(role)
    if search is not None:
        return _found(world, search, who, path, json=json)
    books = (open_path(path),) if path else all_paths(who)
    if json:
        shapes = [
            path_shape(b.path, who, language(), contacts=b.contacts, rules=b.rules, facts=b.facts)
            for b in books
        ]
        return show_json(world, {"schema": SCHEMA, "role": who, "paths": shapes})
    if format_name is not None or output is not None:
        return _printed(world, books, who, format_name or "text", output=output, force=force)
    page = [block for book in books for block in reading_page(book, who, world.today)]
    if path is None:
        page += contents_page([book.path for book in books], who)
    return show(world, page)


def _printed(
    world: World,
    books: Sequence[PathBook],
    role: Role | None,
    format_name: str,
    *,
    output: str | None,
    force: bool,
) -> None:
    """The guide as a file, or on stdout where that can be read."""
    from sferum_cli.cli.asking import file_of
    from sferum_cli.cli.output import show, write
    from sferum_cli.errors import NeedsAnswer
    from sferum_cli.flows.guide_files import field_guide
    from sferum_cli.flows.letter_kept import hand_over
    from sferum_cli.render.blocks import Text
    from sferum_cli.text import t

    content = field_guide(books, role, format_name, world.today)
    if output is None:
        if format_name == "pdf":
            raise NeedsAnswer("error.output_needed")
        return write(world, content.decode())
    file = file_of(world, output)
    hand_over(file, content, overwrite=force)
    return show(world, [Text(t("guide.written", file=file), "good")])


def _found(world: World, query: str, role: Role | None, path: str | None, *, json: bool) -> None:
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.search import answer
    from sferum_cli.render.search_view import found_page, found_shape
    from sferum_cli.text import language

    stop, found = answer(query, role, path)
    if json:
        return show_json(world, found_shape(query, stop, found, language()))
    return show(world, found_page(query, stop, found, language()))


def support(ctx: typer.Context, path: PathId = None, json: Json = False) -> None:
    """Whom to turn to when the standard way fails."""
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.guide import open_support
    from sferum_cli.render.guide_view import support_page
    from sferum_cli.render.ledger_shapes import SCHEMA
    from sferum_cli.render.shapes import contact_shape
    from sferum_cli.text import language

    world = world_of(ctx)
    book = open_support(path)
    if not json:
        return show(world, support_page(book.contacts, book.prepare, book.facts))
    lang = language()
    shape = {
        "schema": SCHEMA,
        "contacts": [contact_shape(contact, lang) for contact in book.contacts],
        "prepare": [remark.text.pick(lang) for remark in book.prepare],
    }
    return show_json(world, shape)
