"""How alike two words are: slips are counted, a right word is none, a form is worth less."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.core.slips import distance, likenesses
from sferum_cli.core.words import by_stem

LETTERS = st.text("абв", max_size=6)


@given(LETTERS, LETTERS, LETTERS)
def test_the_distance_is_one(one: str, other: str, third: str) -> None:
    far = 20
    assert (distance(one, other, far) == 0) == (one == other)
    assert distance(one, other, far) == distance(other, one, far)
    assert abs(len(one) - len(other)) <= distance(one, other, far) <= max(len(one), len(other))
    assert distance(one + third, other + third, far) <= distance(one, other, far)


@given(LETTERS, LETTERS, st.integers(0, 4))
def test_whatever_is_farther_is_one_more_than_the_most(one: str, other: str, most: int) -> None:
    assert distance(one, other, most) == min(distance(one, other, 20), most + 1)


@given(st.text("абв", min_size=2, max_size=6), st.data())
def test_one_slip_of_the_keyboard_is_one(word: str, data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(word) - 2))
    for slip in (
        word[:place] + word[place + 1 :],
        word[:place] + "г" + word[place:],
        word[:place] + "г" + word[place + 1 :],
        word[:place] + word[place + 1] + word[place] + word[place + 2 :],
    ):
        assert distance(word, slip, 3) == (slip != word)


def test_a_right_word_is_no_slip_and_a_form_of_it_is_worth_less() -> None:
    assert likenesses("почта", by_stem({"почта", "мачта"})) == {"почта": 1.0}
    assert likenesses("почтал", by_stem({"почтальон", "мачта"})) == {"почтальон": 0.8}
    assert likenesses("мечта", by_stem({"мачта"}), right={"мечта"}) == {}
    assert likenesses("мочта", by_stem({"почта", "мачта", "стул"})) == {"мачта": 0.8}
    assert likenesses("мочта", by_stem({"стул"})) == {}


@given(st.text("абв", max_size=8), st.sets(st.text("абв", max_size=8)))
def test_what_is_alike_is_known_and_never_more_than_the_same(stem: str, known: set[str]) -> None:
    found = likenesses(stem, by_stem(known))
    assert set(found) <= known
    assert all(0 < worth <= 1 for worth in found.values())
    assert (found.get(stem) == 1.0) == (stem in known)


@over(
    [
        ("код", "код", 0),
        ("код", "кот", 1),
        ("смс", "ссм", 1),
        ("вход", "вод", 1),
        ("дом", "сад", 3),
    ]
)
def test_slips_are_counted(one: str, other: str, slips: int) -> None:
    assert distance(one, other, 3) == slips
    assert distance(other, one, 3) == slips
