"""The recorder of sentences: each one of ``sferum_cli/text`` is shown by some test of the suite.

It stands in place of the tables and notes what the program looks up while a test runs. The house
tests do not count: they go through all sentences whether anybody meets them or not. An error that
comes up in any test is told in both languages, with the values that it really has. Where a part of
the suite is run nothing can be said of the rest, and that is said instead.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from sferum_cli import text
from sferum_cli.cli.app import program_in
from sferum_cli.errors import SferumError
from sferum_cli.render.error_view import error_words
from sferum_cli.text import en, ru

HERE = Path(__file__).parent
# They run the program in processes of their own, or show nothing: left out, nothing is missed.
UNHEARD = (
    "torture/", "test_house_", "test_packages.py", "test_terminal.py", "test_terminal_plain.py",
    "test_completions.py", "test_site.py", "test_pictures.py", "test_man_page.py",
    "render/test_letter_formats.py",
)  # fmt: skip
# Words that people type: they are compared with, not shown; tests/test_slips.py goes through them.
TYPED = ("near.", "said.")
# Shown in a real terminal only, in a process of its own: tests/test_terminal.py.
ELSEWHERE = {"prompt.arrows", "step.qr"}
# The last one is of words that are compared with what people type.
LOOKUPS = ("t", "plural", "in_all_languages")


def in_scope(file: Path) -> bool:
    """Whether what the program says in this test file counts."""
    return not file.relative_to(HERE).as_posix().startswith(UNHEARD)


class Heard(dict[str, Any]):
    """A table of sentences that tells ``recorder`` which are looked up by the program."""

    recorder: Recorder

    def __getitem__(self, key: str) -> Any:
        if self.recorder.listening:
            lookup = sys._getframe(1)
            asked = lookup.f_back
            by = asked.f_globals.get("__name__", "") if asked else ""
            if lookup.f_code.co_name in LOOKUPS and by.startswith("sferum_cli"):
                self.recorder.shown.add(key)
        return super().__getitem__(key)


class Recorder:
    """What was shown in this process, and in those of pytest-xdist that reported to it."""

    def __init__(self, config: pytest.Config) -> None:
        self.config, self.shown, self.listening = config, set[str](), False
        self.whole, self.missing = False, list[str]()
        self.errors: dict[tuple[str, ...], SferumError] = {}
        self.told = set[tuple[str, ...]]()
        self._note_errors()
        for module in (ru, en):
            for name in ("TEXT", "PLURALS"):
                heard = Heard(getattr(module, name))
                heard.recorder = self
                setattr(module, name, heard)

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Whether this is the whole suite, as far as anything of it is heard."""
        chosen = {item.path for item in session.items}
        there = {file for file in HERE.rglob("test_*.py") if in_scope(file)}
        narrowed = any(
            self.config.getoption(name, default=None)
            for name in ("keyword", "markexpr", "deselect", "lf", "last_failed")
        )
        in_files = any("::" in arg for arg in self.config.args)
        self.whole = not narrowed and not in_files and there <= chosen

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Any:
        """Listen while a test runs that counts."""
        self.listening = in_scope(item.path)
        try:
            return (yield)
        finally:
            if not self.listening:
                program_in.cache_clear()  # what nobody heard is said anew
            self.listening = False

    def _note_errors(self) -> None:
        plain = SferumError.__init__

        def noted(error: SferumError, key: str, **values: object) -> None:
            plain(error, key, **values)
            kind = (key, *sorted(values), str(values.get("why", "")), str(values.get("cause", "")))
            if self.listening and key and kind not in self.told:
                self.errors[kind] = error

        SferumError.__init__ = noted  # type: ignore[method-assign]

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_call(self) -> Any:
        """Tell the errors that came up: one whose sentence lacks a value fails the test."""
        outcome = yield
        errors, self.errors = self.errors, {}
        self.told |= set(errors)
        raised = (error for error in errors.values() if error.__traceback__)
        for error in raised:
            for language in ("en", "ru"):
                text.use(language)
                error_words(error)  # a value that its sentence lacks is a KeyError
        return outcome

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """What a process of pytest-xdist has heard."""
        told: Mapping[str, Any] = getattr(node, "workeroutput", {})
        self.shown |= set(told.get("shown", ()))
        self.whole = self.whole or bool(told.get("whole"))

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session, exitstatus: int) -> None:
        """Hand over what was heard; at the end of it all, fail where a sentence was not."""
        if hasattr(self.config, "workeroutput"):
            self.config.workeroutput["shown"] = sorted(self.shown)
            self.config.workeroutput["whole"] = self.whole
        elif self.whole and exitstatus == pytest.ExitCode.OK:
            known = {*ru.TEXT, *ru.PLURALS} - self.shown - ELSEWHERE
            self.missing = sorted(key for key in known if not key.startswith(TYPED))
            if self.missing:
                session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """Name the sentences that no test shows, or say why that is not known."""
        if self.missing:
            terminalreporter.section(f"{len(self.missing)} sentences that no test shows")
            terminalreporter.write_line("\n".join(self.missing))
        elif not self.whole:
            terminalreporter.write_line("sentences: not looked at, this is a part of the suite")
