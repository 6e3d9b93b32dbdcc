"""Asking the person: choices and words, with lists to move in or as numbered lines.

The only owner of questionary. A question never times out and never holds a lock.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol, TextIO

from sferum_cli.errors import BadUsage, Interrupted, NeedsAnswer, no_such_choice
from sferum_cli.text import t

_STYLE = [
    ("qmark", "fg:#00875f bold"),
    ("question", "bold"),
    ("pointer", "fg:#00875f bold"),
    ("highlighted", "fg:#00875f bold"),
    ("selected", ""),
    ("answer", "fg:#00875f"),
    ("instruction", "fg:#767676"),
]


Choices = Sequence[tuple[str, str]]
"""What may be chosen: (the key that the program gets, the words that the person reads)."""

Clean = Callable[[str], str]
"""Makes other people's words harmless for the terminal."""

Check = Callable[[str], str | None]
"""Gives the sentence that says what is wrong with an answer, or None when it is right."""


class Prompter(Protocol):
    """Somebody who can be asked."""

    def choose(self, name: str, question: str, choices: Choices) -> str:
        """The key of the chosen one; the first is the normal way forward.

        ``name`` is the question's own name, under which an answers file answers it.
        """

    def ask(
        self, name: str, question: str, *, default: str = "", check: Check | None = None
    ) -> str:
        """A line of text that ``check`` accepts, stripped."""


class LinePrompter:
    """Numbered choices on plain lines, for screen readers and simple terminals."""

    def __init__(
        self, stdin: TextIO, stdout: TextIO, *, clean: Clean, width: int | None = None
    ) -> None:
        self._stdin, self._stdout, self._clean, self._width = stdin, stdout, clean, width

    def choose(self, name: str, question: str, choices: Choices) -> str:
        """Show the numbered choices and take a number or the words of one of them."""
        self._stdout.write("\n")
        self._say(question)
        for number, (_, label) in enumerate(choices, start=1):
            default = f" ({t('prompt.default')})" if number == 1 else ""
            self._say(f"{number}. {label}{default}", indent="   ")
        while True:
            given = self._read(t("prompt.number_or_word"))
            if not given:
                return choices[0][0]
            if found := match_choice(given, choices):
                return found
            self._say(t("prompt.no_such_choice", given=given, last=len(choices)))

    def ask(
        self,
        name: str,
        question: str,
        *,
        default: str = "",
        check: Check | None = None,
    ) -> str:
        """Ask until the answer is right; an empty line takes the default."""
        hint = f" ({t('prompt.enter_for', default=default)})" if default else ""
        while True:
            given = self._read(f"{question}{hint}:") or default
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
        self._stdout.write(f"{self._clean(question)} ")
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


class ListPrompter:
    """Choices to move in with the arrow keys, drawn by questionary."""

    def __init__(self, stdout: TextIO, *, clean: Clean) -> None:
        import questionary  # heavy: only who moves in a list needs it
        from prompt_toolkit.output import create_output  # comes with it

        self._library, self._style = questionary, questionary.Style(_STYLE)
        self._output, self._clean = create_output(stdout), clean

    def choose(self, name: str, question: str, choices: Choices) -> str:
        """Let the person move in the list; Ctrl-C leaves."""
        choice = self._library.Choice
        options = [choice(title=self._clean(label), value=key) for key, label in choices]
        prompt = self._library.select(
            self._clean(question), options, qmark="?", pointer=" ›", style=self._style,
            instruction=t("prompt.arrows"), output=self._output,
        )  # fmt: skip
        return str(self._run(prompt))

    def ask(
        self,
        name: str,
        question: str,
        *,
        default: str = "",
        check: Check | None = None,
    ) -> str:
        """Ask for a line; an answer that is not right is told so below it."""

        def right(given: str) -> bool | str:
            problem = check(given.strip()) if check else None
            return self._clean(problem) if problem else True

        prompt = self._library.text(
            self._clean(question),
            default=self._clean(default),
            qmark="?",
            style=self._style,
            validate=right,
            output=self._output,
        )
        return str(self._run(prompt)).strip()

    @staticmethod
    def _run(prompt: Any) -> Any:
        try:
            return prompt.unsafe_ask()
        except (EOFError, KeyboardInterrupt) as error:
            raise Interrupted("error.interrupted") from error


class AnswerPrompter:
    """Answers from a file; asks the person, if there is one, for what the file leaves out."""

    def __init__(self, answers: Mapping[str, str], person: Prompter | None) -> None:
        self._answers, self._person = answers, person

    def choose(self, name: str, question: str, choices: Choices) -> str:
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
        check: Check | None = None,
    ) -> str:
        """The answer under ``name``. Raises BadUsage for one that is wrong, NeedsAnswer."""
        if (given := self._answers.get(name)) is not None:
            if problem := check(given) if check else None:
                raise BadUsage("error.answer_wrong", name=name, problem=problem)
            return given
        if self._person:
            return self._person.ask(name, question, default=default, check=check)
        raise NeedsAnswer("error.answer_needed", name=name, known=())


def match_choice(given: str, choices: Choices) -> str | None:
    """The key meant by a number, by the words or by the only choice that begins with them."""
    if given.isdecimal():
        number = int(given) if len(given) < 5 else 0
        return choices[number - 1][0] if 1 <= number <= len(choices) else None
    wanted = _plain(given)
    for key, label in choices:
        if wanted in (_plain(label), key):
            return key
    begins = [key for key, label in choices if wanted and _plain(label).startswith(wanted)]
    return begins[0] if len(begins) == 1 else None


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("\u0451", "\u0435").split()).strip(' .:«»"')
