"""Asking the person: choices and words, with lists to move in or as numbered lines.

A question never times out and never holds a lock. What was typed before it stands there is no
answer to it: a key held down and lines that were pasted answer nothing further.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from typing import Protocol, TextIO

from sferum_cli.console import forget_typed
from sferum_cli.errors import BadUsage, Interrupted, NeedsAnswer, no_such_choice
from sferum_cli.prompt.words import Choices, fitting_choices, match_choice
from sferum_cli.text import t

Clean = Callable[[str], str]
"""Makes other people's words harmless for the terminal."""

Check = Callable[[str], str | None]
"""Gives the sentence that says what is wrong with an answer, or None when it is right."""


class Prompter(Protocol):
    """Somebody who can be asked."""

    def choose(
        self, name: str, question: str, choices: Choices, *, free: Check | None = None
    ) -> str:
        """The key of the chosen one; the first is the normal way forward.

        ``name`` is the question's own name, under which an answers file answers it. Words that are
        none of the answers are given back as they were typed where ``free`` accepts them.
        """

    def ask(
        self, name: str, question: str, *, default: str = "", check: Check | None = None
    ) -> str:
        """A line of text that ``check`` accepts, stripped."""


def wrong_with(given: str, free: Check | None, unfit: str) -> str | None:
    """What is wrong with ``given``, which is none of the answers: ``unfit`` where nothing is free.

    A number is always meant for the place of an answer.
    """
    return free(given) if free and not given.isdecimal() else unfit


def _unfit(given: str, choices: Choices) -> str:
    """Why ``given`` is no answer: it fits none of them, or more than one."""
    fitting = [] if given.isdecimal() else fitting_choices(given, choices)
    if len(fitting) > 1:
        several = ", ".join(f"{place + 1}. {choices[place][1]}" for place in fitting)
        return t("prompt.fits_several", given=given, answers=several)
    return t("prompt.no_such_choice", given=given, last=len(choices))


class LinePrompter:
    """Numbered choices on plain lines, for screen readers and simple terminals.

    Each question names its default: who listens cannot look back for it.
    """

    def __init__(
        self, stdin: TextIO, stdout: TextIO, *, clean: Clean, width: int | None = None
    ) -> None:
        self._stdin, self._stdout, self._clean, self._width = stdin, stdout, clean, width
        self._knows = False  # how to answer is told once

    def choose(
        self, name: str, question: str, choices: Choices, *, free: Check | None = None
    ) -> str:
        """Show the numbered choices and take a number or the words of one of them."""
        forget_typed(self._stdin)
        self._stdout.write("\n")
        if question:
            self._say(question)
        for number, (_, label) in enumerate(choices, start=1):
            default = f" ({t('prompt.default')})" if number == 1 else ""
            self._say(f"{number}. {label}{default}", indent="   ")
        while True:
            given = self._read(t("prompt.answer" if self._knows else "prompt.number_or_word"))
            self._knows = True
            if not given:
                return choices[0][0]
            if (found := match_choice(given, choices)) is not None:
                return found  # the code of a choice may be empty
            problem = wrong_with(given, free, _unfit(given, choices))
            if problem is None:
                return given
            self._say(problem)

    def ask(
        self, name: str, question: str, *, default: str = "", check: Check | None = None
    ) -> str:
        """Ask until the answer is right; an empty line takes the default."""
        forget_typed(self._stdin)
        hint = f" ({t('prompt.enter_for', default=default)})" if default else ""
        end = "" if question.endswith("?") and not hint else ":"
        while True:
            given = self._read(f"{question}{hint}{end}") or default
            if problem := check(given) if check else None:
                self._say(problem)
                continue
            return given

    def _say(self, text: str, indent: str = "") -> None:
        lines = [text := self._clean(text)]
        if self._width:
            lines = textwrap.wrap(
                text, self._width, subsequent_indent=indent, break_on_hyphens=False
            )
        self._stdout.write("\n".join(lines) + "\n")

    def _read(self, question: str) -> str:
        asked = self._clean(question)
        lines = textwrap.wrap(asked, self._width, break_on_hyphens=False) if self._width else []
        self._stdout.write("\n".join(lines or [asked]) + " ")
        self._stdout.flush()
        try:
            line = self._stdin.readline()
        except UnicodeDecodeError:
            return "?"
        except KeyboardInterrupt:
            line = ""
        if not line:
            self._stdout.write("\n")
            raise Interrupted("error.interrupted")
        return line.strip()


class AnswerPrompter:
    """Answers from a file; asks the person, if there is one, for what the file leaves out."""

    def __init__(self, answers: Mapping[str, str], person: Prompter | None) -> None:
        self._answers, self._person = answers, person

    def choose(
        self, name: str, question: str, choices: Choices, *, free: Check | None = None
    ) -> str:
        """The answer under ``name``. Raises BadUsage for one that is no choice, NeedsAnswer."""
        keys = [key for key, _ in choices]
        if (given := self._answers.get(name)) is not None:
            if given not in keys:
                raise no_such_choice(name, given, keys)
            return given
        if self._person:
            return self._person.choose(name, question, choices, free=free)
        if name == "start" and self._answers:
            return keys[0]
        raise NeedsAnswer("error.answer_needed", name=name, known=tuple(keys))

    def ask(
        self, name: str, question: str, *, default: str = "", check: Check | None = None
    ) -> str:
        """The answer under ``name``. Raises BadUsage for one that is wrong, NeedsAnswer."""
        if (given := self._answers.get(name)) is not None:
            if problem := check(given) if check else None:
                raise BadUsage("error.answer_wrong", name=name, problem=problem)
            return given
        if self._person:
            return self._person.ask(name, question, default=default, check=check)
        raise NeedsAnswer("error.answer_needed", name=name, known=())
