"""What each command may cost in instructions, which are the same on every run: a ratchet.

`make budget` counts with valgrind, divides by what a typer program that says hello takes in the
same Python, and compares with budget.toml; `--write` takes the new figures over, `--short` looks at
what people type most (CI), `--new` at what has no figure yet. A row ends with the command or, where
it is asked for, at the first words on the screen: what is loaded for a question must not come
before them.
"""

from __future__ import annotations

import os
import pty
import re
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple

ROOT = Path(__file__).parent.parent
FILE = Path(__file__).with_suffix(".toml")
TOTAL = re.compile(r"Total instructions:\s+(\d+)")
TODAY = "2026-11-28"
PATIENCE = 60  # seconds without a word after which a command waits for somebody
TOLERANCE = 0.03  # of a figure; above it a command has become slower, below it faster
HELLO = """
import gc, os, sys
gc.disable()
import typer
app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)
app.command()(lambda: print("hello"))
app(standalone_mode=False)
sys.stdout.flush()
os._exit(0)
"""
RUN = "from sferum_cli.__main__ import entry; entry()"
FIRST = """
import os, sys
class First:
    def __init__(self, out): self.out = out
    def __getattr__(self, name): return getattr(self.out, name)
    @property
    def buffer(self): return First(self.out.buffer)
    def write(self, words):
        if words.strip(): os._exit(0)
        return len(words)
sys.stdout = First(sys.stdout)
from sferum_cli.__main__ import entry; entry()
"""
PATHS = (
    "gosuslugi", "school", "operator", "study-profile", "max-school", "diary", "vk", "consent",
    "moving", "save-first",
)  # fmt: skip

PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- budget: written by make budget ARGS=--write -->\n", "<!-- budget: end -->\n"
CLICK = 1.16  # click hellos in a typer hello: 200.2 to 172.7 million instructions

sys.path.append(str(Path(__file__).parent))
from start import ANSWERS, LETTER  # noqa: E402  # its neighbour, wherever this is called from


class Row(NamedTuple):
    """One thing to count. ``many`` is the home with 1,000 requests; ``tab`` what was typed.

    ``after`` is a command that made the home ready, and is not counted.
    """

    words: str
    where: Literal["pipe", "terminal", "first"] = "pipe"
    many: bool = False
    tab: bool = False
    short: bool = False
    after: str = ""

    @property
    def title(self) -> str:
        """The row as budget.toml names it."""
        notes = {"terminal": ", on a terminal", "first": ", to its first words on a terminal"}
        typed = f"sferum {self.words}".strip() + (" <Tab>" if self.tab else "")
        return typed + notes.get(self.where, "") + (", 1,000 requests" if self.many else "")


CHILD = "people add masha --acting-as parent"
BUNDLE = "data export -o all.zip"
REMINDER = "remind on --by shell"  # a line in the .bashrc of a home that is thrown away
ROWS = (
    Row("--version", short=True), Row("--help"), Row("", short=True), Row("status", short=True),
    Row("status --json"), Row("status school-1"), Row("due", short=True),
    Row("guide gosuslugi --role parent", short=True), Row("guide", short=True),
    Row("guide --search приходит"), Row("start --role parent --no-input", short=True),
    Row("unlink max --role parent --confirm --no-input"), Row("unlink", "first"),
    Row("unlink gosuslugi --role parent --again", "first", short=True), Row("start", "first"),
    Row("", "first"), Row("log school-1", "first"), Row("continue gosuslugi-1", "first"),
    Row("letter school-parent --request school-1", "first"), Row("delete", "first"),
    Row("delete --confirm --role parent --no-input"), Row("continue gosuslugi-1 --no-input"),
    Row("log school-1 note --note x", short=True), Row("undo"), Row("letter --list"),
    Row("calendar -o -"), Row("report -o r.html"), Row("support"), Row("why school-1"),
    Row("escalate school-1"), Row("evidence school-1 -o e.zip"), Row("people list"), Row(CHILD),
    Row("people edit masha --age 14-17", after=CHILD), Row("people remove masha", after=CHILD),
    Row(LETTER), Row("guide gosuslugi --format pdf -o guide.pdf"),
    Row("sources"), Row("sources check"), Row("sources export"), Row("sources report"),
    Row("data where"), Row("data check"), Row("data restore"), Row("data restore 1 --yes"),
    Row(BUNDLE), Row("data import all.zip --replace", after=BUNDLE), Row("data wipe --confirm"),
    Row("remind"), Row(REMINDER), Row("remind test", after=REMINDER), Row("remind show"),
    Row("remind off", after=REMINDER), Row("settings"), Row("settings language ru"),
    Row("status", "terminal"), Row("guide gosuslugi", "terminal"), Row("support", "terminal"),
    Row("why school-1", "terminal"), Row("unl", tab=True), Row("unlink go", tab=True),
    Row("log sch", tab=True, short=True), Row("status", many=True), Row("due", many=True),
)  # fmt: skip


def environment(home: Path) -> dict[str, str]:
    """What a run sees: one home, one day, one language."""
    return {
        "SFERUM_HOME": str(home / "data"), "SFERUM_TODAY": TODAY, "SFERUM_LANG": "ru",
        "HOME": str(home), "PYTHONHASHSEED": "0", "PYTHONPATH": str(ROOT), "LANG": "C.UTF-8",
        "TERM": "xterm-256color", "COLUMNS": "80", "LINES": "24", "PATH": os.environ["PATH"],
        "SHELL": "/bin/bash",
    }  # fmt: skip


def settle(home: Path) -> None:
    """Ten requests of one parent in ``home``, made with the program itself."""
    home.mkdir()
    for path in PATHS:
        words = ["unlink", path, "--role", "parent", "--no-input"]
        command = [sys.executable, "-c", RUN, *words]
        subprocess.run(command, env=environment(home), cwd=home, check=True, capture_output=True)
    (home / "answers.toml").write_text(ANSWERS, encoding="utf-8")


def settle_many(home: Path) -> None:
    """A thousand open requests, as `make bench-scale` has them."""
    sys.path[:0] = [str(ROOT), str(ROOT / "benchmarks")]
    from scale import journal  # made of the program's own parts, which the counts do not need

    from sferum_cli.storage.changes import save_state

    save_state(home / "data", journal(0, 1000))


def count(row: Row, home: Path) -> int:
    """The instructions of one run, in a home of its own. A command that is refused is a mistake."""
    program = FIRST if row.where == "first" else RUN
    command = [sys.executable, "-c", program, *([] if row.tab else row.words.split())]
    environ = environment(home)
    if row.after:
        first = [sys.executable, "-c", RUN, *row.after.split()]
        subprocess.run(first, env=environ, cwd=home, check=True, capture_output=True)
    if row.tab:
        typed = f"sferum {row.words}"
        place = str(len(typed.split()) - 1)
        environ |= {"_SFERUM_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": place}
    terminal = row.where != "pipe"
    if row.where == "terminal":  # of so many rows that no page is read a screen at a time
        environ |= {"LINES": "200"}
    before = home.with_name(f"{home.name}-before")  # what a first run compiles and keeps
    shutil.copytree(home, before)
    other = environ | {"SFERUM_HOME": str(before / "data"), "HOME": str(before)}
    if code := _run(command, other, before, terminal=terminal):
        raise SystemExit(f"{row.title} ended with {code}")
    return counted(command, environ, home, terminal=terminal)


def counted(command: Sequence[str], environ: dict[str, str], home: Path, *, terminal: bool) -> int:
    """The instructions of ``command``, its output going into a pipe or to a ``terminal``."""
    log = home / "valgrind.log"
    valgrind = [
        "valgrind", "--tool=exp-bbv", "--instr-count-only=yes", f"--log-file={log}",
        f"--bb-out-file={home / 'bb'}", *command,
    ]  # fmt: skip
    _run(valgrind, environ, home, terminal=terminal)
    found = TOTAL.search(log.read_text(encoding="utf-8"))
    if found is None:
        raise SystemExit(f"valgrind counted nothing for {command}")
    return int(found[1])


def _run(command: Sequence[str], environ: dict[str, str], home: Path, *, terminal: bool) -> int:
    """Run it to its end and give the exit code. Raises SystemExit where it waits for somebody."""
    if not terminal:
        done = subprocess.run(
            command, env=environ, cwd=home, stdin=subprocess.DEVNULL, capture_output=True,
            check=False,
        )  # fmt: skip
        return done.returncode
    pid, screen = pty.fork()
    if pid == 0:
        os.chdir(home)
        os.execvpe(command[0], command, environ)
    with suppress(OSError):  # so a terminal ends on Linux
        while select.select([screen], [], [], PATIENCE)[0]:
            os.read(screen, 65536)
        os.kill(pid, signal.SIGKILL)
        os.waitpid(pid, 0)
        raise SystemExit(f"{' '.join(command)} waits for an answer")
    code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    os.close(screen)
    return code


def figures(rows: Sequence[Row]) -> dict[str, float]:
    """What each of ``rows`` takes, in typer hellos; two are counted at a time."""
    here = {**os.environ, "PYTHONPATH": str(ROOT)}
    keep = [sys.executable, str(ROOT / "tools" / "keep_knowledge.py")]
    subprocess.run(keep, env=here, check=True)
    with tempfile.TemporaryDirectory() as name, ThreadPoolExecutor(2) as pool:
        place = Path(name)
        settle(place / "ten")
        if any(row.many for row in rows):
            settle_many(place / "many")

        def one(numbered: tuple[int, Row]) -> int:
            number, row = numbered
            home = place / str(number)
            shutil.copytree(place / ("many" if row.many else "ten"), home)
            return count(row, home)

        (place / "hello").mkdir()
        hello = counted(
            [sys.executable, "-c", HELLO], environment(place), place / "hello", terminal=False
        )
        counts = pool.map(one, enumerate(rows))
        return {row.title: n / hello for row, n in zip(rows, counts, strict=True)}


def verdict(figure: float, budget: float | None) -> str:
    """What is wrong with a figure, empty where it keeps to its budget."""
    if budget is None:
        return "NEW"
    if figure > budget * (1 + TOLERANCE):
        return "OVER"
    return "lower it" if figure < budget * (1 - 2 * TOLERANCE) else ""


def table(known: dict[str, float]) -> str:
    """The figures as docs/performance.md has them."""
    rows = [
        f"| {_told(title)} | {figure:.2f} | {figure * CLICK:.2f} |"
        for title, figure in known.items()
    ]
    return "\n".join(["| command | typer hellos | click hellos |", "| -- | -- | -- |", *rows])


def _told(title: str) -> str:
    """What was counted, with what was typed set apart; a half word is no command."""
    typed, comma, note = title.partition(", ")
    if typed.endswith(" <Tab>"):
        return f"Tab after `{typed.removeprefix('sferum ').removesuffix(' <Tab>')}`"
    return f"`{typed}`{comma}{note}"


def write_page(known: dict[str, float]) -> None:
    """Put the table between its marks."""
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    page = f"{head}{BEGIN}\n{table(known)}\n\n{END}{rest.partition(END)[2]}"
    PAGE.write_text(page, encoding="utf-8")


def run(arguments: Sequence[str]) -> int:
    """Compare, or with --write take over; gives the exit code."""
    if shutil.which("valgrind") is None:
        sys.stderr.write("valgrind is needed\n")
        return 2
    known = tomllib.loads(FILE.read_text(encoding="utf-8"))
    rows = [row for row in ROWS if row.short or "--short" not in arguments]
    if "--new" in arguments:
        rows = [row for row in rows if row.title not in known]
    now = figures(rows)
    if "--write" in arguments:
        if "--new" in arguments:
            now = {row.title: (known | now)[row.title] for row in ROWS}
        lines = [
            "# Written by `make budget ARGS=--write`: instructions of each command, in those of a",
            f"# typer program that says hello. CPython {sys.version.split()[0]}.",
            "", *(f'"{title}" = {figure:.3f}' for title, figure in now.items()),
        ]  # fmt: skip
        FILE.write_text("\n".join(lines) + "\n", encoding="utf-8")
        write_page(tomllib.loads(FILE.read_text(encoding="utf-8")))
        return 0
    said = {title: verdict(figure, known.get(title)) for title, figure in now.items()}
    for title, figure in now.items():
        sys.stdout.write(f"{figure:6.3f} of {known.get(title, 0):6.3f}  {title}  {said[title]}\n")
    return int(any(each in ("OVER", "NEW") for each in said.values()))


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
