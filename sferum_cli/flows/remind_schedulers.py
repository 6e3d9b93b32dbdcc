"""What this computer has to be told for a reminder, by each scheduler there is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_cli.core import reminder as core
from sferum_cli.core.frozen import frozen
from sferum_cli.flows.session import Session
from sferum_cli.storage.files import TEMPORARY, replace_file
from sferum_cli.storage.reminder import STAMP
from sferum_cli.text import t

if TYPE_CHECKING:
    from sferum_cli.computer import Computer

FOR_US = ("SFERUM_HOME", "SFERUM_LANG", "SHIV_ROOT")
PASSED_ON = (*FOR_US, "LC_ALL", "LC_MESSAGES", "LANG")
"""What the person's window says and a scheduler would not: folder, language, where to unpack."""


@frozen
class CommandRun:
    """A command of the system that was run: its words, its exit code, what it said."""

    words: tuple[str, ...]
    code: int
    said: str

    @property
    def line(self) -> str:
        """The command as it is typed."""
        return core.windows_line(self.words)


def passed_on(session: Session, computer: Computer) -> dict[str, str]:
    """What this window says and the scheduler would not know, of ``PASSED_ON``."""
    said = {name: computer.environ[name] for name in PASSED_ON if computer.environ.get(name)}
    if "SFERUM_HOME" in said:
        said["SFERUM_HOME"] = str(session.folder)
    if "SHIV_ROOT" in said:
        said["SHIV_ROOT"] = str(Path(said["SHIV_ROOT"]).absolute())
    if computer.system == "windows":  # it says its language itself
        return {name: value for name, value in said.items() if name in FOR_US}
    return said


def what_to_write(
    session: Session, computer: Computer, scheduler: core.Scheduler, job: core.Job
) -> tuple[dict[Path, bytes], tuple[Path, str] | None]:
    """The files to write, and the lines to put into one of the person's."""
    home, config = computer.home, computer.config
    match scheduler:
        case "systemd":
            units = core.systemd_units(job)
            place = config / "systemd/user"
            return {place / name: text.encode() for name, text in units.items()}, None
        case "launchd":
            file = home / "Library/LaunchAgents" / f"{core.LABEL}.plist"
            return {file: core.launchd_plist(job)}, None
        case "tasks":
            return {}, None
        case "shell":
            lines = core.shell_lines(job, str(session.folder / STAMP), computer.shell)
            if computer.shell == "fish":
                return {config / "fish/conf.d/sferum.fish": lines.encode()}, None
            rc = {"zsh": ".zshrc", "bash": ".bashrc"}[computer.shell]
            if computer.system == "macos" and computer.shell == "bash":
                rc = ".bash_profile"  # its terminal reads no other
            place = Path(computer.environ.get("ZDOTDIR") or home) if rc == ".zshrc" else home
            return {}, (place / rc, lines)


def register(
    session: Session, computer: Computer, scheduler: core.Scheduler, job: core.Job
) -> list[CommandRun]:
    """Make the system take notice: the commands that were run, up to the first that fails."""
    match scheduler:
        case "systemd":
            systemctl = ("systemctl", "--user")
            enable = (*systemctl, "enable", "--now", f"{core.UNIT}.timer")
            return in_order(computer, [(*systemctl, "daemon-reload"), enable])
        case "launchd":
            place = str(computer.home / "Library/LaunchAgents" / f"{core.LABEL}.plist")
            return in_order(
                computer, [("launchctl", "bootstrap", f"gui/{computer.user_id}", place)]
            )
        case "tasks":
            file = session.folder / f"{TEMPORARY}task.xml"
            replace_file(file, core.windows_task(job, computer.user, session.today))
            try:
                words = ("schtasks", "/Create", "/TN", core.TASK, "/XML", str(file), "/F")
                return in_order(computer, [words])
            finally:
                file.unlink(missing_ok=True)
        case "shell":
            return []


def unregister(computer: Computer, scheduler: core.Scheduler) -> list[tuple[str, ...]]:
    """The commands that take it back: the first before the files go, the others after."""
    match scheduler:
        case "systemd":
            systemctl = ("systemctl", "--user")
            disable = (*systemctl, "disable", "--now", f"{core.UNIT}.timer")
            return [disable, (*systemctl, "daemon-reload")]
        case "launchd":
            return [("launchctl", "bootout", f"gui/{computer.user_id}/{core.LABEL}")]
        case "tasks":
            return [("schtasks", "/Delete", "/TN", core.TASK, "/F")]
        case "shell":
            return []


def try_out(computer: Computer, scheduler: core.Scheduler) -> tuple[bool | None, list[CommandRun]]:
    """Whether a message could be shown (None: there is none), and what the scheduler said."""
    start = {
        "systemd": ("systemctl", "--user", "start", f"{core.UNIT}.service"),
        "launchd": ("launchctl", "kickstart", f"gui/{computer.user_id}/{core.LABEL}"),
        "tasks": ("schtasks", "/Run", "/TN", core.TASK),
    }
    if scheduler not in start:
        return None, []
    step = run_step(computer, start[scheduler])
    if computer.system == "windows":  # the message waits for the person, and this must not
        return computer.start([*computer.program, "remind", "show", "--trial"]), [step]
    return computer.tell("sferum", t("remind.sample")), [step]


def run_step(computer: Computer, words: Sequence[str]) -> CommandRun:
    """Run one command of the system."""
    return CommandRun(tuple(words), *computer.run(words))


def in_order(computer: Computer, commands: Sequence[Sequence[str]]) -> list[CommandRun]:
    """Run ``commands`` in their order, up to the first that fails."""
    steps: list[CommandRun] = []
    for words in commands:
        steps.append(run_step(computer, words))
        if steps[-1].code:
            break
    return steps
