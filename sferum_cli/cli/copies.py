"""data restore, export, import: going back, and moving everything to another computer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from sferum_cli.cli.options import Json, world_of
from sferum_cli.errors import NeedsAnswer

if TYPE_CHECKING:
    from sferum_cli.errors import DamagedFile
    from sferum_cli.flows.copies_restore import Copy, Holding
    from sferum_cli.world import World

Which = Annotated[str | None, typer.Argument(metavar="N", help="arg.copy")]
Yes = Annotated[bool, typer.Option("--yes", help="opt.yes")]

Output = Annotated[str | None, typer.Option("-o", "--output", metavar="FILE", help="opt.output")]
Force = Annotated[bool, typer.Option("--force", help="opt.force")]
Bundle = Annotated[str, typer.Argument(metavar="FILE", help="arg.bundle")]
Replace = Annotated[bool, typer.Option("--replace", help="opt.replace")]
EXPORT = "sferum-data.zip"


def restore(ctx: typer.Context, which: Which = None, yes: Yes = False, json: Json = False) -> None:
    """List the earlier copies; with a number show what one would change, ask, put it back.

    Raises NeedsAnswer where nobody can be asked and ``--yes`` was not said.
    """
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.copies_restore import copies, difference, find_copy
    from sferum_cli.flows.copies_restore import restore as put_back
    from sferum_cli.render.copies_restore_view import (
        copies_page,
        copies_shape,
        copy_shape,
        preview_page,
        restored_page,
    )

    world = world_of(ctx)
    world.no_input = world.no_input or json
    if which is None:
        rows = [row_of(world, copy) for copy in copies(world.folder)]
        return show_json(world, copies_shape(rows)) if json else show(world, copies_page(rows))
    copy = find_copy(world.folder, which)
    row, differs = row_of(world, copy), difference(world.folder, copy)
    ids = {"returns": differs.returns, "goes": differs.goes, "changes": differs.changes}
    told = {"schema": 1, **copy_shape(row), "differs": ids, "restored": False, "kept": None}
    newer = differs.damage is not None and differs.damage.key == "error.file_newer"
    if not json:
        bare = {"foreign": False, "same": False}
        now = {**row, **_counts(differs.now, differs.damage, of=row["of"]), **bare}
        show(world, preview_page(row, now, ids, newer=newer))
    if not yes and not world.can_ask:
        if json:
            show_json(world, told)
        raise NeedsAnswer("error.restore_yes", which=which)
    if not yes and not _agrees(world, "restore"):
        return None
    kept = put_back(world.folder, copy, world.now())
    if json:
        return show_json(world, {**told, "restored": True, "kept": str(kept) if kept else None})
    return show(world, restored_page(row, str(kept or "")))


def export(
    ctx: typer.Context, output: Output = None, force: Force = False, json: Json = False
) -> None:
    """Write everything into one file."""
    from sferum_cli.cli.asking import file_of
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.copies import export as write
    from sferum_cli.render.copies_view import bundle_shape, exported_page

    world = world_of(ctx)
    file = file_of(world, output or EXPORT)
    done = write(world.folder, file, now=world.now(), overwrite=force)
    row = done.contents.row()
    if json:
        return show_json(world, {**bundle_shape(row), "file": str(file), "left": list(done.left)})
    return show(world, exported_page(row, str(file), done.left))


def import_(ctx: typer.Context, file: Bundle, replace: Replace = False, json: Json = False) -> None:
    """Show what an export holds, ask, and put all of it in."""
    from sferum_cli.cli.asking import file_of
    from sferum_cli.cli.output import show, show_json
    from sferum_cli.flows.copies import (
        check_free,
        contents_of,
        import_all,
        is_sound,
        read_export,
    )
    from sferum_cli.render.copies_view import bundle_shape, imported_page, preview_page

    world = world_of(ctx)
    world.no_input = world.no_input or json
    bundle = read_export(file_of(world, file))
    row = contents_of(bundle).row()
    if not json:
        show(world, preview_page(row, there=check_free(world.folder, replace=True)))
    check_free(world.folder, replace=replace)
    if world.can_ask and not _agrees(world, "import"):
        return None
    sound = is_sound(world.folder)
    before = import_all(world.folder, bundle, now=world.now(), replace=replace)
    if json:
        told = {"imported": True, "kept": str(before) if before else None}
        return show_json(world, {**bundle_shape(row), **told})
    return show(world, imported_page(str(before or ""), sound=sound))


def _agrees(world: World, name: str) -> bool:
    from sferum_cli.cli.asking import session_of
    from sferum_cli.cli.output import show
    from sferum_cli.render.blocks import Text
    from sferum_cli.text import t

    choices = [("yes", t(f"agree.yes.{name}")), ("no", t("agree.no"))]
    answer = session_of(world, None).prompter.choose(name, t(f"agree.ask.{name}"), choices)
    if answer == "no":
        show(world, [Text(t("agree.left"))])
    return answer == "yes"


def row_of(world: World, copy: Copy) -> dict[str, Any]:
    """What the pages say of a copy, its time in the person's own zone."""
    earlier = copy.earlier
    return {
        "n": copy.number,
        "name": earlier.file.name,
        "of": earlier.of,
        "time": earlier.written.astimezone(world.now().tzinfo),
        "foreign": earlier.foreign,
        "same": copy.same,
        **_counts(copy.holding, copy.damage, of=earlier.of),
    }


def double_row(world: World, copy: Copy, *, newer: bool) -> dict[str, Any]:
    """A copy that lies beside, with what the file that counts holds ``now``."""
    from sferum_cli.flows.copies_restore import difference

    differs = difference(world.folder, copy)
    row = row_of(world, copy)
    return {**row, "newer": newer, "now": _counts(differs.now, differs.damage, of=row["of"])}


def _counts(holding: Holding | None, damage: DamagedFile | None, *, of: str) -> dict[str, Any]:
    from sferum_cli.render.error_view import reason

    if holding is None:
        return {"damage": reason(damage) if damage else ""}
    number = len(holding.entries)
    return {
        "requests": number if of == "state" else 0,
        "open": holding.open,
        "events": holding.events,
        "walks": holding.walks,
        "people": number if of == "people" else 0,
        "damage": "",
    }
