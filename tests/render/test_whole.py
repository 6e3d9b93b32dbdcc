"""A command stays in one piece wherever a line breaks, and nothing of the text is lost."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.render.whole import COMMAND, wrapped

COMMANDS = (
    "sferum due", "sferum letter school-parent --request school-1", "sferum people add маша",
    "sferum log school-1 sent --date 26.11.2026 --channel in_person",
    'sferum log school-1 note --note "кто-то звонил"', "sferum log ID --person маша", "sferum",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(("слово", "и", "(см.", "длинное-слово-с-дефисами", *COMMANDS)))


@given(TEXTS, st.integers(20, 90), st.sampled_from(("", "- ", "12. ")))
def test_a_text_of_words_and_commands_is_broken_between_them(
    words: list[str], width: int, mark: str
) -> None:
    text = " ".join(words)
    lines = wrapped(text, width, mark, " " * len(mark))
    assert " ".join(" ".join(lines).split()) == f"{mark}{text}".strip() or not text
    for found in re.finditer(COMMAND, text):
        assert any(found[0] in line for line in lines), found[0]
    assert all(len(line) <= width for line in lines if "sferum" not in line and "-" not in line)


@over(
    [
        ("Начать: sferum start --person маша. Заново:", "sferum start --person маша."),
        ("см. (sferum why school-1) и", "(sferum why school-1)"),
        ("Наберите sferum log school-1 и запишите", "sferum log school-1"),
        ("адрес sferum.ru и дальше", ""), ("программа sferum: не так", ""),
    ]
)  # fmt: skip
def test_a_command_ends_where_its_words_do(text: str, command: str) -> None:
    assert [found[0] for found in re.finditer(COMMAND, text)] == ([command] if command else [])


def test_of_two_commands_in_a_row_each_is_a_piece_of_its_own() -> None:
    text = "sferum unlink vk-access --role teacher, sferum unlink max-school --role teacher"
    assert wrapped(text, 80, "   ", "   ") == [
        "   sferum unlink vk-access --role teacher,",
        "   sferum unlink max-school --role teacher",
    ]
