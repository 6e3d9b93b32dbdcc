"""The session of a run: who is asked, and how pages are shown."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from sferum_cli.cli.options import world_of
from sferum_cli.cli.output import show_blocks, write_text
from sferum_cli.cli.screen import Screen
from sferum_cli.errors import BadUsage
from sferum_cli.flows.session import Session
from sferum_cli.render.clean import clean
from sferum_cli.render.plain import spoken

if TYPE_CHECKING:
    from sferum_cli.prompt import Check, Prompter
    from sferum_cli.prompt.words import Choices
    from sferum_cli.render.blocks import Block
    from sferum_cli.world import World

LONGEST_NAME = 4000  # characters; some systems refuse a longer path in a way of their own
NARROW = 30  # columns below which a list to move in is broken into too many lines


def session_of(ctx: typer.Context, answers: Mapping[str, str] | None = None) -> Session:
    """The session of this run; ``answers`` come before what the person says."""
    world = world_of(ctx)
    screen = Screen(world) if world.can_ask and world.rich_screen and not world.json else None

    def show_page(blocks: Sequence[Block]) -> None:
        if screen:
            screen.show(blocks)
        elif not world.json:
            write_text(world, "\n" if world.can_ask else "")
            show_blocks(world, blocks)

    return Session(
        world.folder, world.now, LatePrompter(world, answers, screen), show_page, world.browser,
        width=world.width or 80, can_draw=world.rich_screen,
        can_ask=world.can_ask or answers is not None, asks=world.can_ask and answers is None,
        file=lambda name: named_file(world, name), unpacked=world.unpacked,
        computer=lambda: world.computer(),
    )  # fmt: skip


class LatePrompter:
    """Who answers the questions, made ready at the first: most runs ask none."""

    def __init__(
        self, world: World, answers: Mapping[str, str] | None, screen: Screen | None
    ) -> None:
        self._world, self._answers, self._screen = world, answers, screen
        self._made: Prompter | None = None

    def choose(
        self, name: str, question: str, choices: Choices, *, free: Check | None = None
    ) -> str:
        """The key of the chosen one, or what was typed where ``free`` accepts it."""
        return self._prompter().choose(name, question, choices, free=free)

    def ask(
        self, name: str, question: str, *, default: str = "", check: Check | None = None
    ) -> str:
        """A line of text."""
        return self._prompter().ask(name, question, default=default, check=check)

    def _prompter(self) -> Prompter:
        if self._made is None:
            self._made = _prompter(self._world, self._answers, self._screen)
        return self._made


def _prompter(world: World, answers: Mapping[str, str] | None, screen: Screen | None) -> Prompter:
    from sferum_cli.prompt import AnswerPrompter, LinePrompter  # most runs ask nothing

    person: Prompter | None = None
    world.asked = world.can_ask
    if screen and (world.width or 0) >= NARROW:
        from sferum_cli.prompt.lists import ListPrompter  # heavy: only who moves in a list needs it

        person = ListPrompter(world.stdout, clean=clean, width=world.width or 80, screen=screen)
    elif world.can_ask:
        person = LinePrompter(world.stdin, world.stdout, clean=spoken, width=world.width)
    return AnswerPrompter(answers or {}, person) if person is None or answers else person


def named_file(world: World, name: str) -> Path:
    """The file that a word on the command line means. Raises BadUsage for what names no file."""
    try:
        os.fsencode(name)
        file = Path(name).expanduser()
    except (ValueError, RuntimeError) as error:  # half a character; ~somebody who is not here
        raise BadUsage("error.file_name", given=name[:40]) from error
    if "\0" in name or len(name) > LONGEST_NAME:
        raise BadUsage("error.file_name", given=name[:40])
    return (world.folder_now() / file).absolute()
