"""Words as people write them: cut to stems, told apart from slips, at most so far from each other."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from misses import over

from sferum_cli.core.frozen import replace
from sferum_cli.core.words import (
    DENIED,
    LONGEST,
    Cut,
    Stemmer,
    WordRules,
    by_stem,
    distance,
    folded,
    likenesses,
    words_of,
)

RULES = WordRules(
    frozenset({"и"}),
    (Cut(4, frozenset({"ами", "и", "а", "у"})), Cut(4, frozenset({"к"}))),
    (("чат", "беседа"), ("школ", "гимназия"), ("молчат", "!отвечают")),
    denials=frozenset({"не", "нет"}),
)
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


@given(st.text(max_size=60))
def test_what_is_written_at_will_makes_no_difference(text: str) -> None:
    assert folded(folded(text)) == folded(text)
    assert Stemmer(RULES).terms(text) == Stemmer(RULES).terms(folded(text).replace("ё", "е"))


@given(st.text(max_size=200))
def test_a_stem_is_said_once_begins_its_word_and_is_no_word_to_skip(text: str) -> None:
    terms = Stemmer(RULES).terms(text)
    assert len(set(terms)) == len(terms)
    words = {*words_of(text), *(group[0] for group in RULES.same)}
    for stem in (term.removeprefix(DENIED) for term in terms):
        assert any(word.startswith(stem) and len(word) <= LONGEST for word in words)
        assert stem not in RULES.stop


@over(
    [
        ("школами", ("школ",)), ("школа и школу", ("школ",)), ("кошка", ("кошк",)),
        ("кнопка", ("кноп",)), ("кот", ("кот",)), ("не и", ()), ("Ёлка, елка", ("елка",)),
        ("а" * 31, ()),
    ]
)  # fmt: skip
def test_endings_go_in_turn_while_enough_is_left(text: str, stems: tuple[str, ...]) -> None:
    assert Stemmer(RULES).terms(text) == stems


def test_words_that_mean_one_thing_have_one_term() -> None:
    stemmer = Stemmer(RULES)
    assert stemmer.terms("гимназия беседа") == ("школ", "чат")
    assert stemmer.terms("чат беседа") == ("чат",)
    assert stemmer.terms("беседами") == ("чат",)


def test_a_stem_that_two_groups_share_is_no_word_of_either() -> None:
    both = Stemmer(WordRules(frozenset(), RULES.cuts, (("чат", "беседа"), ("речь", "беседу"))))
    assert both.terms("беседа беседу беседами") == ("чат", "речь", "бесед")


def test_a_denial_goes_with_the_word_after_it_and_at_the_end_with_the_one_before() -> None:
    stemmer = Stemmer(RULES)
    assert stemmer.terms("не гимназия") == ("!школ",)
    assert stemmer.terms("школами нет") == ("!школ",)
    assert stemmer.terms("не отвечают") == stemmer.terms("молчат") == ("молчат",)


def test_a_word_for_the_pages_themselves_says_that_it_is_about_them_and_no_more() -> None:
    stemmer = Stemmer(replace(RULES, ours=frozenset({"сферум"})))
    assert stemmer.is_ours("Сферум и школа")
    assert not stemmer.is_ours("школа")
    assert stemmer.terms("Сферум и школа") == stemmer.terms("школа")


def test_an_apostrophe_parts_no_word() -> None:
    assert words_of("It's д’Артаньян_2") == ["its", "дартаньян", "2"]


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
