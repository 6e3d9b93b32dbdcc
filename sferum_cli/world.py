"""The outside: clock, folders, streams, environment; nothing else in the program looks there."""

from __future__ import annotations

import locale
import os
import shlex
import shutil
import sys
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from sferum_cli.console import obeys_escapes

if TYPE_CHECKING:
    from sferum_cli.computer import Computer

LANGUAGES = ("ru", "en")
_NO = ("0", "no", "false", "off")


def _real_now() -> datetime:
    return datetime.now().astimezone()


def _open_in_browser(url: str) -> bool:
    """Only pages are opened: any other address could start a program or a file."""
    import webbrowser  # most runs open no page

    return url.startswith("https://") and webbrowser.open(url)


def _this_computer(environ: Mapping[str, str]) -> Computer:
    from sferum_cli.computer import Computer  # only who starts programs looks at it

    return Computer(environ)


class World:
    """Everything that differs from one run to the next.

    ``plain``, ``no_input``, ``json`` and ``language`` start from the environment; the settings fill
    in what it does not say, and the options settle it. ``origins`` says which of them did,
    ``usual`` which language it is where none does.
    ``asked`` says that the person was asked something. ``width`` is in columns. ``now`` gives an
    aware datetime.
    """

    def __init__(
        self, stdin: TextIO, stdout: TextIO, stderr: TextIO, *, environ: Mapping[str, str]
    ) -> None:
        self.stdin, self.stdout, self.stderr, self.environ = stdin, stdout, stderr, environ
        self.now: Callable[[], datetime] = _real_now
        self.obeys_escapes: Callable[[TextIO], bool] = obeys_escapes
        self.browser: Callable[[str], bool] = _open_in_browser
        self.computer: Callable[[], Computer] = lambda: _this_computer(environ)
        self.folder_now: Callable[[], Path] = Path.cwd
        self.plain = self.no_input = self.json = self.asked = False
        self.language = "ru"
        self.origins = {"language": "system", "plain": "usual"}
        self.usual: dict[str, str] = {}

    @classmethod
    def real(cls, *, wished_day: bool = True) -> World:
        """The world of this process. Raises ValueError for an unreadable ``SFERUM_TODAY``.

        Without ``wished_day`` that variable is left out.
        """
        environ = os.environ
        streams = (stream or _nowhere() for stream in (sys.stdin, sys.stdout, sys.stderr))
        world = cls(*streams, environ=environ)
        world.language = _language_of_system(environ)
        if wished_day and (frozen := environ.get("SFERUM_TODAY")):
            day = date.fromisoformat(frozen.strip())
            if not 1900 <= day.year < 2200:  # what is written on such a day could not be read again
                raise ValueError
            world.now = lambda: datetime.combine(day, time(12), tzinfo=_real_now().tzinfo)
        return world

    def settle(self, said: Mapping[str, str]) -> None:
        """Choose language and plain lines: as the environment says, else as the settings ``said``.

        What neither says stays as it is.
        """
        self.usual.setdefault("language", self.language)
        chosen = self.environ.get("SFERUM_LANG", "").lower()[:2]
        if chosen in LANGUAGES:
            self.language, self.origins["language"] = chosen, "environment"
        elif "language" in said:
            self.language, self.origins["language"] = said["language"], "settings"
        wish = _plain_wish(self.environ)
        if wish is not None:
            self.plain, self.origins["plain"] = wish, "environment"
        elif "plain" in said:
            self.plain, self.origins["plain"] = said["plain"] == "yes", "settings"

    @property
    def today(self) -> date:
        """The person's calendar day."""
        return self.now().date()

    @property
    def debug(self) -> bool:
        """Whether our own mistakes are shown with a traceback."""
        return bool(self.environ.get("SFERUM_DEBUG"))

    @property
    def can_ask(self) -> bool:
        """Whether there is a person at a terminal who may be asked."""
        return not self.no_input and _is_terminal(self.stdin) and _is_terminal(self.stdout)

    @property
    def rich_screen(self) -> bool:
        """Whether the output can show colour and boxes legibly: a terminal, or FORCE_COLOR says."""
        if self.plain:
            return False
        drawn = _is_terminal(self.stdout) and self.obeys_escapes(self.stdout)
        if not (drawn or _says(self.environ, "FORCE_COLOR")):
            return False
        encoding = (getattr(self.stdout, "encoding", "") or "").lower().replace("-", "")
        return encoding == "utf8"

    @property
    def width(self) -> int | None:
        """Columns of the terminal, at most 80; None where the output is not a terminal."""
        if not _is_terminal(self.stdout):
            return None
        return max(20, min(80, shutil.get_terminal_size((80, 24)).columns))

    @property
    def height(self) -> int:
        """Rows of the terminal."""
        return max(10, shutil.get_terminal_size((80, 24)).lines)

    @property
    def pager(self) -> list[str]:
        """The words that start what the person reads long pages with; none where none is set."""
        try:
            return shlex.split(self.environ.get("PAGER", ""))
        except ValueError:  # a quotation that is not closed
            return []

    @property
    def colour(self) -> bool:
        """Whether colour is welcome (the NO_COLOR convention)."""
        return not self.environ.get("NO_COLOR")

    @property
    def unpacked(self) -> Path | None:
        """Where the single file has unpacked the program; None where it runs in another way."""
        site = Path(__file__).parent.parent
        single = "_bootstrap" in sys.modules and site.name == "site-packages"
        return site.parent if single else None

    @property
    def folder(self) -> Path:
        """The one folder of all files: ``SFERUM_HOME``, else the platform's place for data."""
        if own := self.environ.get("SFERUM_HOME"):
            try:
                return Path(own).expanduser().absolute()
            except RuntimeError:  # ~somebody who is not here: then the words are the name
                return Path(own).absolute()
        import platformdirs  # not where SFERUM_HOME names the folder

        return Path(platformdirs.user_data_dir("sferum", appauthor=False))


def _nowhere() -> TextIO:
    """A stream in the place of one that the caller closed: it gives nothing and takes all."""
    return open(os.devnull, "r+", encoding="utf-8")  # closed with the process


def _is_terminal(stream: TextIO | None) -> bool:
    try:
        return stream is not None and stream.isatty()
    except ValueError:  # a closed stream
        return False


def _says(environ: Mapping[str, str], name: str) -> bool | None:
    """Whether the variable says yes or no; None where it is not there or empty."""
    value = environ.get(name, "").strip().lower()
    return value not in _NO if value else None


def _plain_wish(environ: Mapping[str, str]) -> bool | None:
    """Whether the environment wants plain lines; None where it says nothing of it."""
    if environ.get("TERM") == "dumb":  # such a terminal can do no other
        return True
    said = _says(environ, "SFERUM_PLAIN")
    return _says(environ, "ACCESSIBLE") if said is None else said


def _language_of_system(environ: Mapping[str, str]) -> str:
    """Russian unless the system says English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        value = environ.get(name, "")
        if value and value not in ("C", "POSIX") and not value.startswith("C."):
            return "en" if value.lower().startswith("en") else "ru"
    if os.name == "nt":  # Windows tells its language here and not in the environment
        return "en" if (locale.getlocale()[0] or "").lower().startswith("en") else "ru"
    return "ru"
