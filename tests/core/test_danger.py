"""Danger is heard in people's own words, and not in what only sounds like it."""

from __future__ import annotations

from pathlib import Path

import tomli
from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.core.danger import Danger, DangerRules, Sign, find_danger
from sferum_cli.core.knowledge import Bilingual
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.danger import danger_rules

SAID = tomli.loads(Path(__file__).with_name("danger_said.toml").read_text(encoding="utf-8"))
BOTH = Bilingual("да", "yes")
WARNED = {  # troubles that are about a danger themselves
    ("authority", "bullying"), ("authority", "violence"), ("authority", "threat"),
    ("school", "bullying"), ("school", "violence"),
    ("max", "fraud"), ("operator", "fraud"), ("save-first", "fraud"),
    ("refuse", "child-excluded"), ("refuse", "threat"), ("refuse", "dictated-paper"),
    ("refuse", "bullying"), ("not-mine", "code-given"), ("family-protection", "violence"),
}  # fmt: skip


def heard(said: str) -> str:
    danger = find_danger(said, danger_rules())
    return danger.id if danger else "none"


@over([(said, danger) for danger, lines in SAID.items() for said in lines])
def test_a_danger_is_heard_and_a_look_alike_is_not(said: str, danger: str) -> None:
    assert heard(said) == danger
    assert heard(f"  {said.upper()}!!! ") == danger


def test_every_danger_has_been_said_and_has_look_alikes() -> None:
    assert set(SAID) == {danger.id for danger in danger_rules().dangers} | {"none"}
    assert sum(map(len, SAID.values())) - len(SAID["none"]) >= 100
    assert len(SAID["none"]) >= 150


def test_the_program_does_not_take_its_own_troubles_for_danger() -> None:
    false = {
        (path.id, heard(said))
        for path in map(knowledge.path, knowledge.path_ids())
        for step in path.steps
        for trouble in step.troubles
        for said in (trouble.title.ru, trouble.title.en, *trouble.words)
        if heard(said) != "none"
    }
    assert false <= WARNED


def rules(*signs: Sign, harmless: tuple[str, ...] = (), right: tuple[str, ...] = ()) -> DangerRules:
    danger = Danger("d", BOTH, BOTH, "c", ("f",), signs)
    parts = tuple(tuple(phrase.split()) for phrase in harmless)
    return DangerRules((danger,), parts, frozenset({"не"}), right)


ASKS = Sign(((("просят",),), (("код*",),)), within=5)


@over(
    [
        ("просят код", True),
        ("коды просят", True),
        ("не просят код", False),
        ("просят", False),
        ("просят прислать нам сегодня же код", False),
        ("прасят код", True),
        ("просят код класса", False),
        ("просят код класса и код", True),
    ]
)
def test_a_sign_is_all_its_groups_close_together_and_not_denied(said: str, found: bool) -> None:
    signs = rules(ASKS, harmless=("код класса",))
    assert (find_danger(said, signs) is not None) == found


@over(
    [
        (f"{slip}{end}",)
        for slip in ("угржает", "угрожжает", "угножает", "угроажет")
        for end in ("", "те")
    ]
)
def test_one_slip_in_a_word_that_goes_on_is_forgiven(said: str) -> None:
    assert find_danger(said, rules(Sign(((("угрожает*",),),)))) is not None


def test_a_word_that_is_right_is_no_slip_of_a_sign() -> None:
    hit = Sign(((("ударил",),),))
    assert find_danger("удалил", rules(hit)) is not None
    assert find_danger("удалил", rules(hit, right=("удали*",))) is None


def test_an_excuse_anywhere_silences_a_sign() -> None:
    sign = Sign(((("просят",),),), unless=(("на", "сайте"),))
    assert find_danger("просят на сайте", rules(sign)) is None
    assert find_danger("просят", rules(sign)) is not None


@given(st.text(max_size=200))
def test_anything_at_all_may_be_written(said: str) -> None:
    danger = find_danger(said, danger_rules())
    assert danger is None or danger in danger_rules().dangers


@given(st.lists(st.sampled_from(["просят", "код", "звонят", "не", "ы"]), max_size=120))
def test_a_long_text_of_signs_is_read_to_its_end(words: list[str]) -> None:
    said = " ".join([*words, *["ы"] * 20, "звонят и просят код"])
    assert find_danger(said, danger_rules()) is not None
