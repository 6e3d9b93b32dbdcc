"""The printer: an answer to stdout as it was asked for, an error to stderr."""

from __future__ import annotations

import contextlib
import errno
import re
from collections.abc import Callable, Sequence
from io import StringIO
from typing import TYPE_CHECKING

import typer

from sferum_cli.cli.options import world_of
from sferum_cli.errors import Exit, ReaderGone, SferumError, refused
from sferum_cli.render.answer import Answer, Shape
from sferum_cli.render.blocks import Block
from sferum_cli.render.plain import paint_plain
from sferum_cli.render.whole import wrapped
from sferum_cli.text import t

if TYPE_CHECKING:
    from pathlib import Path

    from sferum_cli.world import World


Show = Callable[["World", Sequence[Block]], None]
SCHEMA = 1  # of every object printed; keys are only ever added
# JSON escapes the first 32 control characters by itself, and leaves these.
_OBEYED = "[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"


def give(ctx: typer.Context, answer: Answer, how: Show | None = None) -> int:
    """Print ``answer`` as it was asked for; gives its exit code. Raises what it ends with.

    ``how`` is another way to show a page.
    """
    world = world_of(ctx)
    if world.json:
        _show_json(world, {**answer.shape, "written": answer.written})
    elif answer.content is not None:
        stream_bytes(world, answer.content)
    elif page := answer.page:
        write_text(world, "\n" if world.asked else "")
        (how or show_blocks)(world, page)
    if answer.beside and not world.json:
        aside(world, answer.beside)
    if answer.but:
        raise answer.but
    return int(answer.code)


def show_blocks(world: World, blocks: Sequence[Block]) -> None:
    """Write blocks as the terminal can best show them."""
    write_text(world, painted(world, blocks, colour=world.colour))


def painted(world: World, blocks: Sequence[Block], *, colour: bool) -> str:
    """The blocks as the terminal can best show them, as text to be written."""
    if not world.rich_screen:
        return paint_plain(blocks, width=world.width)
    from sferum_cli.render.rich_screen import paint_rich  # heavy: rich is for terminals only

    paper = StringIO()
    paint_rich(blocks, paper, width=world.width or 80, colour=colour)
    return paper.getvalue()


def _show_json(world: World, shape: Shape) -> None:
    """Write one JSON object; what a terminal could obey stands in it as an escape."""
    written = _json({"schema": SCHEMA, **shape}, indent=2)
    write_text(world, re.sub(_OBEYED, lambda found: f"\\u{ord(found[0]):04x}", written) + "\n")


def _json(shape: Shape, indent: int | None = None) -> str:
    import json  # most runs print no JSON

    return json.dumps(shape, ensure_ascii=False, indent=indent)


def stream_bytes(world: World, content: bytes) -> None:
    """Write a file to stdout as it is, byte for byte. Raises as ``write_text``."""
    if buffer := getattr(world.stdout, "buffer", None):
        world.stdout.flush()
        _careful(lambda: (buffer.write(content), buffer.flush()))
    else:
        write_text(world, content.decode(errors="replace"))


def write_text(world: World, text: str) -> None:
    """Write to stdout at once. Raises ReaderGone when nobody reads any more; BadUsage."""
    _careful(lambda: (world.stdout.write(text), world.stdout.flush()))


def _careful(write_it: Callable[[], object]) -> None:
    try:
        write_it()
    except OSError as error:
        if isinstance(error, BrokenPipeError) or error.errno == errno.EINVAL:  # so says Windows
            raise ReaderGone("error.interrupted") from error
        raise refused("error.screen", error) from error


def complain(world: World, error: SferumError, words: Sequence[str]) -> int:
    """Tell the person what is wrong with ``words`` and what to type next; gives the exit code."""
    message, hint = _told(error, words, world.folder)
    sample = str(error.values.get("sample", ""))  # a file to fill in
    resume = str(error.values.get("resume", ""))
    if resume and error.code == Exit.INTERRUPTED:
        hint = ""  # one way to go on is enough
    if world.json or "--json" in words:
        shape = {
            "code": int(error.code),
            "key": error.key,
            "message": message,
            "hint": hint or None,
            "written": error.written,
        }
        if sample:
            shape["sample"] = sample
        lines = [_json({"schema": SCHEMA, "error": shape})]
    else:
        lines = _whole_words(world, f"sferum: {message}") + _whole_words(world, hint)
        lines += [sample] if sample else []
        if error.written and error.code != Exit.INTERRUPTED:
            lines += _whole_words(world, t("error.written"))
        if resume:
            lines.append(f"{t('error.resume')} {_as_asked(resume, words)}")
    aside(world, lines)
    return int(error.code)


def _as_asked(command: str, words: Sequence[str]) -> str:
    """``command`` in plain lines and in the language that the typed ``words`` ask for."""
    kept = [
        word
        for before, word in zip(["", *words], words, strict=False)
        if word in ("--plain", "--lang") or word.startswith("--lang=") or before == "--lang"
    ]
    return " ".join([command, *kept])


def _whole_words(world: World, told: str | None) -> list[str]:
    """``told`` in lines that break between words on a terminal, as narrow as it may be.

    A command stays in one piece where it fits: it is there to be copied.
    """
    if not told:
        return []
    if world.width is None:
        return [told]
    return [part for line in told.splitlines() for part in wrapped(line, world.width)]


def tell_warnings(world: World, warnings: Sequence[SferumError]) -> None:
    """Tell beside the answer what the person should know; no exit code depends on it."""
    lines = []
    for warning in warnings:
        message, hint = _told(warning)
        if world.json:
            shape = {"key": warning.key, "message": message, "hint": hint or None}
            lines.append(_json({"schema": SCHEMA, "warning": shape}))
        else:
            lines += _whole_words(world, f"sferum: {message}") + _whole_words(world, hint)
    aside(world, lines)


def aside(world: World, lines: Sequence[str]) -> None:
    """Write bare lines to stderr, beside what a program may read from stdout."""
    with contextlib.suppress(OSError):  # there is nowhere left to complain to
        world.stderr.write("".join(f"{line}\n" for line in lines))


def _told(
    error: SferumError, words: Sequence[str] = (), home: Path | None = None
) -> tuple[str, str]:
    from sferum_cli.cli.mending import error_and_hint  # most runs have no error

    return error_and_hint(error, words, home)
