"""The daily reminder: set up on this computer, tried, and taken back without a trace."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import time
from pathlib import Path
from typing import TYPE_CHECKING

from sferum_cli.core import reminder as core
from sferum_cli.core.codes import one_of
from sferum_cli.errors import RUN, BadUsage, Exit, SferumError
from sferum_cli.flows.due import due_items
from sferum_cli.flows.remind_schedulers import (
    CommandRun,
    in_order,
    passed_on,
    register,
    run_step,
    try_out,
    unregister,
    what_to_write,
)
from sferum_cli.flows.session import Session
from sferum_cli.render import remind_view as view
from sferum_cli.render.answer import Answer
from sferum_cli.render.error_view import error_words
from sferum_cli.render.status_view import due_lines
from sferum_cli.storage.changes import locked
from sferum_cli.storage.reminder import load_made, set_up, take_back
from sferum_cli.text import t

if TYPE_CHECKING:
    from sferum_cli.computer import Computer

SCHEDULERS_OF: dict[str, tuple[core.Scheduler, ...]] = {
    "linux": ("systemd", "shell"), "macos": ("launchd", "shell"), "windows": ("tasks",),
}  # fmt: skip
SHELLS = ("bash", "zsh", "fish")


def reminder_now(session: Session) -> Answer:
    """Whether a reminder is set up, how, and where its files are. Raises DamagedFile."""
    made = load_made(session.folder)
    files = _files(made) if made else ()
    return Answer(view.reminder_page(made, files), view.reminder_shape(made, files))


def on(session: Session, computer: Computer, by: str | None, at: str) -> Answer:
    """Set up a reminder each day at ``at`` (HH:MM) by a scheduler of this system, and try it.

    Raises BadUsage where this computer has no such scheduler, or the system refuses; then nothing
    is left of it. StateBusy, DamagedFile.
    """
    hour = _hour(at)
    scheduler = _scheduler(computer, by)
    _fresh(session, computer)
    job = core.Job(computer.program, hour, passed_on(session, computer))
    files, lines = what_to_write(session, computer, scheduler, job)
    shown = "" if scheduler == "shell" else f"{hour:%H:%M}"
    made = set_up(session.folder, scheduler, shown, files, lines)
    steps = register(session, computer, scheduler, job)
    if steps and steps[-1].code:
        in_order(computer, unregister(computer, scheduler))
        take_back(session.folder, made)
        said = steps[-1].said or str(steps[-1].code)
        raise BadUsage("error.reminder_refused", command=steps[-1].line, said=said[:300])
    RUN.commit()
    trial, more = try_out(computer, scheduler)
    commands = [step.line for step in (*steps, *more)]
    page = view.on_page(made, _files(made), commands, trial, _failed(more))
    works = trial is not False and not _failed(more)
    shape = view.on_shape(made, _files(made), commands, trial, works=works)
    return Answer(page, shape, Exit.OK if works else Exit.USAGE)


def test(session: Session, computer: Computer) -> Answer:
    """Run what the scheduler would run, and show a message as it would come. Raises BadUsage."""
    made = load_made(session.folder)
    if made is None:
        raise BadUsage("error.reminder_off")
    trial, steps = try_out(computer, made.by)
    works = trial is not False and not _failed(steps)
    page = view.test_page(made, trial, _failed(steps))
    shape = view.test_shape(made, trial, [step.line for step in steps], works=works)
    return Answer(page, shape, Exit.OK if works else Exit.USAGE)


def off(session: Session, computer: Computer) -> Answer:
    """Take the reminder back: exactly what was made. Raises BadUsage, StateBusy, DamagedFile."""
    made = load_made(session.folder)
    if made is None:
        return Answer(view.no_reminder_page(), view.off_shape((), (), ()))
    gone, left, steps = take_off(session.folder, computer, made)
    RUN.commit()
    lines = [step.line for step in steps]
    return Answer(view.off_page(made, gone, left, lines), view.off_shape(gone, left, lines))


def take_off(
    folder: Path, computer: Computer, made: core.ReminderMade
) -> tuple[tuple[str, ...], tuple[str, ...], list[CommandRun]]:
    """Take back what was ``made``: the files that went, those that stay, the commands run.

    Raises BadUsage, StateBusy; then all is as it was.
    """
    with locked(folder):  # where nothing can be written, nothing is taken back, either
        pass
    before, after = unregister(computer, made.by)[:1], unregister(computer, made.by)[1:]
    steps = [run_step(computer, words) for words in before]
    gone, left = take_back(folder, made)
    return gone, left, [*steps, *(run_step(computer, words) for words in after)]


def show(session: Session, computer: Computer, *, trial: bool = False) -> Answer:
    """Put a message on the screen if something is due: what the scheduler runs.

    With ``trial`` a sample. Raises BadUsage where the screen takes none. What goes wrong is shown
    there, too: nobody reads what a scheduler prints.
    """
    try:
        items = due_items(session.folder, today=session.today)
    except SferumError as error:
        computer.tell("sferum", "\n".join(filter(None, error_words(error))))
        raise
    lines = [line for item in items for line in due_lines(item, session.today)]
    text = t("remind.sample") if trial else "\n".join([*lines, t("remind.open")])
    if (lines or trial) and not computer.tell("sferum", text):
        raise BadUsage("error.reminder_mute")
    return Answer(view.message_page(lines), view.shown_shape(lines))


def _hour(at: str) -> time:
    hours, _, minutes = at.strip().replace(".", ":").partition(":")
    try:
        return time(int(hours), int(minutes or 0))
    except ValueError as error:
        raise BadUsage("error.reminder_time", given=at[:20]) from error


def _scheduler(computer: Computer, by: str | None) -> core.Scheduler:
    """The one that was asked for, or the best of this system. Raises BadUsage."""
    known = SCHEDULERS_OF[computer.system]
    if by is not None and by not in known:
        raise BadUsage("error.choice", option="--by", given=by, known=known)
    if computer.system == "linux" and by != "shell":
        reason = _no_systemd(computer)
        if by and reason:
            raise BadUsage("error.reminder_no_systemd", cause_of=t(f"remind.{reason}"))
        by = "shell" if reason else "systemd"
    found = one_of(known, by) or known[0]
    if found == "shell" and computer.shell not in SHELLS:
        raise BadUsage("error.reminder_shell", shell=computer.shell or "?", known=SHELLS)
    return found


def _no_systemd(computer: Computer) -> str:
    """Why systemd can remind nobody here; empty where it can."""
    if not computer.can_tell:
        return "no_notify"
    systemctl = computer.find("systemctl")
    if systemctl is None or computer.run([systemctl, "--user", "show-environment"])[0]:
        return "no_systemd"
    return ""


def _fresh(session: Session, computer: Computer) -> None:
    """Take back what an earlier time made, so that nothing of it stays."""
    if made := load_made(session.folder):
        take_off(session.folder, computer, made)
        RUN.commit()


def _failed(steps: Sequence[CommandRun]) -> list[tuple[str, str]]:
    """What did not run: the commands, each with what it said."""
    return [(step.line, step.said or str(step.code)) for step in steps if step.code]


def _files(made: core.ReminderMade) -> tuple[str, ...]:
    return (*made.files, *([made.into] if made.into else []))
