"""The house rule of words: what has a name of its own is not called by an older one again."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from source import parsed

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


# A name that several modules define, and why it means one thing all the same.
SHARED = {
    "plural_form": "each language of text/ counts in its own way, and text/ picks the one spoken",
}


def is_command(node: ast.stmt, room: str) -> bool:
    """Whether ``node`` belongs to the command line alone: a command, or the type of an option.

    A command is called as it is typed, an option as what it takes.
    """
    if room != "cli":
        return False
    if isinstance(node, ast.FunctionDef):
        return any("command" in ast.unparse(each) for each in node.decorator_list) or any(
            arg.annotation is not None and ast.unparse(arg.annotation) == "typer.Context"
            for arg in node.args.args[:1]
        )
    return isinstance(node, ast.Assign)


def names_of(node: ast.stmt) -> list[str]:
    """The class, the function or the type that ``node`` defines for other modules."""
    if isinstance(node, ast.ClassDef | ast.FunctionDef):
        return [node.name]
    if isinstance(node, ast.Assign) and not ast.unparse(node.value).startswith("TypeVar("):
        names = [each.id for each in node.targets if isinstance(each, ast.Name)]
        return [name for name in names if re.fullmatch(r"[A-Z]\w*[a-z]\w*", name)]
    return []


def homes(package: Path) -> dict[str, list[str]]:
    """In which modules each name is defined; the commands of the command line are not asked."""
    found: dict[str, list[str]] = {}
    for file in sorted(package.rglob("*.py")):
        place = file.relative_to(package)
        for node in parsed(file).body:
            for name in names_of(node):
                if not name.startswith("_") and not is_command(node, place.parts[0]):
                    found.setdefault(name, []).append(place.as_posix())
    return found


def test_one_name_means_one_thing_over_the_whole_program() -> None:
    several = {name: places for name, places in homes(ROOT / "sferum_cli").items() if places[1:]}
    assert {name: several[name] for name in several if name not in SHARED} == {}
    assert sorted(several) == sorted(SHARED), "a name that has one home needs no reason"


def test_a_second_home_would_be_seen(tmp_path: Path) -> None:
    for room, text in {
        "cli": "def log(ctx: typer.Context) -> int: ...\nRole = Annotated[str, 1]\n",
        "flows": "def log() -> None: ...\nclass Rule: ...\n",
        "core": "class Rule: ...\nRole = Literal['parent']\ndef _own() -> None: ...\n",
        "shelf": "def _own() -> None: ...\nRole = Literal['pupil']\nT = TypeVar('T')\n",
    }.items():
        (tmp_path / room).mkdir()
        (tmp_path / room / "one.py").write_text(text)
    assert {name for name, places in homes(tmp_path).items() if places[1:]} == {"Rule", "Role"}
