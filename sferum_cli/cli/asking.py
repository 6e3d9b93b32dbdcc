"""The session of a run: who is asked, and how pages are shown."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_cli.cli.output import show, write
from sferum_cli.errors import BadUsage, NeedsAnswer, no_such_choice
from sferum_cli.flows.inputs import answers_in
from sferum_cli.flows.session import Session

if TYPE_CHECKING:
    from sferum_cli.prompt import Prompter
    from sferum_cli.render.blocks import Block
    from sferum_cli.world import World

LONGEST_NAME = 4000  # characters; some systems refuse a longer path in a way of their own
NARROW = 60  # columns below which a list to move in would cut its choices off


class AnswerPrompter:
    """Answers from a file; asks the person, if there is one, for what the file leaves out."""

    def __init__(self, answers: Mapping[str, str], person: Prompter | None) -> None:
        self._answers, self._person = answers, person

    def choose(self, name: str, question: str, choices: Sequence[tuple[str, str]]) -> str:
        """The answer under ``name``. Raises BadUsage for one that is no choice, NeedsAnswer."""
        keys = [key for key, _ in choices]
        if (given := self._answers.get(name)) is not None:
            if given not in keys:
                raise no_such_choice(name, given, keys)
            return given
        if self._person:
            return self._person.choose(name, question, choices)
        if name == "start" and self._answers:
            return keys[0]
        raise NeedsAnswer("error.answer_needed", name=name, known=tuple(keys))

    def ask(
        self,
        name: str,
        question: str,
        *,
        default: str = "",
        check: Callable[[str], str | None] | None = None,
    ) -> str:
        """The answer under ``name``. Raises BadUsage for one that is wrong, NeedsAnswer."""
        if (given := self._answers.get(name)) is not None:
            if problem := check(given) if check else None:
                raise BadUsage("error.answer_wrong", name=name, problem=problem)
            return given
        if self._person:
            return self._person.ask(name, question, default=default, check=check)
        raise NeedsAnswer("error.answer_needed", name=name, known=())


def session_of(world: World, answers: str | None, *, silent: bool = False) -> Session:
    """The session of this run; ``answers`` is the name of an answers file."""
    person = _person(world) if world.can_ask else None
    prompter: Prompter = person or AnswerPrompter({}, None)
    if answers:
        prompter = AnswerPrompter(answers_in(file_of(world, answers)), person)

    def show_page(blocks: Sequence[Block]) -> None:
        if not silent:
            write(world, "\n" if world.can_ask else "")
            show(world, blocks)

    return Session(
        world.folder, world.now, prompter, show_page, world.browser,
        can_draw=world.rich_screen, asks=world.can_ask and not answers,
    )  # fmt: skip


def _person(world: World) -> Prompter:
    from sferum_cli.prompt import LinePrompter, ListPrompter
    from sferum_cli.render.clean import clean
    from sferum_cli.render.plain import spoken

    if world.rich_screen and (world.width or 0) >= NARROW:
        return ListPrompter(world.stdout, clean=clean)
    return LinePrompter(world.stdin, world.stdout, clean=spoken, width=world.width)


def file_of(world: World, name: str) -> Path:
    """The file that a word on the command line means. Raises BadUsage for what names no file."""
    try:
        os.fsencode(name)
        file = Path(name).expanduser()
    except (ValueError, RuntimeError) as error:  # half a character; ~somebody who is not here
        raise BadUsage("error.file_name", given=name[:40]) from error
    if "\0" in name or len(name) > LONGEST_NAME:
        raise BadUsage("error.file_name", given=name[:40])
    return (world.folder_now() / file).absolute()
