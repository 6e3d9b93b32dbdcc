"""The daily reminder as each system wants it written: units, a plist, a task, lines of a shell."""

from __future__ import annotations

import plistlib
import shlex
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Literal, get_args
from xml.etree import ElementTree

from sferum_cli.core.frozen import NOTHING, frozen

Scheduler = Literal["systemd", "launchd", "tasks", "shell"]  # as ``--by`` and the file name them
SCHEDULERS: tuple[Scheduler, ...] = get_args(Scheduler)
UNIT = "sferum-due"
LABEL = "sferum.due"
TASK = "sferum due"
MARK = "sferum remind"
"""Stands in each file that is made, so that nobody else's is taken for ours."""
BEGIN, END = f"# >>> {MARK} >>>", f"# <<< {MARK} <<<"
_NAMESPACE = "http://schemas.microsoft.com/windows/2004/02/mit/task"


@frozen
class Job:
    """What is to run each day, and when.

    ``words`` start the program from anywhere, ``environ`` is what it has to find there.
    """

    words: tuple[str, ...]
    at: time
    environ: Mapping[str, str]


@frozen
class ReminderMade:
    """What was made: by which scheduler, at what hour, whole files, lines in a file, folders.

    ``at`` is HH:MM, or empty. ``files`` map a path to the check sum of what was written. ``lines``
    were put at the end of ``into``, which was not there before where ``new``.
    """

    by: Scheduler
    at: str
    files: Mapping[str, str] = NOTHING
    folders: tuple[str, ...] = ()
    into: str = ""
    lines: str = ""
    new: bool = False


def systemd_units(job: Job) -> dict[str, str]:
    """A service and its timer, by file name."""
    lines = [f"Environment={_unit_word(f'{name}={value}')}" for name, value in job.environ.items()]
    words = " ".join(_unit_word(word).replace("$", "$$") for word in (*job.words, "remind", "show"))
    # Through env: as the first word systemd takes no path with a quote or a dollar in it.
    head = f"# {MARK}\n[Unit]\nDescription=sferum: what is due today\n"
    service = [head, "[Service]", "Type=oneshot", *lines, f"ExecStart=/usr/bin/env {words}", ""]
    timer = [
        head, "[Timer]", f"OnCalendar=*-*-* {job.at:%H:%M:00}", "Persistent=true", "",
        "[Install]", "WantedBy=timers.target", "",
    ]  # fmt: skip
    return {f"{UNIT}.service": "\n".join(service), f"{UNIT}.timer": "\n".join(timer)}


def _unit_word(word: str) -> str:
    """One word for systemd: in quotes, and nothing in it stands for something else."""
    for sign, instead in (("\\", "\\\\"), ('"', '\\"'), ("%", "%%"), ("\n", "\\n")):
        word = word.replace(sign, instead)
    return f'"{word}"'


def launchd_plist(job: Job) -> bytes:
    """An agent of the person's own session; a missed time is made up for when it wakes."""
    shape = {
        "Label": LABEL,
        "ProgramArguments": [*job.words, "remind", "show"],
        "EnvironmentVariables": dict(job.environ),
        "StartCalendarInterval": {"Hour": job.at.hour, "Minute": job.at.minute},
        "ProcessType": "Background",
    }
    told = plistlib.dumps(shape, sort_keys=False)
    return told.replace(b"<plist ", f"<!-- {MARK} -->\n<plist ".encode(), 1)


def windows_task(job: Job, user: str, day: date) -> bytes:
    """A task of the person alone, from ``day`` on, without any more rights than they have.

    ``user`` is DOMAIN\\name, or empty for whoever sets it up.
    """
    program, arguments = _for_windows(job)
    principal = {"UserId": user} if user else {}
    task = ElementTree.Element("Task", {"version": "1.2", "xmlns": _NAMESPACE})
    _add(task, {
        "RegistrationInfo": {"Description": f"{MARK}: sferum due"},
        "Triggers": {"CalendarTrigger": {
            "StartBoundary": f"{day}T{job.at:%H:%M:%S}",
            "Enabled": "true",
            "ScheduleByDay": {"DaysInterval": "1"},
        }},
        "Principals": {"Principal": {
            **principal, "LogonType": "InteractiveToken", "RunLevel": "LeastPrivilege",
        }},
        "Settings": {
            "MultipleInstancesPolicy": "IgnoreNew",
            "DisallowStartIfOnBatteries": "false",
            "StopIfGoingOnBatteries": "false",
            "AllowHardTerminate": "true",
            "StartWhenAvailable": "true",
            "RunOnlyIfNetworkAvailable": "false",
            "AllowStartOnDemand": "true",
            "Enabled": "true",
            "Hidden": "false",
            "WakeToRun": "false",
            "ExecutionTimeLimit": "PT0S",
        },
        "Actions": {"Exec": {"Command": program, "Arguments": arguments}},
    })  # fmt: skip
    task.find("Principals/Principal").set("id", "Author")  # type: ignore[union-attr]  # put there above
    task.find("Actions").set("Context", "Author")  # type: ignore[union-attr]  # the same
    ElementTree.indent(task)
    told = ElementTree.tostring(task, encoding="unicode")
    # As the system writes it itself: it refuses what says another encoding.
    whole = f'<?xml version="1.0" encoding="UTF-16"?>\n{told}\n'
    return b"\xff\xfe" + whole.replace("\n", "\r\n").encode("utf-16-le")


def _add(parent: ElementTree.Element, inner: Mapping[str, object]) -> None:
    for name, value in inner.items():
        child = ElementTree.SubElement(parent, name)
        if isinstance(value, dict):
            _add(child, value)
        else:
            child.text = str(value)


def _for_windows(job: Job) -> tuple[str, str]:
    """The program of a task and its arguments; a task has no variables of its own."""
    program, *words = job.words
    if job.environ:
        run = "import os,runpy;os.environ.update({!r});{}"
        start = "runpy.run_module('sferum_cli',run_name='__main__',alter_sys=True)"
        if words[:1] != ["-P"]:  # the single file
            start = f"runpy.run_path({words[0]!r},run_name='__main__')"
        words = ["-P", "-c", run.format(dict(job.environ), start)]
    return program, windows_line([*words, "remind", "show"])


def windows_line(words: Sequence[str]) -> str:
    """Words as one line that a program on Windows takes apart again."""
    told = []
    for word in words:
        if word and not set(word) & set(' \t"'):
            told.append(word)
            continue
        # A backslash before a quote, or before the closing one, stands for itself only twice.
        parts = word.split('"')
        kept = [part + "\\" * (len(part) - len(part.rstrip("\\"))) for part in parts]
        told.append('"' + '\\"'.join(kept) + '"')
    return " ".join(told)


def shell_lines(job: Job, stamp: str, shell: str) -> str:
    """Lines for the shell: ``due`` in the first window of a day, and no cost in any other.

    ``stamp`` is the absolute path of the file that holds the last day; where its folder is gone,
    or it cannot be read, nothing happens. ``shell`` is fish, bash or zsh.
    """
    sign = shlex.quote
    given = "".join(f"{name}={sign(value)} " for name, value in job.environ.items())
    words = " ".join(map(sign, (*job.words, "due")))
    if shell == "fish":
        words = f"env {given}{words}" if given else words
        return _FISH.format(begin=BEGIN, end=END, stamp=sign(stamp), words=words)
    return _POSIX.format(begin=BEGIN, end=END, stamp=sign(stamp), words=given + words)


_POSIX = """\
{begin}
case $- in *i*) if [ -w {stamp} ]; then
  {{ read -r sferum_day < {stamp}; }} 2>/dev/null
  if [ "$sferum_day" != "$(date +%F)" ]; then
    {words}
    case $? in 0|10) date +%F > {stamp} ;; esac
  fi
  unset sferum_day
fi ;; esac
{end}
"""
_FISH = """\
{begin}
if status is-interactive; and test -w {stamp}
    read -l sferum_day < {stamp}
    if test "$sferum_day" != (date +%F)
        {words}
        if contains $status 0 10
            date +%F > {stamp}
        end
    end
end
{end}
"""
