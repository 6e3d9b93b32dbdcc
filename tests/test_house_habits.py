"""The house rule of habits: the same bytes everywhere, recipes that call what there is, forms in order."""

from __future__ import annotations

import re
import tomllib
from contextlib import suppress
from importlib import metadata
from pathlib import Path

from misses import over

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
RECIPES = [
    *sorted((GITHUB / "workflows").glob("*.yml")),
    ROOT / ".pre-commit-config.yaml",
    *ROOT.glob(".ci/run"),
]
TEXT = {".py", ".md", ".toml", ".txt", ".typ", ".yml", ".yaml", ".svg", ".1"}
PLACES = ("sferum_cli", "tests", "docs", "tools", "man", "benchmarks", ".github")
BROKEN_ON_PURPOSE = ROOT / "tests" / "storage" / "old_states"


def test_every_file_of_text_is_as_editorconfig_says() -> None:
    files = [f for place in PLACES for f in (ROOT / place).rglob("*") if f.suffix in TEXT]
    odd = []
    for file in files:
        content = file.read_bytes()
        if BROKEN_ON_PURPOSE in file.parents or not content:
            continue
        if b"\r" in content or b"\t" in content or not content.endswith(b"\n"):
            odd.append(f"{file.relative_to(ROOT)}: line ends or tabs")
        if file.suffix != ".svg" and re.search(rb" $", content, re.MULTILINE):
            odd.append(f"{file.relative_to(ROOT)}: blanks at the end of a line")
    assert len(files) > 300
    assert odd == []


@over(RECIPES)
def test_a_recipe_calls_only_words_that_make_knows(recipe: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    text = re.sub(r"(?m)^ *#.*$", "", recipe.read_text(encoding="utf-8"))
    called = {
        word
        for words in re.findall(r"\bmake ([^&|\n]+)", text)
        for word in words.split()
        if re.fullmatch("[a-z-]+", word) and not word.startswith("-")
    }
    named = set(re.findall(r"versions: ([a-z]+)", text))
    assert called | named
    assert (called | named) - set(re.findall(r"(?m)^([a-z-]+):", makefile)) == set()


def test_the_first_form_is_the_correction_of_a_fact() -> None:
    forms = sorted((GITHUB / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
    assert forms[0].name == "1-fact.yml"
    for form in forms:
        name = form.read_text(encoding="utf-8").splitlines()[0]
        assert re.fullmatch(r"name: .*[а-я].* · .*[a-z].*", name), form


def test_the_version_of_a_tool_that_judges_is_exact() -> None:
    asked = re.findall(
        r'"(ruff|mypy|mdformat[a-z-]*|check-jsonschema)([^"]*)"',
        (ROOT / "pyproject.toml").read_text(encoding="utf-8"),
    )
    assert len(asked) == 5
    assert [name for name, version in asked if not version.startswith("==")] == []


def test_what_only_tests_need_holds_no_library_of_the_program_back() -> None:
    """Else the tests would run with an older one than people get."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    name = re.compile(r"[A-Za-z0-9._-]+")
    tools = {
        found[0] for line in project["optional-dependencies"]["test"] if (found := name.match(line))
    }
    ours, ahead = (
        set(),
        [found[0] for line in project["dependencies"] if (found := name.match(line))],
    )
    while ahead:
        library = ahead.pop().lower().replace("_", "-")
        if library not in ours:
            ours.add(library)
            with suppress(metadata.PackageNotFoundError):
                ahead += [
                    found[0]
                    for line in metadata.requires(library) or ()
                    if "extra ==" not in line and (found := name.match(line))
                ]
    assert "python-dateutil" in ours
    held = []
    for tool in tools:
        with suppress(metadata.PackageNotFoundError):  # another system's
            for line in metadata.requires(tool) or ():
                found = name.match(line)
                limits = line.partition(";")[0]
                if (
                    found
                    and "extra ==" not in line
                    and found[0].lower().replace("_", "-") in ours
                    and re.search("<|==|~=", limits)
                ):
                    held.append(f"{tool}: {line}")
    # There is no markdown-it-py 5 yet.
    assert set(held) - {"mdformat: markdown-it-py<5,>=1"} == set()
