"""main(argv, world) -> exit code: choose the language, run the app, the one error handler."""

from __future__ import annotations

import contextlib
import gc
import os
import signal
import sys
import traceback
from collections.abc import Sequence
from functools import partial
from importlib import import_module
from types import ModuleType

from sferum_cli import text
from sferum_cli.errors import RUN, BadUsage, Exit, Interrupted, ReaderGone, SferumError, refused
from sferum_cli.text.legible import HANDLER
from sferum_cli.world import World

TAB = "_SFERUM_COMPLETE"
"""The variable by which a shell asks; the framework answers shells that were set up earlier."""


def main(argv: Sequence[str] | None = None, world: World | None = None) -> int:
    """Run one command and give its exit code. Nothing but this function handles errors."""
    words = list(sys.argv[1:] if argv is None else argv)
    unreadable = None
    try:
        world = world or World.real()
    except ValueError:
        world, unreadable = World.real(wished_day=False), BadUsage("error.today_unreadable")
    _make_legible(world)
    RUN.begin()
    RUN.put_away = partial(_tell_put_away, world)
    _take_settings(world)
    _choose_language(world, words)
    code = _complain(world, unreadable, words) if unreadable else _run(world, words)
    if RUN.warnings:
        _app().output.tell_warnings(world, RUN.warnings)
    return code


def _run(world: World, words: Sequence[str]) -> int:
    if world.environ.get(TAB) == "complete_bash":
        return int(import_module("sferum_cli.cli.tab").tell_shell(world))  # without the framework
    try:
        return int(_app().run(world, words))
    except ReaderGone:
        return _pipe_closed()
    except SferumError as error:
        if meant := _understood(world, error, words):
            _choose_language(world, meant)
            return _run(world, meant)
        return _complain(world, error, words)
    except KeyboardInterrupt:
        return _complain(world, Interrupted("error.interrupted"), words)
    except Exception as error:  # the last one: our mistake, never a traceback
        return _our_mistake(world, error, words)


def entry() -> None:
    """The console script. A short process needs no garbage collection: that saves a third.

    Nor is anything taken apart at the end, as mypy does it: whatever had to be written is.
    """
    gc.disable()
    # A closed session clears up as a Ctrl-C does.
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    code = main()
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError, ValueError):  # none, gone, closed
            stream.flush()
    os._exit(code)


def not_unpacked(place: str, error: BaseException) -> int:
    """Tell why the single file could not unpack itself to ``place``; gives the exit code.

    It runs out of the packed file: nothing here may need a library that is compiled.
    """
    world, words = World.real(wished_day=False), sys.argv[1:]
    _make_legible(world)
    world.settle({})
    _choose_language(world, words)
    if isinstance(error, KeyboardInterrupt):
        return _complain(world, Interrupted("error.interrupted"), words)
    return _complain(world, refused("error.unpack", error, folder=place), words)


def _understood(world: World, error: SferumError, words: Sequence[str]) -> list[str]:
    """The command line that was meant where people's own words stand in it, else none.

    Nothing may have happened yet: no answer given, nothing read from a pipe, nothing written.
    """
    if world.asked or RUN.written or "-" in words or "given" not in error.values:
        return []
    meant: list[str] = import_module("sferum_cli.render.command_line").understood(error, words)
    return meant


def _make_legible(world: World) -> None:
    """What no terminal shows is UTF-8 on every system; what one lacks is replaced legibly."""

    for stream in (world.stdout, world.stderr):
        if not hasattr(stream, "reconfigure"):
            continue
        if stream.isatty():
            stream.reconfigure(errors=HANDLER)
        else:  # halves of characters are all that UTF-8 lacks
            stream.reconfigure(encoding="utf-8", errors=HANDLER)


def _take_settings(world: World) -> None:
    """What the person has set once and for all; the environment goes before it."""
    if not os.path.exists(world.folder / "settings.toml"):  # where nobody may look there is none
        world.settle({})
        return
    from sferum_cli.storage.settings import load_settings  # most people have set nothing

    world.settle(load_settings(world.folder).said)


def _choose_language(world: World, words: Sequence[str]) -> None:
    world.language = _wanted_language(words) or world.language
    text.use(world.language)


def _wanted_language(words: Sequence[str]) -> str | None:
    """The value of ``--lang`` before anything is parsed: help is text, too."""
    wanted = None
    for place, word in enumerate(words):
        if word.startswith("--lang="):
            wanted = word.removeprefix("--lang=")
        elif word == "--lang" and place + 1 < len(words):
            wanted = words[place + 1]
    return wanted  # the last counts, as with every option


def _complain(world: World, error: SferumError, words: Sequence[str]) -> int:
    error.written = RUN.written
    RUN.drop_warning(error)
    if isinstance(error, Interrupted):
        error = _left(error)
    return int(_app().output.complain(world, error, words))


def _tell_put_away(world: World, done: int, of: int) -> None:
    """Say how far the first putting away is, to a person who waits for it."""
    if world.can_ask and not world.json:
        _app().output.aside(world, [text.t("archive.put_away", done=done, of=of)])


def _app() -> ModuleType:
    # Not before the collector is off: it would look through all that a library makes.
    from sferum_cli.cli import app

    return app


def _left(error: Interrupted) -> Interrupted:
    """``error`` with the sentence that is true of what this run has written."""
    if error.key == "error.interrupted_unkept":
        return error
    nothing_of_the_last = error.key == "error.interrupted_nothing"
    key = "error.interrupted_last" if nothing_of_the_last else "error.interrupted"
    left = Interrupted(key if error.written else "error.interrupted_nothing", **error.values)
    left.written = error.written
    return left


def _pipe_closed() -> int:
    """The reader of a pipe went away (``| head``): no complaint, and none at shutdown either."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return Exit.OK


def _our_mistake(world: World, error: Exception, words: Sequence[str]) -> int:
    if world.debug:
        world.stderr.write("".join(traceback.format_exception(error)))
    library = (getattr(error, "name", None) or "").split(".")[0]
    if isinstance(error, OSError):  # of a file where nobody thought of it
        file = error.filename or world.folder
        return _complain(world, refused("error.file", error, file=file), words)
    if isinstance(error, ImportError) and library not in ("", "sferum_cli"):
        return _complain(world, SferumError("error.install", name=library), words)
    return _complain(world, SferumError("error.our_mistake", kind=type(error).__name__), words)


if __name__ == "__main__":
    entry()
