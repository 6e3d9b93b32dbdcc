"""Every way the program can say no, and what a run has to tell beside its answer; no sentences.

``RUN`` is the one run of this process: what it wrote and has to warn of comes from the bottom of
every room and is told by ``main`` alone. Why it is passed to nobody:
docs/decisions/0009-one-run-in-a-process.md
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Iterable
from enum import IntEnum

HELD = (5, 32, 33)
"""What Windows says of a file that another program, often an antivirus, has open for a moment."""
CAUSES = {
    "space": (errno.ENOSPC, errno.EDQUOT, errno.EFBIG),
    "rights": (errno.EACCES, errno.EPERM),
    "read_only": (errno.EROFS,),
    "broken": (errno.EIO,),
    "no_lock": (errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS),
    "exhausted": (errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EAGAIN, errno.EINTR),
    "away": (
        errno.ENOENT, errno.ENODEV, errno.ENXIO,
        errno.ESTALE, errno.ENOTCONN, errno.ETIMEDOUT, errno.EHOSTUNREACH,
    ),
    "in_the_way": (errno.ENOTDIR, errno.EISDIR, errno.EEXIST, errno.ENOTEMPTY, errno.ELOOP),
    "long_name": (errno.ENAMETOOLONG,),
}  # fmt: skip
# What Windows has a number of its own for, and a wrong or no errno.
WINDOWS_CAUSES = {19: "read_only", 21: "away", 53: "away", 64: "away", 67: "away", 206: "long_name"}


class Exit(IntEnum):
    """The exit codes of the contract. They are never renumbered."""

    OK = 0
    OUR_MISTAKE = 1
    USAGE = 2
    NOT_FOUND = 3
    NEEDS_ANSWER = 4
    BUSY = 5
    DAMAGED = 6
    DUE = 10
    INTERRUPTED = 130


class SferumError(Exception):
    """A cause that the person can be told about.

    ``key`` names the sentence in ``text`` (``<key>.hint`` is its second line) and the keyword
    values fill it; ``code`` is the exit code of the process. ``written`` says whether this run had
    changed anything before it went wrong. Where the values hold what was
    ``given`` and a tuple of what is ``known``, the near name is offered as the hint.
    """

    code: Exit = Exit.OUR_MISTAKE
    written: bool = False

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class BadUsage(SferumError):
    """The words or values given do not fit, or a guard said no."""

    code = Exit.USAGE


def no_such_choice(option: str, given: str, known: Iterable[str]) -> BadUsage:
    """The error for a value that ``option`` does not take; ``known`` are those it does."""
    return BadUsage("error.choice", option=option, given=given, known=tuple(known))


def refused(key: str, error: BaseException, **values: object) -> BadUsage:
    """The error for what the system refused to write."""
    return BadUsage(key, **said_by(error), **values)


def said_by(error: BaseException) -> dict[str, str]:
    """What the system said (``problem``), and its ``cause``, by which a sentence says what helps.

    Of its own errors, and of ours that came of one.
    """
    if isinstance(error, SferumError):
        problem = str(error.values.get("problem", error.key))
        return {"problem": problem, "cause": str(error.values.get("cause", "other"))}
    number, of_windows = getattr(error, "errno", None), getattr(error, "winerror", None)
    cause = next((name for name, numbers in CAUSES.items() if number in numbers), "other")
    if of_windows in HELD:
        cause = "held"
    cause = WINDOWS_CAUSES.get(of_windows or 0, cause)
    return {"problem": getattr(error, "strerror", None) or str(error) or "?", "cause": cause}


class NotFound(SferumError):
    """There is nothing with the name or id that was given."""

    code = Exit.NOT_FOUND


class NeedsAnswer(SferumError):
    """An answer is needed and nobody can be asked; the values name the flag that gives it."""

    code = Exit.NEEDS_ANSWER


class StateBusy(SferumError):
    """Another process holds the state and did not let go in time."""

    code = Exit.BUSY


class DamagedFile(SferumError):
    """A data file cannot be read; it is left as it is."""

    code = Exit.DAMAGED


class ReaderGone(SferumError):
    """Whoever read our output (``| head``) went away: nothing to complain about."""

    code = Exit.OK


class Interrupted(SferumError):
    """The person left in the middle (Ctrl-C, closed input); what was answered is saved."""

    code = Exit.INTERRUPTED


class Run:
    """What this run has written so far, and what the person should know beside the answer.

    ``put_away`` is told how many requests of how many are in the archive, where that takes long.
    """

    def __init__(self) -> None:
        self.commits = 0
        self.warnings: list[SferumError] = []
        self.put_away: Callable[[int, int], object] = lambda _done, _of: None

    def begin(self) -> None:
        """Forget what an earlier run in the same process did."""
        self.commits = 0
        self.warnings.clear()

    def commit(self) -> None:
        """Say that something is changed for good: from here on nothing may fail."""
        self.commits += 1

    @property
    def written(self) -> bool:
        """Whether anything has been changed for good."""
        return self.commits > 0

    def warn(self, key: str, **values: object) -> None:
        """Remember a sentence to tell beside the answer, once; key and values as of an error.

        It is for what the person should know though the command did what was asked.
        """
        warning = SferumError(key, **values)
        if all((each.key, each.values) != (key, values) for each in self.warnings):
            self.warnings.append(warning)

    def drop_warning(self, error: SferumError) -> None:
        """Say that the person hears of ``error`` itself: then it is no warning any more."""
        places = {error.values.get(name) for name in ("file", "where")} - {None}
        self.warnings[:] = [
            each
            for each in self.warnings
            if not places & {each.values.get(name) for name in ("file", "where")}
        ]


RUN = Run()
