"""The near name: right before a beginning, a beginning before a slip, and never a wrong number."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.core.near import LONGEST, nearest

COMMANDS = {"unlink": ("leave", "отвязать"), "undo": (), "status": (), "start": ("начать",)}
REQUESTS = {"school-1": (), "school-12": (), "delete-2": ()}
WORDS = [word for name, words in COMMANDS.items() for word in (name, *words)]


@given(st.sampled_from(WORDS), st.sampled_from(["{}", " {}. ", "«{}»".strip("«»"), '"{}"']))
def test_a_word_that_is_right_is_its_name_however_it_is_dressed(word: str, dress: str) -> None:
    name = nearest([dress.format(word.upper())], COMMANDS)
    assert word in (name, *COMMANDS[name])


@over(
    [
        ("stat", "status"), ("unl", "unlink"), ("sta", "start"), ("un", ""), ("statsu", "status"),
        ("laeve", "unlink"), ("undp", "undo"), ("отвязат", "unlink"), ("xyzzy", ""), ("", ""),
    ]
)  # fmt: skip
def test_a_beginning_counts_where_it_is_of_one_name_and_a_slip_where_it_is_small(
    said: str, meant: str
) -> None:
    assert nearest([said], COMMANDS) == meant


def test_what_is_right_in_a_later_spelling_wins_over_what_is_near_in_an_earlier() -> None:
    assert nearest(["stat", "undo"], COMMANDS) == "undo"
    assert nearest(["stat", "undp"], COMMANDS) == "status"


def test_a_digit_is_never_a_slip() -> None:
    assert nearest(["school-3"], REQUESTS) == ""
    assert nearest(["shcool-12"], REQUESTS) == "school-12"
    assert nearest(["2"], REQUESTS) == "delete-2"
    assert nearest(["1"], {"school-1": (), "delete-1": ()}) == ""


def test_a_word_is_the_one_whose_name_came_first() -> None:
    assert nearest(["leave"], {"one": ("leave",), "two": ("leave",)}) == "one"


def test_what_is_long_is_no_slip_of_a_name() -> None:
    name = "a" * LONGEST
    assert nearest([name], {name: ()}) == name
    assert nearest([name + "a"], {name + "a": ()}) == ""


@given(st.text(max_size=80))
def test_whatever_is_typed_the_near_name_is_a_known_one_or_none(said: str) -> None:
    assert nearest([said], COMMANDS | REQUESTS) in ("", *COMMANDS, *REQUESTS)


@over(["-o", "--o", "-ou", "--", "---", "--person"])
def test_dashes_are_no_letters_that_make_an_option_near(said: str) -> None:
    assert nearest([said, f"--{said.lstrip('-')}"], {"--json": (), "--output": ()}) == ""
    assert nearest(["--jsn"], {"--json": (), "--output": ()}) == "--json"
