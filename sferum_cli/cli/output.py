"""From a command to the streams: blocks or JSON to stdout, errors to stderr."""

from __future__ import annotations

import contextlib
import errno
import re
from collections.abc import Sequence
from io import StringIO
from typing import TYPE_CHECKING, Any

from sferum_cli.errors import BadUsage, Exit, ReaderGone, SferumError
from sferum_cli.render.blocks import Block
from sferum_cli.render.clean import clean
from sferum_cli.text import t

if TYPE_CHECKING:
    from sferum_cli.world import World


# JSON escapes the first 32 control characters by itself, and leaves these.
_OBEYED = "[\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"


def show(world: World, blocks: Sequence[Block]) -> None:
    """Write blocks as the terminal can best show them."""
    if world.rich_screen:
        from sferum_cli.render.rich_screen import paint_rich

        paper = StringIO()
        paint_rich(blocks, paper, width=world.width or 80, colour=world.colour)
        write(world, paper.getvalue())
    else:
        from sferum_cli.render.plain import paint_plain

        write(world, paint_plain(blocks, width=world.width))


def show_lines(world: World, lines: Sequence[str]) -> None:
    """Write bare lines, for a shell or a scheduler."""
    write(world, "".join(clean(line) + "\n" for line in lines))


def show_json(world: World, shape: dict[str, Any]) -> None:
    """Write one JSON object; what a terminal could obey stands in it as an escape."""
    import json

    told = json.dumps(shape, ensure_ascii=False, indent=2)
    write(world, re.sub(_OBEYED, lambda found: f"\\u{ord(found[0]):04x}", told) + "\n")


def write(world: World, text: str) -> None:
    """Write to stdout at once. Raises ReaderGone when nobody reads any more; BadUsage."""
    try:
        world.stdout.write(text)
        world.stdout.flush()
    except OSError as error:
        if isinstance(error, BrokenPipeError) or error.errno == errno.EINVAL:  # so says Windows
            raise ReaderGone("error.interrupted") from error
        cause = "space" if error.errno == errno.ENOSPC else "other"
        problem = error.strerror or "?"
        raise BadUsage("error.screen", problem=problem, cause=cause) from error


def complain(world: World, error: SferumError, words: Sequence[str]) -> int:
    """Tell the person what is wrong with ``words`` and what to type next; gives the exit code."""
    from sferum_cli.render.error_view import told

    message, hint = told(error, words)
    if "--json" in words:
        import json

        shape = {
            "code": int(error.code),
            "key": error.key,
            "message": message,
            "hint": hint or None,
            "written": error.written,
        }
        lines = [json.dumps({"schema": 1, "error": shape}, ensure_ascii=False)]
    else:
        lines = [f"sferum: {message}", *([hint] if hint else [])]
        if error.written and error.code != Exit.INTERRUPTED:
            lines.append(t("error.written"))
        if resume := error.values.get("resume"):
            lines.append(f"{t('error.resume')} {resume}")
    aside(world, lines)
    return int(error.code)


def tell_warnings(world: World, warnings: Sequence[SferumError], words: Sequence[str]) -> None:
    """Tell beside the answer what the person should know; no exit code depends on it."""
    from sferum_cli.render.error_view import told

    lines = []
    for warning in warnings:
        message, hint = told(warning)
        if "--json" in words:
            import json

            shape = {"key": warning.key, "message": message, "hint": hint or None}
            lines.append(json.dumps({"schema": 1, "warning": shape}, ensure_ascii=False))
        else:
            lines += [f"sferum: {message}", *([hint] if hint else [])]
    aside(world, lines)


def aside(world: World, lines: Sequence[str]) -> None:
    """Write bare lines to stderr, beside what a program may read from stdout."""
    with contextlib.suppress(OSError):  # there is nowhere left to complain to
        world.stderr.write("".join(f"{line}\n" for line in lines))
