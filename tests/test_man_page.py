"""The manual: made from the program, in two languages, and real roff."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from sferum_cli.cli.contents import COMMANDS
from sferum_cli.text import en, ru

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "man" / "man1" / "sferum.1", ROOT / "man" / "ru" / "man1" / "sferum.1"]
ENGLISH, RUSSIAN = PAGES
both = pytest.mark.parametrize("page", PAGES, ids=["en", "ru"])


def read(page: Path) -> str:
    """The page as ``man`` shows it; roff's own complaints are a failure."""
    if not shutil.which("groff"):
        pytest.skip("groff is not installed")
    done = subprocess.run(
        ["groff", "-k", "-man", "-Tutf8", "-ww", "-P-cbou", "-rLL=300n", page],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stderr == ""
    return done.stdout


def test_the_manual_is_fresh() -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / "man_page.py", "--check"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr


@both
def test_the_manual_shows_every_command_and_every_exit_code(page: Path) -> None:
    shown = read(page)
    missing = [name for name in COMMANDS if f"sferum {name} " not in shown]
    assert missing == []
    for code in (0, 1, 2, 3, 4, 5, 6, 10, 130):
        assert re.search(rf"^ +{code} +\S", shown, re.MULTILINE), code


@both
def test_a_hyphen_of_the_manual_can_be_searched_and_pasted(page: Path) -> None:
    shown = read(page)
    words = en.TEXT if page == ENGLISH else ru.TEXT
    for example in words["help.letter.examples"].split("\n"):
        assert example in shown
    assert "\u2010" not in shown


def test_the_russian_manual_is_russian_and_the_english_one_english() -> None:
    assert "КОДЫ ВЫХОДА" in read(RUSSIAN)
    assert "EXIT STATUS" in read(ENGLISH)


def test_words_that_look_like_roff_stay_words() -> None:
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        from man_page import roff
    finally:
        sys.path.remove(str(ROOT / "tools"))
    assert roff(".ics") == "\\&.ics"
    assert roff("'tis --all") == "\\&'tis \\-\\-all"
    assert roff("C:\\files") == "C:\\efiles"


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_the_manual_names_each_variable_that_the_program_reads(lang: str) -> None:
    world = (ROOT / "sferum_cli" / "world.py").read_text(encoding="utf-8")
    words = tomllib.loads((ROOT / "tools" / "man_words.toml").read_text(encoding="utf-8"))
    assert set(words[lang]["environment"]) == {
        *re.findall(r'"(SFERUM_[A-Z]+|NO_COLOR|FORCE_COLOR|ACCESSIBLE)"', world)
    }
