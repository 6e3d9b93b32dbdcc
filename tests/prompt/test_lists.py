"""Lists to move in, drawn for real: arrows, digits, words, pasted lines, keys held down."""

from __future__ import annotations

import asyncio
import io
import os
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
import questionary
from prompt_toolkit.application import DummyApplication, create_app_session
from prompt_toolkit.application.current import set_app
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.key_binding.key_processor import KeyPress
from prompt_toolkit.keys import Keys
from prompt_toolkit.output import DummyOutput

from sferum_cli.errors import Interrupted
from sferum_cli.prompt.lists import Line, ListPrompter, Menu
from sferum_cli.text import en, ru, use

CHOICES = [
    ("done", "Готово"),
    ("open", "Открыть"),
    ("trouble", "Не получается"),
    ("pause", "Пауза"),
]
UP, DOWN, ENTER, ESCAPE, ERASE = "\x1b[A", "\x1b[B", "\r", "\x1b", "\x7f"
PASTE = "\x1b[200~{}\x1b[201~"


NOBODY_ASKS = DummyApplication()


@pytest.fixture(autouse=True)
def drawn_while_nobody_asks() -> Iterator[None]:
    """The library makes an application with all its keys each time it is asked for one in vain."""
    with set_app(NOBODY_ASKS):
        yield


@pytest.fixture
def keys() -> Iterator[PipeInput]:
    with (
        create_pipe_input() as typed,
        create_app_session(input=typed, output=DummyOutput()),
        set_app(NOBODY_ASKS),
    ):
        yield typed


def choose(keys: PipeInput, typed: str) -> str:
    """The answer that ``typed`` gives once the question stands there."""
    menu = Menu("Получилось?", CHOICES, 80).application(DummyOutput())
    keys.send_text(typed)
    return menu.run()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (ENTER, "done"),
        (DOWN + ENTER, "open"),
        (UP + ENTER, "pause"),
        (DOWN * 4 + ENTER, "done"),
        ("3" + ENTER, "trouble"),
        ("3" + DOWN + ENTER, "pause"),
        ("не вышло" + ENTER, "trouble"),
        ("нет" + ENTER, "trouble"),
        ("п" + ERASE + ENTER, "pause"),
        ("чепуха" + ENTER + "2" + ENTER, "open"),
        (PASTE.format("2\n1\n1\n") + ENTER, "open"),
        (PASTE.format("привет\r\nмама\r\n") + ENTER + "пауза" + ENTER, "pause"),
    ],
)
def test_the_answer_is_the_one_that_was_gone_to(keys: PipeInput, typed: str, meant: str) -> None:
    assert choose(keys, typed) == meant


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_words_of_ones_own_are_an_answer_where_they_are_welcome(keys: PipeInput, lang: str) -> None:
    use(lang)
    seen: list[str] = []

    def free(given: str) -> str | None:
        seen.append(given)
        return None if "ноября" in given else "Это не день"

    menu = Menu("Когда?", CHOICES, 80, free=free)
    keys.send_text("чепуха" + ENTER + "99" + ENTER + "24 ноября" + ENTER)
    assert menu.application(DummyOutput()).run() == "24 ноября"
    assert seen == ["чепуха", "24 ноября"], "a number is the place of an answer"
    assert menu.rows_when_answered() == 1
    use("ru")


def test_a_paste_alone_answers_nothing(keys: PipeInput) -> None:
    with pytest.raises(KeyboardInterrupt):
        choose(keys, PASTE.format("1\n1\n") + "\x03")


class Anywhere:
    """A terminal with room for every question."""

    def make_room(self, rows: int) -> int:
        return max(rows, 24)

    def answered(self, rows: int) -> None:
        pass


@pytest.fixture
def person(keys: PipeInput, monkeypatch: pytest.MonkeyPatch) -> ListPrompter:
    """Somebody at a terminal whose typing is ``keys``."""
    if os.name == "nt":  # there it draws on a console alone, and tests have none
        monkeypatch.setattr("sferum_cli.prompt.lists.create_output", lambda _: DummyOutput())
    return ListPrompter(io.StringIO(), clean=str, width=80, screen=Anywhere())


def test_keys_after_an_answer_answer_no_further_question(
    keys: PipeInput, person: ListPrompter, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys.send_text(DOWN + ENTER * 5)
    assert person.choose("steps", "Получилось?", CHOICES) == "open"
    shown: list[str] = []
    monkeypatch.setattr("sferum_cli.prompt.lists.forget_typed", shown.append)
    keys.send_text("3" + ENTER)
    assert person.choose("steps", "Получилось?", CHOICES) == "trouble", "not by the Enters before"
    assert shown, "and what waits in the terminal itself is dropped, too"


def test_a_refused_line_is_gone_and_the_next_is_taken_as_it_is(
    keys: PipeInput, person: ListPrompter
) -> None:
    refused = []

    def check(said: str) -> str | None:
        if said[:1] == "8":
            return None
        refused.append(said)
        keys.send_text("8 912 345-67-89" + ENTER)
        return "Это не телефон."

    keys.send_text("ул. Ленина" + ENTER)
    assert person.ask("phone", "Телефон", check=check) == "8 912 345-67-89"
    assert refused == ["ул. Ленина"]


def test_pasted_lines_become_one_line_that_is_not_sent(
    keys: PipeInput, person: ListPrompter
) -> None:
    keys.send_text(PASTE.format("г. Рязань,\r\n ул. Ленина,\n  д. 1\n") + ENTER)
    assert person.ask("address", "Адрес") == "г. Рязань, ул. Ленина, д. 1"


def test_a_question_breaks_between_its_words(
    keys: PipeInput, person: ListPrompter, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    text = questionary.text

    def seen(words: str, *more: Any, **others: Any) -> questionary.Question:
        drawn.append(f"? {words}")
        return text(words, *more, **others)

    monkeypatch.setattr(person, "_width", 40)
    monkeypatch.setattr(questionary, "text", seen)
    keys.send_text(ENTER)
    question = "Что ещё важно для жалобы, одним предложением (или Enter)"
    person.ask("matter", question)
    assert drawn[0].split() == ["?", *question.split()]
    assert all(len(line) <= 40 for line in drawn[0].split("\n"))


def test_an_empty_line_is_the_default(keys: PipeInput, person: ListPrompter) -> None:
    keys.send_text(ENTER)
    assert person.ask("kind", "Какая", default="такая") == "такая"


@pytest.mark.parametrize(("key", "beside"), [(ENTER, "Готово"), ("\x03", ""), ("\x04", "")])
def test_a_question_that_was_left_shows_no_answer(
    keys: PipeInput, monkeypatch: pytest.MonkeyPatch, key: str, beside: str
) -> None:
    menu = Menu("Получилось?", CHOICES, 80, 20)
    drawn: list[str] = []
    fragments = menu.fragments

    def kept() -> list[Line]:
        lines = fragments()
        drawn.append("".join(line[1] for line in lines))
        return lines

    monkeypatch.setattr(menu, "fragments", kept)
    keys.send_text(key)
    with suppress(KeyboardInterrupt):
        menu.application(DummyOutput()).run()
    assert drawn[-1] == f"? Получилось? {beside}".strip()


@pytest.mark.parametrize("key", ["\x03", "\x04"])
def test_leaving_says_so(keys: PipeInput, person: ListPrompter, key: str) -> None:
    keys.send_text(key)
    with pytest.raises(Interrupted):
        person.choose("steps", "Получилось?", CHOICES)
    keys.send_text(key)
    with pytest.raises(Interrupted):
        person.ask("name", "Имя")


def test_a_long_list_stays_within_its_rows_and_shows_the_pointer() -> None:
    menu = Menu("Что отвязать?", [(str(n), f"путь {n}") for n in range(30)], 40)
    menu.room = 10
    for at in range(30):
        menu._at = at
        text = "".join(part for _, part in menu.fragments())
        assert len(text.split("\n")) <= 10
        assert f"\u203a путь {at}" in text


@pytest.mark.parametrize("lang", ["ru", "en"])
def test_words_that_fit_no_answer_are_refused_until_others_are_typed(
    keys: PipeInput, lang: str
) -> None:
    use(lang)
    refusal = {"ru": ru, "en": en}[lang].TEXT["prompt.none_fits"]
    menu = Menu("Получилось?", CHOICES, 80, 20)
    processor = menu.application(DummyOutput()).key_processor

    async def refused_after(*pressed: str) -> bool:
        processor.feed_multiple([KeyPress(key) for key in pressed])
        processor.process_keys()
        return refusal in " ".join("".join(part for _, part in menu.fragments()).split())

    assert not asyncio.run(refused_after(*"чепуха"))
    assert asyncio.run(refused_after(Keys.Enter))
    assert not asyncio.run(refused_after("2"))
    assert not asyncio.run(refused_after(Keys.ControlH, *"чепуха"))
    assert asyncio.run(refused_after(Keys.Enter))
    assert not asyncio.run(refused_after(Keys.Down))
