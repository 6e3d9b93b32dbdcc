"""The pictures of the documentation show what the program shows now, and load nothing."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from misses import over
from rich.text import Text

pytest.importorskip("pexpect", reason="a pty is a matter of POSIX")

import letter_picture
import pictures

PICTURES = Path(__file__).parent.parent / "docs" / "pictures"


@over(pictures.SCENES, ["ru", "en"])
def test_a_picture_says_what_the_program_says_now(scene: pictures.Scene, lang: str) -> None:
    shown = (PICTURES / f"{scene.name}{pictures.SUFFIX[lang]}").read_text(encoding="utf-8")
    now = pictures.drawn(scene, pictures.played(scene, lang))
    assert pictures.words_of(shown) == pictures.words_of(now), "stale: run `make update`"


def test_the_picture_of_a_letter_is_made_from_the_letter_of_now() -> None:
    made_from = letter_picture.fingerprint(letter_picture.letter_source())
    assert made_from in letter_picture.PICTURE.read_bytes(), "stale: run `make update`"


def test_a_picture_is_drawn_the_same_each_time_and_a_changed_word_is_noticed() -> None:
    scene = pictures.SCENES[1]
    first, again, other = (pictures.drawn(scene, [[Text(word)]]) for word in ("a b", "a b", "a c"))
    assert first == again
    assert pictures.words_of(first) != pictures.words_of(other)


def test_a_cast_shows_one_frame_at_a_time_and_stands_still_for_who_wants_it() -> None:
    scene = pictures.SCENES[0]
    cast = pictures.drawn(scene, [[Text("a")], [Text("b")], [Text("c")]])
    assert cast.count('class="frame ') == cast.count("@keyframes") == 3
    assert cast.count("<svg ") == cast.count("</svg>") == 1
    assert "prefers-reduced-motion" in cast
    assert pictures.words_of(cast) == ["abc"]


@over(sorted(PICTURES.glob("*.svg")))
def test_a_picture_loads_nothing_from_elsewhere(file: Path) -> None:
    drawing = file.read_text(encoding="utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
    drawing = re.sub(r"(<text[^>]*>)[^<]*", r"\1", drawing)  # what it says loads nothing
    assert not re.search(r"https?:|@import|@font-face|<script|url\((?!#)", drawing)
