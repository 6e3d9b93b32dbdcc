"""Answers to move among, with arrow keys, digits and words; the only owner of questionary."""

from __future__ import annotations

import sys
import textwrap
from typing import Protocol, TextIO

import questionary
from prompt_toolkit.application import Application, get_app
from prompt_toolkit.formatted_text import OneStyleAndTextTuple
from prompt_toolkit.input.typeahead import clear_typeahead
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.layout import FormattedTextControl, Layout, Window
from prompt_toolkit.output import Output, create_output

from sferum_cli.console import forget_typed
from sferum_cli.errors import Interrupted
from sferum_cli.prompt import Check, Clean, wrong_with
from sferum_cli.prompt.words import Choices, fitting_choices, match_choice
from sferum_cli.text import t

STYLE = questionary.Style(
    [("qmark", "fg:#00875f bold"), ("question", "bold"), ("chosen", "fg:#00875f bold"),
     ("answer", "fg:#00875f"), ("problem", "fg:#af5f00")]
)  # fmt: skip
POINTER, BESIDE = "  \u203a ", "    "
LEAST = 6  # rows that a question gets whatever stands above it
LONGEST = 40  # characters that are typed to find an answer
Line = OneStyleAndTextTuple  # (style, text)


class Room(Protocol):
    """The terminal that a question needs rows of, below what it is about."""

    def make_room(self, rows: int) -> int:
        """Make room for ``rows`` rows; gives how many there are."""

    def answered(self, rows: int) -> None:
        """Say that ``rows`` rows stay of a question and its answer."""


class ListPrompter:
    """Answers to move among with the arrow keys; a digit or a word goes to the one it means.

    ``width`` is in columns.
    """

    def __init__(self, stdout: TextIO, *, clean: Clean, width: int, screen: Room) -> None:
        self._output, self._clean = create_output(stdout), clean
        self._width, self._screen = width, screen
        self._knows = False  # how to answer is told once
        # Whether there is room below is told by no question to the terminal: some never answer.
        if hasattr(self._output, "enable_cpr"):
            self._output.enable_cpr = False

    def choose(
        self, name: str, question: str, choices: Choices, *, free: Check | None = None
    ) -> str:
        """Let the person move in the list; Ctrl-C leaves."""
        cleaned = [(key, self._clean(label)) for key, label in choices]
        hint = "" if self._knows else t("prompt.keys")
        self._knows = True
        menu = Menu(self._clean(question), cleaned, self._width, hint, free)
        menu.room = max(LEAST, self._screen.make_room(menu.rows()))
        chosen = self._answer(questionary.Question(menu.application(self._output)))
        self._screen.answered(menu.rows_when_answered())
        return chosen

    def ask(
        self, name: str, question: str, *, default: str = "", check: Check | None = None
    ) -> str:
        """Ask for a line until it is right; what was refused is not there any more."""
        lines = textwrap.wrap(f"? {self._clean(question)}", self._width - 1)
        rows = len(lines) + 1
        self._screen.make_room(rows)
        while True:
            asked = questionary.text(
                "\n".join(lines)[2:], self._clean(default), style=STYLE,
                output=self._output, key_bindings=_one_line(),
            )  # fmt: skip
            given = self._answer(asked).strip()
            self._screen.answered(rows)
            if not (problem := check(given) if check else None):
                return given
            said = textwrap.wrap(self._clean(problem), self._width - 2)
            self._output.write("".join(f"  {line}\n" for line in said))
            self._output.flush()
            self._screen.answered(len(said))

    @staticmethod
    def _answer(asked: questionary.Question) -> str:
        forget_typed(sys.stdin)
        clear_typeahead(asked.application.input)
        try:
            return str(asked.unsafe_ask())
        except (EOFError, KeyboardInterrupt) as error:
            raise Interrupted("error.interrupted") from error


class Menu:
    """One question with its answers: where the pointer is, and what was typed to find one.

    It takes at most ``room`` rows of ``width`` columns: a longer list moves within them.
    """

    def __init__(
        self, question: str, choices: Choices, width: int, hint: str = "", free: Check | None = None
    ) -> None:
        self._question, self._choices, self._width, self._hint = question, choices, width, hint
        within = width - len(BESIDE)
        self._wrapped = [textwrap.wrap(label, within) or [""] for _, label in choices]
        self._free, self._given = free, ""  # what was typed and is an answer of its own
        self.room = LEAST
        self._typed, self._at, self._refused = "", 0, ""
        self._left = False

    def application(self, output: Output) -> Application[str]:
        """The question as it is asked; its result is the key of the answer."""
        control = FormattedTextControl(self.fragments, focusable=True, show_cursor=False)
        layout = Layout(Window(control, always_hide_cursor=True, dont_extend_height=True))
        return Application(layout, key_bindings=self._keys(), style=STYLE, output=output)

    def fragments(self) -> list[Line]:
        """What stands on the screen now, as styled text."""
        if get_app().is_done:
            return self._asked("" if self._left else f" {self._given or self._label(self._at)}")
        head = self._asked(f" {self._typed or self._hint}")
        if self._refused:
            wrapped = textwrap.wrap(self._refused, self._width - 2)
            head += [("class:problem", f"\n  {line}") for line in wrapped]
        return head + self._list(self.room - _breaks(head) - 1)

    def rows(self) -> int:
        """How many rows the question takes with all its answers in sight."""
        answers = sum(map(len, self._wrapped))
        asked = self._asked(f" {self._hint}")
        return answers + 1 + _breaks(asked)

    def rows_when_answered(self) -> int:
        """How many rows stay of the question with its answer."""
        return 1 + _breaks(self._asked(f" {self._given or self._label(self._at)}"))

    def _asked(self, beside: str) -> list[Line]:
        """The question, and after it what was answered or how to answer."""
        lines = textwrap.wrap(f"? {self._question}{beside}", self._width, subsequent_indent="  ")
        rest = len(f"? {self._question}")
        parts: list[Line] = []
        for n, line in enumerate(lines):
            bold, plain = line[: max(0, rest)], line[max(0, rest) :]
            parts += [("", "\n")] if n else []
            parts += [("class:question", bold), ("class:answer", plain)]
            rest += 1 - len(line)
        return parts

    def _list(self, rows: int) -> list[Line]:
        """The answers that fit what was typed, those around the pointer where rows are few."""
        places = self._places()
        lines: list[tuple[int, Line]] = []
        for place in places:
            style = "class:chosen" if place == self._at else ""
            for n, line in enumerate(self._wrapped[place]):
                mark = POINTER if place == self._at and not n else BESIDE
                lines.append((place, (style, f"\n{mark}{line}")))
        if len(lines) > rows:
            lines = self._around(lines, rows)
        return [line for _, line in lines]

    def _around(self, lines: list[tuple[int, Line]], rows: int) -> list[tuple[int, Line]]:
        """As many of ``lines`` as fit around the pointer; dots say where there are more."""
        first = next(n for n, (place, _) in enumerate(lines) if place == self._at)
        start = max(0, min(first - (rows - 2) // 2, len(lines) - rows))
        part = lines[start : start + rows]
        if start:
            part[0] = (-1, ("", f"\n{BESIDE}..."))
        if start + rows < len(lines):
            part[-1] = (-1, ("", f"\n{BESIDE}..."))
        return part

    def _label(self, place: int) -> str:
        return self._choices[place][1]

    def _places(self) -> list[int]:
        """The answers in sight: all, or those that what was typed may mean."""
        every = list(range(len(self._choices)))
        if self._typed.isdecimal():
            return every
        return fitting_choices(self._typed, self._choices) or every

    def _write(self, typed: str) -> None:
        """What was typed so far; the pointer goes to what it means."""
        self._typed, self._refused = typed, ""
        if typed:
            meant = match_choice(typed, self._choices)
            keys = [key for key, _ in self._choices]
            places = fitting_choices(typed, self._choices)
            if meant is not None:
                self._at = keys.index(meant)
            elif places:
                self._at = places[0]

    def _move(self, by: int) -> None:
        places = self._places()
        here = places.index(self._at) if self._at in places else 0
        self._at = places[(here + by) % len(places)]
        self._refused = ""
        if self._typed.isdecimal():
            self._typed = ""

    def _keys(self) -> KeyBindings:
        keys = KeyBindings()

        @keys.add(Keys.Up)
        def _up(_: KeyPressEvent) -> None:
            self._move(-1)

        @keys.add(Keys.Down)
        def _down(_: KeyPressEvent) -> None:
            self._move(1)

        @keys.add(Keys.ControlH)
        def _shorter(_: KeyPressEvent) -> None:
            self._write(self._typed[:-1])

        @keys.add(Keys.Escape)
        def _clear(_: KeyPressEvent) -> None:
            self._write("")

        @keys.add(Keys.ControlC)
        @keys.add(Keys.ControlD)
        def _leave(event: KeyPressEvent) -> None:
            self._left = True
            event.app.exit(exception=KeyboardInterrupt())

        @keys.add(Keys.Enter)
        def _take(event: KeyPressEvent) -> None:
            if self._typed and not fitting_choices(self._typed, self._choices):
                problem = wrong_with(self._typed, self._free, t("prompt.none_fits"))
                if problem is None:
                    self._given = self._typed
                    event.app.exit(result=self._given)
                    return
                self._typed, self._refused = "", problem
                return
            event.app.exit(result=self._choices[self._at][0])

        @keys.add(Keys.BracketedPaste)
        def _paste(event: KeyPressEvent) -> None:
            first = " ".join(event.data.strip().split("\n", 1)[0].split())
            self._write(f"{self._typed}{first}"[:LONGEST])

        @keys.add(Keys.Any)
        def _type(event: KeyPressEvent) -> None:
            if event.data.isprintable():
                self._write(f"{self._typed}{event.data}"[:LONGEST])

        return keys


def _breaks(lines: list[Line]) -> int:
    return sum(line[1].count("\n") for line in lines)


def _one_line() -> KeyBindings:
    """Whatever is pasted into a line stays one line, and is looked at before it is sent."""
    keys = KeyBindings()

    @keys.add(Keys.BracketedPaste)
    def _paste(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text(" ".join(event.data.split()))

    return keys
