"""This computer: what system it is, its programs, a message on its screen."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

if sys.platform == "win32":
    import ctypes

PATIENCE = 30  # seconds that a program of the system may take
_MESSAGE = 0x40 | 0x10000 | 0x40000  # a sign beside it, in front of everything, and it stays there
_SAY = (
    "on run argv",
    "display notification (item 1 of argv) with title (item 2 of argv)",
    "end run",
)

System = Literal["linux", "macos", "windows"]
_SYSTEMS: dict[str, System] = {"win32": "windows", "darwin": "macos"}


class Computer:
    """The machine of this run. Nothing here needs more rights than the person has.

    ``system`` is linux, macos or windows; ``shell`` the name of the person's shell, if any;
    ``program`` the words that start this program from anywhere, the first an absolute path.
    """

    def __init__(self, environ: Mapping[str, str]) -> None:
        self.environ = environ
        self.system = _SYSTEMS.get(sys.platform, "linux")
        self.shell = Path(environ.get("SHELL", "")).name
        self.program = _program()

    @property
    def home(self) -> Path:
        """The person's own folder."""
        own = self.environ.get("USERPROFILE" if self.system == "windows" else "HOME")
        return Path(own) if own else Path.home()

    @property
    def config(self) -> Path:
        """Where programs keep what is set, on Linux."""
        own = Path(self.environ.get("XDG_CONFIG_HOME", ""))
        return own if own.is_absolute() else self.home / ".config"

    @property
    def user(self) -> str:
        """The account as Windows names it; empty where it is not said."""
        domain, name = (self.environ.get(key, "") for key in ("USERDOMAIN", "USERNAME"))
        return f"{domain}\\{name}" if domain and name else name

    @property
    def user_id(self) -> int:
        """The number of the account; 0 on Windows, which has none."""
        if os.name != "posix":
            return 0
        return os.getuid()

    def find(self, name: str) -> str | None:
        """The absolute path of the program called ``name``, if there is one."""
        return shutil.which(name, path=self.environ.get("PATH"))

    def run(self, words: Sequence[str], *, encoding: str = "") -> tuple[int, str]:
        """Run a program and give its exit code and what it said; 127 where it cannot be run.

        ``encoding`` is what it speaks, where that is not what this system's programs do.
        """
        spoken = encoding or ("oem" if self.system == "windows" else "utf-8")
        try:
            done = subprocess.run(  # noqa: S603  # no shell, and the words are our own
                words, env=dict(self.environ), stdin=subprocess.DEVNULL, capture_output=True,
                check=False, timeout=PATIENCE, encoding=spoken, errors="replace",
                creationflags=_no_window(),
            )  # fmt: skip
        except (OSError, subprocess.SubprocessError) as error:
            return 127, getattr(error, "strerror", None) or type(error).__name__
        return done.returncode, (done.stderr + done.stdout).strip()

    def read_through(self, words: Sequence[str], text: str) -> bool:
        """Let the person read ``text`` in a pager on this terminal; whether it could be started."""
        try:
            pager = subprocess.Popen(  # noqa: S603  # no shell: the pager that the person has set
                words, env=dict(self.environ), stdin=subprocess.PIPE, encoding="utf-8",
                errors="replace",
            )  # fmt: skip
        except OSError:
            return False
        with contextlib.suppress(KeyboardInterrupt):  # Ctrl-C is for the pager
            pager.communicate(text)
        while pager.poll() is None:
            with contextlib.suppress(KeyboardInterrupt):
                pager.wait()
        return True

    def start(self, words: Sequence[str]) -> bool:
        """Start a program and go on without it; whether it could be."""
        try:
            subprocess.Popen(  # noqa: S603  # as above
                words, env=dict(self.environ), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL, creationflags=_no_window(),
            )  # fmt: skip
        except OSError:
            return False
        return True

    @property
    def can_tell(self) -> bool:
        """Whether there is a way to put a message on the screen."""
        return self.system != "linux" or self.find("notify-send") is not None

    def tell(self, title: str, text: str) -> bool:
        """Put a message on the screen; whether the system took it.

        On Windows it stays until the person closes it, and this waits for that.
        """
        if sys.platform == "win32":
            return bool(ctypes.windll.user32.MessageBoxW(None, text, title, _MESSAGE))
        if self.system == "macos":
            says = [word for line in _SAY for word in ("-e", line)]
            return self.run(["/usr/bin/osascript", *says, text, title])[0] == 0
        program = self.find("notify-send")
        if program is None:
            return False
        # What begins with a dash is no option, and what looks like markup is no markup.
        safe = text.replace("&", "&amp;").replace("<", "&lt;")
        return self.run([program, "--app-name=sferum", "--", title, safe])[0] == 0


def _no_window() -> int:
    return getattr(subprocess, "CREATE_NO_WINDOW", 0)


def _program() -> tuple[str, ...]:
    """How this very program is started again, whatever folder and PATH there are then."""
    python = Path(sys.executable)
    if sys.platform == "win32" and (quiet := python.with_name("pythonw.exe")).exists():
        python = quiet  # the one that opens no window of its own
    single = Path(sys.argv[0]).absolute()
    if single.is_file() and zipfile.is_zipfile(single) and single.suffix != ".exe":
        return (str(python), str(single))
    return (str(python), "-P", "-m", "sferum_cli")
