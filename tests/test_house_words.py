"""The house rule of words: what has a name of its own is not called by an older one again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PLACES = ("sferum_cli", "docs", "tools", "man")
KINDS = {".py", ".toml", ".typ", ".md", ".1"}
RETIRED = {"path": r"\bdoors?(\b|_)|\bдвер"}


def files() -> Iterator[Path]:
    yield from ROOT.glob("*.md")
    for place in PLACES:
        yield from (f for f in (ROOT / place).rglob("*") if f.suffix in KINDS)


@pytest.mark.parametrize("word", RETIRED)
def test_a_thing_is_called_by_its_word_alone(word: str) -> None:
    old = re.compile(RETIRED[word], re.IGNORECASE)
    found = [
        f"{file.relative_to(ROOT)}: {line.strip()}"
        for file in sorted(files())
        for line in (file.name, *file.read_text(encoding="utf-8").splitlines())
        if old.search(line)
    ]
    assert found == []
