"""Pages that cannot lie: their console blocks are played, the commands' page is fresh."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Bench
from misses import over
from replay import play

from sferum_cli.cli.contents import COMMANDS
from sferum_cli.core.letter_kinds import SITUATION
from sferum_cli.flows.kinds import all_kinds
from sferum_cli.text import en, ru

ROOT = Path(__file__).parent.parent
PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(r"(?:<!-- (.*?) -->\n\n?)?```(console|toml)\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_console_blocks_of_a_page_are_true(
    page: Path, bench: Bench, tmp_path: Path, pytestconfig: pytest.Config
) -> None:
    """A block of toml after ``<!-- file NAME -->`` is that file; a console block is played."""
    story = tmp_path / f"{page.stem}.txt"
    update = pytestconfig.getoption("--update")
    text = page.read_text(encoding="utf-8")
    for marks, language, block in BLOCK.findall(text):
        if language == "toml":
            if marks.startswith("file "):
                file = bench.folder / marks.removeprefix("file ")
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(block, encoding="utf-8")
            continue
        directions = "".join(f"@{mark.strip()}\n" for mark in marks.split(";") if mark.strip())
        story.write_text(directions + block, encoding="utf-8")
        assert play(story, bench, update=update) == []
        if update:
            text = text.replace(block, story.read_text(encoding="utf-8").removeprefix(directions))
    if update:
        page.write_text(text, encoding="utf-8")


def test_no_block_with_a_command_and_its_answer_is_left_unplayed() -> None:
    """A block is a console of the page's language, or a file of a name; nothing else has a prompt."""
    missed = []
    for page in PAGES:
        lang = "ru" if page.name.endswith(".ru.md") else "en"
        text = page.read_text(encoding="utf-8")
        blocks = re.findall(
            r"(?:<!-- (.*?) -->\n\n)?^( *```+)(\w*)\n(.*?)^\2", text, re.DOTALL | re.M
        )
        for marks, _fence, language, block in blocks:
            played = language == "console" and f"lang {lang};" in marks
            if (language == "console" or "$ sferum" in block) and not played:
                missed.append(f"{page.name}: {block[:40]}")
            if language == "toml" and not marks.startswith("file "):
                missed.append(f"{page.name}: {block[:40]}")
        assert len(BLOCK.findall(text)) == sum(each[2] in {"console", "toml"} for each in blocks)
    assert missed == []


@pytest.mark.parametrize(("name", "told"), [("stuck.ru.md", ru.TEXT), ("stuck.md", en.TEXT)])
def test_an_answer_that_a_page_quotes_can_be_chosen(name: str, told: dict[str, str]) -> None:
    page = re.sub(r"```.*?```", "", (ROOT / "docs" / name).read_text(encoding="utf-8"), flags=re.S)
    quoted = {" ".join(each.split()) for each in re.findall(r"[«\"]([^«»\"]+)[»\"]", page)}
    assert len(quoted) == 6
    assert quoted - set(told.values()) == {"Решаем вместе"}  # a button of Госуслуги


def test_the_readme_shows_something_that_is_played() -> None:
    for name in ("README.md", "README.ru.md"):
        assert "```console" in (ROOT / name).read_text(encoding="utf-8"), name


@over(["commands_page", "paths_page", "name_accuracy", "problems_page"])
def test_a_generated_page_is_fresh(tool: str) -> None:
    done = subprocess.run(
        [sys.executable, ROOT / "tools" / f"{tool}.py", "--check"],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("command", COMMANDS)
@pytest.mark.parametrize("lang", ["ru", "en"])
def test_every_command_has_help_and_examples_in_both_languages(
    command: str, lang: str, bench: Bench
) -> None:
    bench.lang = lang
    told = bench.ok(command, "--help")
    assert f"sferum {command}" in told
    assert ("Примеры" if lang == "ru" else "Examples") in told
    assert re.search("[а-я]", told.split("\n")[0]) if lang == "ru" else True


def test_no_line_of_a_page_is_wider_than_120() -> None:
    """Rows of tables are excepted: Markdown cannot break them."""
    wide = [
        f"{page.relative_to(ROOT)}: {line}"
        for page in (*PAGES, ROOT / "benchmarks" / "README.md")
        for line in page.read_text(encoding="utf-8").splitlines()
        if len(line) > 120 and not line.startswith("|")
    ]
    assert wide == []


NAMED_FILE = re.compile(r"`([\w.*-]+(?:/[\w.*-]+)+\.(?:py|toml|txt|yml))(?:: (\w+))?`")


@pytest.mark.parametrize("name", ["docs/architecture.md", "CONTRIBUTING.md"])
def test_every_file_that_a_page_for_builders_names_is_there(name: str) -> None:
    """A star stands for any letters; ``render/plain.py: paint`` names what is in the file, too."""
    folders = ("sferum_cli", "tests", "tools", "benchmarks", ".github")
    files = [file for folder in folders for file in (ROOT / folder).rglob("*.*")]
    named = NAMED_FILE.findall((ROOT / name).read_text(encoding="utf-8"))
    lost = []
    for file, inside in named:
        texts = [found.read_text(encoding="utf-8") for found in files if found.match(file)]
        if not any(
            re.search(rf"^(def|class) {inside}\b", text, re.MULTILINE) or not inside
            for text in texts
        ):
            lost.append(f"{file} {inside}".strip())
    assert len(named) > 5
    assert lost == []


def test_no_page_names_a_place_of_its_own_making() -> None:
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        assert not re.search(r"/(root|home|tmp|work)/", text), page


@pytest.mark.parametrize("name", ["letters.md", "letters.ru.md"])
def test_every_answer_of_every_letter_is_documented(name: str) -> None:
    page = (ROOT / "docs" / name).read_text(encoding="utf-8")
    keys = {*SITUATION, *(key for kind in all_kinds() for key in kind.fields)}
    missing = {key for key in keys if f"`{key}`" not in page}
    assert missing == set()


def test_the_page_for_scripts_tells_what_a_request_and_an_event_have(bench: Bench) -> None:
    page = (ROOT / "docs" / "scripts.md").read_text(encoding="utf-8")
    bench.ok("unlink", "school", "--role", "parent", "--no-input")
    request = json.loads(bench.ok("status", "--json"))["requests"][0]
    said = re.search(r"A request has (.+?); an event has (.+?)\.\s", page, re.DOTALL)
    assert said
    for sentence, shape in zip(said.groups(), (request, request["events"][0]), strict=True):
        assert set(re.findall("`(.+?)`", sentence)) <= set(shape)
