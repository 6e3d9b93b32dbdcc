"""The pages as a whole: twins, links, reachability, and the site built strictly from them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from misses import over

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"
PAGES = [*sorted(ROOT.glob("README*.md")), *sorted(DOCS.rglob("*.md"))]
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCE = re.compile(r"```.*?```", re.DOTALL)
# Pages for those who build and script; all the others are for people and need both languages.
ENGLISH_ONLY = {"architecture.md", "decisions", "performance.md", "scripts.md"}
LOADED = re.compile(
    r"<(?:script|link|img|iframe)\b[^>]*\b(?:src|href)=\"(?:https?:)?//[^\"]+", re.I
)


def links(page: Path) -> list[str]:
    text = FENCE.sub("", page.read_text(encoding="utf-8"))
    return [target for target in LINK.findall(text) if "://" not in target]


def shape(page: Path) -> tuple[list[int], int, int, int]:
    """Levels of the headings, and how many code blocks, table rows and pictures there are."""
    text = page.read_text(encoding="utf-8")
    prose = FENCE.sub("", text)
    levels = [len(marks) for marks in re.findall(r"^(#+) ", prose, re.MULTILINE)]
    rows = len(re.findall(r"^\|", prose, re.MULTILINE))
    return levels, len(FENCE.findall(text)), rows, prose.count("![")


@over(PAGES)
def test_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    lost = [target for target in links(page) if not (page.parent / target.split("#")[0]).exists()]
    assert lost == []


def test_every_page_for_people_is_there_in_both_languages() -> None:
    for page in DOCS.rglob("*.md"):
        name = page.relative_to(DOCS)
        if name.parts[0] in ENGLISH_ONLY or page.name.endswith(".ru.md"):
            continue
        assert page.with_suffix(".ru.md").exists(), f"{name} has no Russian twin"


@over(
    [*ROOT.glob("*.ru.md"), *DOCS.glob("*.ru.md")]
)  # fmt: skip
def test_twins_have_the_same_shape(twin: Path) -> None:
    english = twin.with_name(twin.name.replace(".ru.md", ".md"))
    assert shape(twin) == shape(english)


def test_every_page_can_be_reached() -> None:
    menu = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    for page in DOCS.rglob("*.md"):
        name = page.relative_to(DOCS).as_posix().replace(".ru.md", ".md")
        linked = any((other.parent / target).resolve() == page for other in PAGES for target in links(other))  # fmt: skip
        assert linked or f" {name}\n" in menu, f"{name} is neither in mkdocs.yml nor linked"


def test_the_site_is_built_without_a_warning_and_loads_nothing_from_elsewhere(
    tmp_path: Path,
) -> None:
    pytest.importorskip("mkdocs", reason="mkdocs is not installed: `make docs` brings it")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "-d", tmp_path / "site"],
        cwd=ROOT,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    pages = list((tmp_path / "site").rglob("*.html"))
    for place, language in (("index.html", "ru"), ("en/index.html", "en"), ("faq.html", "ru")):
        assert f'<html lang="{language}"' in (tmp_path / "site" / place).read_text(encoding="utf-8")
    for page in pages:
        assert LOADED.findall(page.read_text(encoding="utf-8")) == [], page


def test_both_readmes_show_the_same_commands() -> None:
    russian, english = (
        [line.partition(" #")[0].rstrip() for line in shown(ROOT / name)]
        for name in ("README.ru.md", "README.md")
    )
    assert russian == english
    assert len(english) > 10


def shown(page: Path) -> list[str]:
    """The lines to type in the code blocks of a page."""
    blocks = re.findall(r"```(\w+)\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)
    return [
        line
        for language, block in blocks
        for line in block.splitlines()
        if line.startswith("$ ") or (language == "sh" and line.strip())
    ]


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG 2 computes it."""

    def light(colour: str) -> float:
        parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return sum(weight * p for weight, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    dark, bright = sorted((light(one), light(other)))
    return (bright + 0.05) / (dark + 0.05)


def test_the_bar_of_the_site_can_be_read() -> None:
    style = (DOCS / "site.css").read_text(encoding="utf-8")
    colours = re.findall(r"--md-primary-fg-color(?:--\w+)?: (#[0-9a-f]{6})", style)
    assert len(colours) == 3
    assert all(contrast(colour, "#ffffff") >= 4.5 for colour in colours)


@over(["README.ru.md", "docs/index.ru.md", "README.md", "docs/index.md"])
def test_a_first_page_is_for_the_person_first(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    first = text[: text.index("![")]
    assert all(page in first for page in ("your-data", "faq", "install"))
    if name.startswith("README"):
        assert text.index("Windows") < text.index("macOS") < text.index("make run")
        assert text.index("sferum start") < text.index("make test")
