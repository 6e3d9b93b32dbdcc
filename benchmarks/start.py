"""How long the commands take to start, against a click "hello" and other command-line tools.

Each command and the hello run in turn (A B A B), and the CPU time of the one is divided by that of
the other, pair by pair: what else the machine does then touches both. `make bench` runs it and
writes the table in docs/performance.md.
"""

from __future__ import annotations

import os
import pty
import select
import shutil
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent
HOME = ROOT / ".venv-bench"
BIN = HOME / "bin"
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- start: written by make bench -->\n", "<!-- start: end -->\n"
PEERS = ("td-watson", "jrnl", "todoman")
QUIET = 1.0  # seconds without output after which a question is being asked
PATIENCE = 30.0  # seconds without output after which a command that should end waits for somebody
PAIRS = 15
DUE = 10  # the exit code of a command that names something due

HELLO = """\
import click


@click.command()
@click.option("--name", default="world")
def main(name):
    click.echo(f"hello {name}")
"""
# The floors: what no program made of these libraries can go below, whatever it does.
FLOOR = """\
import gc
import os
import sys

import typer

app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, add_completion=False)


@app.command()
def hello(name: str = "world") -> None:
    {does}


def main():
    gc.disable()
    app(standalone_mode=False)
    sys.stdout.flush()
    os._exit(0)
"""
FLOORS = {
    "typer-hello": 'print(f"hello {name}")',
    "folder-hello": "import platformdirs, tomli; print(platformdirs.user_data_dir(name))",
    "rich-hello": "from rich.console import Console; Console().print(name)",
    "question-hello": 'import questionary; questionary.select(name, ["a", "b"]).unsafe_ask()',
    "pdf-hello": 'import typst; print(len(typst.compile(name.encode(), format="pdf")))',
}
SCRIPT = """\
#!{python}
import sys
from {module} import main
if __name__ == "__main__":
    sys.exit(main())
"""

ANSWERS = """\
[applicant]
surname = "Иванова"
given = "Мария"
patronymic = "Сергеевна"
phone = "+7 900 000-00-00"
address = "390000, г. Рязань, ул. Ленина, д. 1"
id_document = "паспорт 61 00 000000"
[child]
surname = "Иванов"
given = "Пётр"
patronymic = "Андреевич"
birth_date = 2014-05-06
class = "5 «А»"
[school]
name = "МБОУ «Школа № 5»"
kind = "municipal"
head = { position = "директор", surname = "Петрова", given = "Ольга", patronymic = "Львовна" }
"""
LETTER = (
    "letter operator --request operator-1 --answers answers.toml --format pdf -o letter.pdf "
    "--force --no-input"
)


# What is measured: its name, its words, where its output goes, and the most it may take. After
# `log` comes `undo`, as often: the home is then what it was.
ROWS: tuple[tuple[str, str, str, float | None], ...] = (
    ("sferum --version", "sferum --version", "pipe", 1.32),
    ("sferum --help", "sferum --help", "pipe", 1.35),
    ("sferum, 10 requests", "sferum", "pipe", 1.75),
    ("sferum status, 10 requests", "sferum status", "pipe", 1.75),
    ("sferum status, 10 requests, on a terminal", "sferum status", "terminal", None),
    ("sferum status --json, 10 requests", "sferum status --json", "pipe", 1.75),
    ("sferum due", "sferum due", "pipe", 1.75),
    ("sferum log, a note", "sferum log school-1 note --note x", "pipe", 2.1),
    ("sferum undo, that note", "sferum undo --again", "pipe", 2.1),
    ("sferum guide, the list", "sferum guide", "pipe", 2.2),
    ("sferum guide gosuslugi", "sferum guide gosuslugi", "pipe", 1.9),
    ("sferum guide gosuslugi, on a terminal", "sferum guide gosuslugi", "terminal", 2.2),
    ("sferum start --role parent --no-input", "sferum start --role parent --no-input", "pipe", 2.2),
    ("sferum unlink, to its menu", "sferum unlink", "question", None),
    ("sferum unlink gosuslugi, to its first question", "sferum unlink gosuslugi", "question", 3.5),
    ("sferum log sch and Tab", "sferum log sch", "tab", 1.5),
    ("sferum letter, a PDF of one page", f"sferum {LETTER}", "pipe", 3.2),
    ("floor: typer says hello", "typer-hello", "pipe", None),
    ("floor: the same, and finds its folder and TOML", "folder-hello", "pipe", None),
    ("floor: typer and rich, on a terminal", "rich-hello", "terminal", None),
    ("floor: typer and questionary, to the first question", "question-hello", "question", None),
    ("floor: typer and typst, a PDF of one word", "pdf-hello", "pipe", None),
    ("watson --help", "watson --help", "pipe", None),
    ("watson status", "watson status", "pipe", None),
    ("jrnl --version", "jrnl --version", "pipe", None),
    ("todo --version", "todo --version", "pipe", None),
    ("todo list, empty", "todo list", "pipe", None),
    ("gh --version", "gh --version", "pipe", None),
    ("task --version", "task --version", "pipe", None),
)
PATHS = (
    "gosuslugi", "school --role parent", "operator", "study-profile", "max --confirm",
    "max-school", "diary", "vk", "consent", "teacher-leaving",
)  # fmt: skip


def environment(home: Path) -> dict[str, str]:
    """What a person's shell sets, and nothing that changes how Python starts."""
    kept = ("LANG", "LC_ALL", "TERM", "USER")
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}", "HOME": str(home), "SFERUM_LANG": "ru",
        "TERM": "xterm-256color", "LANG": "C.UTF-8",
    }  # fmt: skip


def install() -> None:
    """The wheel of this tree, click and the peers, side by side and compiled."""
    if not BIN.exists():
        venv.create(HOME, with_pip=True)
    environ = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    pip = [str(BIN / "python"), "-m", "pip", "--quiet", "--disable-pip-version-check"]
    # Scripts written by an old pip import re; an old setuptools runs at every start.
    subprocess.run([*pip, "install", "--upgrade", "pip", "click", *PEERS], check=True, env=environ)
    subprocess.run([*pip, "install", str(ROOT)], check=True, env=environ)
    again = ["install", "--force-reinstall", "--no-deps", str(ROOT)]
    subprocess.run([*pip, *again], check=True, env=environ)
    subprocess.run([*pip, "uninstall", "--yes", "setuptools"], check=True, env=environ)
    packages = next(HOME.glob("lib/python*/site-packages"))
    floors = {name: FLOOR.format(does=does) for name, does in FLOORS.items()}
    for name, source in {"click-hello": HELLO, **floors}.items():
        module = name.replace("-", "_")
        (packages / f"{module}.py").write_text(source, encoding="utf-8")
        script = BIN / name
        script.write_text(SCRIPT.format(python=BIN / "python", module=module), encoding="utf-8")
        script.chmod(0o755)
    python = str(BIN / "python")
    subprocess.run([python, "-m", "compileall", "-q", str(packages)], check=False, env=environ)


def settle(home: Path) -> None:
    """Ten requests in ``home``, and the answers for a letter."""
    environ = environment(home)

    def sferum(words: str) -> None:
        subprocess.run(
            [BIN / "sferum", *words.split(), "--no-input"], check=True, env=environ, cwd=home,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip

    for path in PATHS:
        sferum(f"unlink {path}")
    for event in ("school-1 sent", "operator-1 sent", "gosuslugi-1 done_by_user"):
        sferum(f"log {event}")
    (home / "answers.toml").write_text(ANSWERS, encoding="utf-8")
    todo = home / ".config" / "todoman" / "config.py"  # it does nothing without
    (home / "todo").mkdir()
    todo.parent.mkdir(parents=True)
    todo.write_text(f'path = "{home}/todo"\n', encoding="utf-8")


def cpu(argv: list[str], where: str, environ: dict[str, str]) -> float:
    """Seconds of CPU time of one run of ``argv``, user and system.

    Raises SystemExit where it is refused, or waits for somebody without being meant to.
    """
    if where in ("terminal", "question"):
        return _cpu_on_terminal(argv, environ, ask=where == "question")
    child = subprocess.Popen(
        argv, env=environ, cwd=environ["HOME"], stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    assert child.stdout
    with child.stdout:
        child.stdout.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in (0, DUE):
        raise SystemExit(f"{' '.join(argv)} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime


def _cpu_on_terminal(argv: list[str], environ: dict[str, str], *, ask: bool) -> float:
    """The same on a terminal of its own; with ``ask``, until a question waits for its answer."""
    pid, terminal = pty.fork()
    if pid == 0:
        os.chdir(environ["HOME"])
        os.execvpe(argv[0], argv, environ)
    shown = b""
    ended = False
    while not ended and select.select([terminal], [], [], QUIET if ask and shown else PATIENCE)[0]:
        try:
            new = os.read(terminal, 65536)
        except OSError:  # the other end is closed
            new = b""
        if b"\x1b[6n" in new:  # where is the cursor?
            os.write(terminal, b"\x1b[1;1R")
        shown, ended = shown + new, not new
    if not ended:
        os.kill(pid, 9)
    usage = os.wait4(pid, 0)[2]
    os.close(terminal)
    if ask is ended:
        last = shown.decode(errors="replace")[-200:]
        raise SystemExit(f"{' '.join(argv)} {'asks nothing' if ask else 'waits'}: {last!r}")
    return usage.ru_utime + usage.ru_stime


def measure(
    words: str, where: str, environ: dict[str, str], runs: int
) -> list[tuple[float, float]]:
    """Pairs of the CPU seconds of the hello and of the command, taken in turn."""
    name, *rest = words.split()
    argv = [str(shutil.which(name, path=environ["PATH"])), *rest]
    if where == "tab":  # as bash asks
        asked = {"_SFERUM_COMPLETE": "complete_bash", "COMP_WORDS": words}
        environ = {**environ, **asked, "COMP_CWORD": str(len(rest))}
        argv = argv[:1]
    elif where == "terminal":  # of so many rows that no page is read a screen at a time
        environ = {**environ, "COLUMNS": "80", "LINES": "200"}
    hello = [str(BIN / "click-hello")]
    cpu(hello, "pipe", environ)
    cpu(argv, where, environ)  # the first run reads files that the later ones find in memory
    return [(cpu(hello, "pipe", environ), cpu(argv, where, environ)) for _ in range(runs)]


def row(name: str, pairs: list[tuple[float, float]], most: float | None) -> str:
    """One line of the table."""
    low, middle, high = statistics.quantiles([other / hello for hello, other in pairs], n=4)
    told = "" if most is None else f"{most:g}"
    told += "" if most is None else (", met" if middle <= most else ", **not met**")
    own = statistics.median(other for _, other in pairs) * 1000
    return f"| {name} | **{middle:.2f}** | {low:.2f} to {high:.2f} | {own:.0f} ms | {told} |"


def main(runs: int) -> None:
    """Install, measure all rows, write the table."""
    print(f"Installing into {HOME.name}", flush=True)
    install()
    lines = [
        "| command | times a click hello | quartiles | CPU | target |",
        "| -- | -- | -- | -- | -- |",
    ]
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as empty:
        environ = environment(Path(folder))
        first_time = environment(Path(empty))
        settle(Path(folder))
        rows = [each for each in ROWS if shutil.which(each[1].split()[0], path=environ["PATH"])]
        for n, (name, words, where, most) in enumerate(rows, start=1):
            here = first_time if where == "question" else environ
            lines.append(row(name, measure(words, where, here, runs), most))
            print(f"{n} of {len(rows)} {lines[-1]}", flush=True)
    version = ".".join(map(str, sys.version_info[:3]))
    told = f"{runs} pairs each, CPython {version}, {os.uname().machine}, {os.cpu_count()} cores.\n"
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    table = "\n".join(["", *lines, "", told])
    PAGE.write_text(head + BEGIN + table + "\n" + END + rest.partition(END)[2], encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else PAIRS)
