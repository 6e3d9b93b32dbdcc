"""The budget of the screen: every question stands there with what it is about and all its answers.

Each page and each question of a command is drawn in emulated terminals of three sizes at once.
"""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import Mock

import pyte
import pytest
from conftest import Bench
from misses import over

from sferum_cli.__main__ import main
from sferum_cli.cli import output
from sferum_cli.cli import session as cli_session
from sferum_cli.cli.output import painted
from sferum_cli.cli.screen import Screen
from sferum_cli.core.codes import INSTITUTIONS, InstitutionKind
from sferum_cli.core.knowledge import ROLES
from sferum_cli.core.trust import is_doubtful
from sferum_cli.errors import Interrupted
from sferum_cli.flows.kinds import all_kinds
from sferum_cli.flows.log_happened import HAPPENINGS
from sferum_cli.flows.paths import open_path
from sferum_cli.flows.support import open_support
from sferum_cli.flows.walk_steps import step_choices
from sferum_cli.prompt import Check
from sferum_cli.prompt.lists import LEAST, Menu
from sferum_cli.prompt.words import Choices
from sferum_cli.render.blocks import Block, Heading
from sferum_cli.render.plain import paint_plain
from sferum_cli.render.step_view import step_page
from sferum_cli.render.support_view import support_page
from sferum_cli.render.whole import COMMAND
from sferum_cli.shelf import knowledge
from sferum_cli.text import t, use
from sferum_cli.world import World

SIZES = {"80x24": (80, 24), "100x30": (100, 30), "40x24": (40, 24)}
LANGUAGES = ("ru", "en")
READ = {"look"}  # a whole letter is read screen by screen before it is agreed to
MOST = 150  # questions of one command
AROUND = 6  # columns beside a command: a mark, a margin, the frame of a panel
STEP = 65  # words of a step with its answers: about sixty
LONG_LIST = 10  # answers from which a list may move in its rows: typing filters it
WORD = {"ru": "удалить", "en": "delete"}
PLAIN = re.compile("[ -~\u0410-\u044f\u0401\u0451\u00ab\u00bb]*")  # each one column wide
ASKING_NOW = SimpleNamespace(is_done=False)  # what draws a question and has no answer yet
CODES, COLOURS = re.compile(r"\x1b\[[0-9;]*[A-Za-z]"), re.compile(r"\x1b\[[0-9;]*m")


class Tty(io.StringIO):
    """A colour terminal: it remembers what was written, and Enter is pressed where it waits."""

    encoding = "utf-8"  # type: ignore[assignment]  # that of a terminal, not of a string
    echo: io.StringIO | None = None

    def isatty(self) -> bool:
        return True

    def readline(self, _: int | None = -1, /) -> str:
        if self.echo is not None:
            self.echo.write("\n")
        return "\n"


class Sized(World):
    """A terminal of its own size; pages are never wider than 80 columns."""

    def __init__(self, columns: int, rows: int) -> None:
        keys, paper = Tty(), Tty()
        keys.echo = paper
        super().__init__(keys, paper, io.StringIO(), environ={})
        self.columns, self.rows = columns, rows

    @property
    def width(self) -> int:
        return min(80, self.columns)

    @property
    def height(self) -> int:
        return self.rows


@dataclass
class Drawn:
    """One terminal with what stands on it, and what its last page said."""

    name: str
    world: Sized
    screen: Screen
    subject: list[str] = field(default_factory=list)
    title: list[str] = field(default_factory=list)

    def show(self, blocks: Sequence[Block]) -> None:
        lines = [line.rstrip() for line in plainly(self.world, blocks) if line.strip()]
        if heading := [block for block in blocks if isinstance(block, Heading)][:1]:
            self.subject, self.title = [], plainly(self.world, heading)
        self.subject += lines
        self.screen.show(blocks)

    def broken(self, blocks: Sequence[Block]) -> list[str]:
        """The commands on a page that are not in one row, though a row has room for them."""
        rows = plainly(self.world, blocks)
        return broken_in(blocks, rows, self.world.width)

    def missing(self, asked: Sequence[str]) -> list[str]:
        """The lines that should stand there with the question, and do not."""
        whole = self.subject if self.world.columns >= 80 else self.title
        rows = drawn(self.world, asked)
        return [line for line in (*whole, *asked) if line.strip() and line.rstrip() not in rows]


def plainly(world: World, blocks: Sequence[Block]) -> list[str]:
    """The lines of blocks as they are read, without colour."""
    return CODES.sub("", painted_once(world, blocks, colour=True)).splitlines()


def broken_in(blocks: Sequence[Block], rows: Sequence[str], width: int) -> list[str]:
    """The commands of ``blocks`` that stand in none of ``rows``, though they fit into one."""
    said = paint_plain(blocks, width=None)
    fitting = {found for found in re.findall(COMMAND, said) if len(found) <= width - AROUND}
    return sorted(each for each in fitting if not any(each in row for row in rows))


_PAINTED: dict[tuple[int | None, str], str] = {}


def painted_once(world: World, blocks: Sequence[Block], *, colour: bool) -> str:
    """What the program paints; the same page is painted once for all who meet it."""
    key = (world.width, repr(blocks))
    if key not in _PAINTED:
        _PAINTED[key] = painted(world, blocks, colour=colour)
    return _PAINTED[key]


# What stood above all that the terminal still holds; a line that waited is taken back.
MOST_WAITS, _FAR = 4, 20_000


def row_of(cells: Mapping[int, pyte.screens.Char]) -> str:
    """What stands in a row: the cells that were written, and blanks between them."""
    return "".join(cells[n].data for n in range(max(cells, default=-1) + 1)).rstrip()


@cache
def rows_of(columns: int, rows: int, text: str) -> tuple[str, ...]:
    """The rows of an emulated terminal after ``text``, from the top to the last that is used."""
    terminal = pyte.Screen(columns, rows)
    terminal.set_mode(pyte.modes.LNM)
    pyte.Stream(terminal).feed(text)
    used = max(terminal.buffer, default=-1) + 1
    return tuple(row_of(terminal.buffer[n]) for n in range(max(used, 1)))


def drawn(world: Sized, asked: Sequence[str]) -> set[str]:
    """The rows of the terminal when the question stands under all that was written.

    A line is emulated once for all the screens on which it stands, unless something between moves
    what stands there; one of plain letters that fits stands there as it is.
    """
    written = world.stdout.getvalue()  # type: ignore[attr-defined]
    lines = [*written[-_FAR:].split("\n")[:-1], *asked]
    tail = COLOURS.sub("", "\n".join(lines[-world.rows - MOST_WAITS :]))
    if "\x1b" in tail or "\r" in tail:
        return set(rows_of(world.columns, world.rows, tail))
    stand = [
        row
        for line in tail.split("\n")
        for row in (
            (line.rstrip(),)
            if len(line) <= world.columns and PLAIN.fullmatch(line)
            else rows_of(world.columns, world.rows, line)
        )
    ]
    return set(stand[-world.rows :])


class Terminals:
    """The same command at several terminals at once, and somebody who answers it.

    They look at every question: each trouble of each step, then on.
    """

    def __init__(self, sizes: Mapping[str, tuple[int, int]], said: Mapping[str, str]) -> None:
        self.said, self.troubles = said, True
        self.names: list[str] = []
        self.misfits: list[str] = []
        self.words: list[int] = []
        self.left: dict[str, list[str]] = {}
        self.all: list[Drawn] = []
        for name, (columns, rows) in sizes.items():
            world = Sized(columns, rows)
            self.all.append(Drawn(name, world, Screen(world)))

    def show(self, blocks: Sequence[Block]) -> None:
        for each in self.all:
            each.show(blocks)
            if broken := each.broken(blocks):
                self.misfits.append(f"{each.name} broken: {broken}")

    def choose(
        self, name: str, question: str, choices: Choices, *, free: Check | None = None
    ) -> str:
        keys = [key for key, _ in choices]
        answer = self._answer(name, keys)
        for each in self.all:
            menu = Menu(question, choices, each.world.width, "" if self.names else t("prompt.keys"))
            menu.room = max(LEAST, each.screen.make_room(menu.rows()))
            asked = "".join(text for _, text in menu.fragments()).split("\n")
            whole = menu.rows() <= menu.room or len(choices) >= LONG_LIST
            self._look(each, name, asked if whole else [*asked, "answers are left out"])
            menu._at = keys.index(answer)
            each.world.stdout.write(f"? {question} {choices[keys.index(answer)][1]}\n")
            each.screen.answered(menu.rows_when_answered())
        self._count(name)
        return answer

    def ask(
        self, name: str, question: str, *, default: str = "", check: Check | None = None
    ) -> str:
        for each in self.all:
            width = each.world.width
            each.screen.make_room(len(question) // width + 2)
            line = f"? {question}"
            self._look(each, name, [line[n : n + width] for n in range(0, len(line), width)])
            each.world.stdout.write(f"{line}\n")
            each.screen.answered(2)
        self._count(name)
        given = self.said.get(name, default)
        if check and check(given):
            raise Interrupted("error.interrupted")
        return given

    def _look(self, each: Drawn, name: str, asked: Sequence[str]) -> None:
        if name not in READ and (missing := each.missing(asked)):
            self.misfits.append(f"{each.name} {name}: {missing}")

    def _count(self, name: str) -> None:
        self.names.append(name)
        if len(self.names) > MOST:  # it asks the same again and again: no answer leads on
            raise Interrupted("error.interrupted")

    def _answer(self, name: str, keys: list[str]) -> str:
        kind, _, place = name.partition(".")
        if self.said.get(name) in keys:
            return self.said[name]
        if kind == "trouble":
            left = self.left.setdefault(place, [k for k in keys if k not in ("other", "back")])
            return left.pop(0) if left else "back"
        if kind == "steps":
            new = [key for key in ("more", "qr", "open") if key in keys]
            left = self.left.setdefault(f"{place}?", new)
            if left and left[0] in keys:
                return left.pop(0)
            return "trouble" if self.troubles and self.left.get(place, ["?"]) else "done"
        return "back" if kind == "way" else keys[0]


def visit(
    monkeypatch: pytest.MonkeyPatch,
    folder: Path,
    language: str,
    *words: str,
    sizes: Mapping[str, tuple[int, int]] = SIZES,
    troubles: bool = True,
    **said: str,
) -> Terminals:
    """Run a command at terminals of these sizes and look at each of its questions."""
    seen = Terminals(sizes, said)
    seen.troubles = troubles
    world = World(Tty(), Tty(), io.StringIO(), environ={"SFERUM_HOME": str(folder)})
    world.now = lambda: datetime(2026, 11, 23, 12, tzinfo=UTC)
    world.browser = lambda url: True
    world.language = language
    world.folder_now = lambda: folder
    monkeypatch.setenv("COLUMNS", str(min(columns for columns, _ in sizes.values())))
    monkeypatch.setattr("sferum_cli.prompt.lists.get_app", lambda: ASKING_NOW)
    monkeypatch.setattr("sferum_cli.cli.screen.painted", painted_once)
    monkeypatch.setattr(cli_session, "Screen", lambda _: seen)
    monkeypatch.setattr(cli_session, "_prompter", lambda *_: seen)
    code = main(words, world)
    assert code in (0, 130), world.stderr.getvalue()  # type: ignore[attr-defined]
    assert seen.names
    return seen


WALKS = [
    (path_id, role) for path_id in knowledge.path_ids() for role in knowledge.path(path_id).roles
]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("path_id", "role"), WALKS, ids=lambda value: str(value))
def test_every_question_of_a_walk_fits(
    path_id: str, role: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ["delete"] if path_id == "delete" else ["unlink", path_id]
    seen = visit(monkeypatch, tmp_path, language, *command, "--role", role, confirm=WORD[language])
    kinds = {name.partition(".")[0] for name in seen.names}
    deletes = knowledge.path(path_id).kind == "delete"
    assert {"confirm" if deletes else "start", "steps", "trouble", "way"} <= kinds
    assert seen.misfits == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_every_question_of_start_fits(
    role: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = visit(monkeypatch, tmp_path, language, "start", role=role, begin="no")
    assert {"role", "goal", "review", "begin"} <= set(seen.names)
    assert seen.misfits == []


@pytest.fixture(scope="module")
def busy_kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    bench = Bench(tmp_path_factory.mktemp("busy") / "home")
    for alias in ("masha", "petya"):
        bench.ok("people", "add", alias, "--acting-as", "parent", "--age", "under-14")
        bench.ok("unlink", "school", "--person", alias, "--no-input")
    bench.ok("log", "school-1", "sent", "--date", "23.11.2026", "--channel", "in_person")
    bench.ok("unlink", "gosuslugi", "--person", "masha", "--no-input")
    return bench.folder


@pytest.fixture
def busy(bench: Bench, busy_kept: Path) -> Bench:
    """Somebody with two people and three requests, one of them sent."""
    shutil.copytree(busy_kept, bench.folder)
    return bench


ASKING = [
    ["unlink", "--role", "parent"], ["unlink", "school", "--person", "masha"], ["unlink", "vk"],
    ["continue"], ["log"], ["log", "school-1"], ["log", "school-2"], ["log", "gosuslugi-1"],
    ["escalate", "school-1"], ["escalate", "gosuslugi-1"], ["letter"], ["people", "add", "dasha"],
    ["people", "edit", "masha"], ["start", "--person", "masha"], ["why"], ["evidence"],
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("words", ASKING, ids=" ".join)
def test_every_question_of_a_command_fits(
    words: list[str], language: str, busy: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert visit(monkeypatch, busy.folder, language, *words).misfits == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("happened", [line.key for line in HAPPENINGS if line.key != "silence"])
def test_every_question_about_what_happened_fits(happened: str, language: str, busy: Bench) -> None:
    for request in ("school-1", "school-2"):
        with pytest.MonkeyPatch.context() as patched:
            seen = visit(patched, busy.folder, language, "log", request, happened=happened)
        assert seen.misfits == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [kind.id for kind in all_kinds()])
def test_every_question_of_a_letter_fits(
    kind: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert visit(monkeypatch, tmp_path, language, "letter", kind).misfits == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
def test_home_with_twelve_cases_fits(size: str, language: str, twelve: Bench) -> None:
    for said in ("leave", ""):
        with pytest.MonkeyPatch.context() as patched:
            seen = visit(patched, twelve.folder, language, sizes={size: SIZES[size]}, home=said)
        assert seen.misfits == []


def test_a_question_that_does_not_fit_is_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    monkeypatch.setattr("sferum_cli.render.step_view.AT_A_GLANCE", 1000)
    sizes = {"80x14": (80, 14)}
    seen = visit(monkeypatch, tmp_path, "ru", "unlink", "school", "--role", "parent", sizes=sizes)
    assert any(line.startswith("80x14 start: ") for line in seen.misfits)


READING = [
    "due", "", "status", "status school-1", "why school-1", "start --person masha --goal all",
    "start --person petya --entry max --goal school", "guide --role parent", "guide school",
    "support", "support school", "people list", "letter --list", "settings", "data where",
    "data restore", "sources --path school", "unlink vk-access --person masha", "escalate school-1",
    "log school-1 received", "log school-2 sent --channel phone", "status school-2", "undo",
    "calendar", "report", "evidence school-1", "remind test", "remind on --by shell", "continue",
]  # fmt: skip


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_page_that_is_read_breaks_a_command(
    language: str, busy: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Block] = []
    monkeypatch.setattr(output, "show_blocks", lambda _, blocks: shown.extend(blocks))
    busy.lang, busy.today = language, date(2026, 12, 29)
    for words in READING:
        busy.run(*words.split(), "--no-input")
    assert len(re.findall(COMMAND, paint_plain(shown, width=None))) > len(READING)
    broken = {}
    for name, (width, rows) in SIZES.items():
        on_lines = paint_plain(shown, width=width).splitlines()
        in_colour = plainly(Sized(width, rows), shown)
        broken |= {f"{name} plain": broken_in(shown, on_lines, width)}
        broken |= {f"{name} colour": broken_in(shown, in_colour, width)}
    assert not {where: found for where, found in broken.items() if found}


def by_enter(bench: Bench, *words: str) -> str:
    """What somebody reads in plain lines who takes every default."""
    told = bench.run("--plain", *words, typed=[""] * 60)
    assert told.code == 0, told.err
    return told.out


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("role", ROLES)
def test_gosuslugi_is_walked_in_few_words_the_answers_to_choose_from_included(
    role: str, language: str, bench: Bench
) -> None:
    told = by_enter(bench, "unlink", "gosuslugi", "--role", role, "--lang", language)
    assert len(told.split()) < 300, told


@pytest.mark.parametrize(("language", "recorded"), [("ru", "Записано"), ("en", "Recorded")])
def test_from_start_to_the_end_of_the_first_path_takes_less_than_nine_hundred(
    language: str, recorded: str, bench: Bench
) -> None:
    told, end, _ = by_enter(bench, "start", "--lang", language).partition(recorded)
    assert end
    assert len(told.split()) < 900, told


@over(INSTITUTIONS, LANGUAGES)
def test_a_step_takes_about_sixty_words_the_answers_to_choose_from_included(
    kind: InstitutionKind, language: str
) -> None:
    use(language)
    person = Mock(can_draw=True, asks=True)
    long = {}
    for book in (open_path(path_id, kind) for path_id in knowledge.path_ids()):
        for steps in {book.path.steps_for(role) for role in book.path.roles}:
            for n, step in enumerate(steps, start=1):
                page = step_page(step, n, len(steps), book.facts, added=False)
                answers = [
                    said for _, said in step_choices(person, step, n, done=False, tells=False)
                ]
                said = " ".join([paint_plain(page, width=None), *answers])
                long[f"{book.path.id} {step.id}"] = len(said.split())
    assert not {name: words for name, words in long.items() if words > STEP}


@over([None, *knowledge.path_ids()])
def test_support_is_one_screen_and_begins_with_who_surely_can_be_reached(
    path_id: str | None,
) -> None:
    for language in LANGUAGES:
        use(language)
        book = open_support(path_id)
        page = support_page(book.contacts, book.prepare, book.facts, every=False, command="x")
        doubtful = [is_doubtful(contact.trust) for contact in book.contacts]
        assert doubtful == sorted(doubtful), "who is well known comes first"
        assert len(plainly(Sized(80, 24), page)) <= 23, path_id
