"""The knowledge that ships is sound."""

from __future__ import annotations

import re
from pathlib import Path

import tomli
from knowledge_for_tests import shipped

from sferum_cli.core.lint import lint
from sferum_cli.shelf import knowledge
from sferum_cli.shelf.ladder import ladder

ROOT = Path(__file__).parent.parent / "sferum_cli"


def test_the_knowledge_that_ships_has_no_findings() -> None:
    assert lint(shipped()) == []


def test_every_path_is_named_as_its_file() -> None:
    assert all(knowledge.path(name).id == name for name in knowledge.path_ids())


def test_no_page_asks_for_an_inventory_in_a_registered_letter() -> None:
    files = [*ROOT.rglob("knowledge/**/*.toml"), *ROOT.glob("text/*.py")]
    wrong = re.compile(r"заказн\w* (письм\w* )?с опис|registered (post|letters?) with a list")
    assert len(files) > 30
    assert [file.name for file in files if wrong.search(file.read_text(encoding="utf-8"))] == []


def test_what_is_needed_for_the_desk_names_the_post_as_well() -> None:
    """Before a way is chosen nobody is told of the mark of a desk alone."""
    paths = [knowledge.path(name) for name in knowledge.path_ids()]
    needs = [need for path in paths for need in path.needs]
    needs += [need for rung in ladder() for need in rung.need]
    desk = [need.text for need in needs if need.fact == "second-copy-mark"]
    assert len(desk) > 3
    assert [text.ru for text in desk if "почтой" not in text.ru] == []
    assert [text.en for text in desk if "post" not in text.en] == []


def test_the_number_that_only_fraud_gives_stands_nowhere() -> None:
    values = [each.value for each in knowledge.contacts().values()]
    assert "8 800 100-70-10" in values
    for file in (ROOT / "knowledge").rglob("*.toml"):
        digits = re.sub(r"[^0-9\n]", "", file.read_text(encoding="utf-8"))
        assert "88005553535" not in digits, file.name


def test_an_article_that_is_a_source_is_never_one_nobody_can_tell() -> None:
    """It is a web article, and where it is the one that all began with, that of 2025."""
    files = [*(ROOT / "knowledge" / "paths").glob("*.toml"), ROOT / "knowledge" / "contacts.toml"]
    files += [ROOT / "knowledge" / name for name in ("ladder.toml", "plan.toml")]
    wrong = re.compile(
        r"(?<![-\w])([Сс]татья (пишет|советует)|пишет статья|[Вв] статье (?!\d)|по статье(?! \d)"
        r"|из статьи(?! 2025)|одна статья)|[Tt]he article (says|names|advises|only)|the article,"
    )
    assert len(files) > 15
    assert [file.name for file in files if wrong.search(file.read_text(encoding="utf-8"))] == []


def test_no_letter_runs_on_after_what_was_asked() -> None:
    """What was asked ends in words that need a comma where the sentence runs on."""
    running = re.compile(r"\{word\.asked\}(?![.:;)])")
    letters = [*ROOT.glob("knowledge/letters/*.toml")]
    assert letters
    assert [f.name for f in letters if running.search(f.read_text(encoding="utf-8"))] == []


def test_no_demand_of_a_letter_states_what_nobody_was_asked() -> None:
    """What somebody does or is made to do is an answer of theirs, or it is not said."""
    clauses = tomli.loads((ROOT / "knowledge/letters/clauses.toml").read_text(encoding="utf-8"))
    texts = [c["text"] for c in clauses["clause"].values() if c.get("basis") == "demand"]
    stated = re.compile(r"(?<!\w)(мной|мне|я) (не )?\w+(уется|уюсь|агается|ую)\b")
    assert len(texts) > 50
    assert [text for text in texts if stated.search(text)] == []
