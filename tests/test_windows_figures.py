"""The figures of the tests on Windows are summed by the tool, with all that they are not."""

from __future__ import annotations

from pathlib import Path

from misses import over
from windows_figures import Figures, closing, figures_of, keep, read


@over(
    [
        ("....\n4 passed, 5 skipped in 36.55s\n", Figures(4, 0, 5)),
        ("== 1 failed, 2 passed, 3 errors in 600.01s (0:10:00) ==\n", Figures(2, 4, 0)),
        ("1 xpassed in 0.10s\n", Figures(0, 1, 0)),
        ("1 failed in 1.00s\nonce more\n7 passed in 2.00s\n", Figures(7, 0, 0)),
        ("no tests ran in 0.01s\n", Figures(failed=1)),
        ("...\nnot ready in time", Figures(failed=1)),
        ("", Figures(failed=1)),
    ]
)
def test_the_closing_line_is_what_counts(page: str, expected: Figures) -> None:
    assert figures_of(page) == expected


def test_the_sum_says_what_failed_what_is_old_and_what_was_never_run(tmp_path: Path) -> None:
    keep(tmp_path, "tests/core", "9 passed, 1 skipped in 1.00s\n", "aaa", "2026-11-28")
    keep(tmp_path, "tests/test_one.py", "1 failed, 2 passed in 1.00s\n", "bbb", "2026-11-29")
    keep(tmp_path, "tests/gone", "5 passed in 1.00s\n", "bbb", "2026-11-29")
    told = closing(read(tmp_path), ["tests/core", "tests/render", "tests/test_one.py"], "bbb")
    assert told.splitlines() == [
        "failed: tests/test_one.py",
        "of an earlier commit: tests/core (aaa)",
        "never run: tests/render",
        "2 of 3 places, 2026-11-28, 2026-11-29:",
        "11 passed, 1 failed, 1 skipped",
    ]


def test_what_is_run_again_takes_the_place_of_what_was(tmp_path: Path) -> None:
    keep(tmp_path, "tests/core", "1 failed in 1.00s\n", "aaa", "2026-11-28")
    keep(tmp_path, "tests/core", "1 passed in 1.00s\n", "bbb", "2026-11-29")
    told = closing(read(tmp_path), ["tests/core"], "bbb")
    assert told == "1 of 1 places, 2026-11-29:\n1 passed, 0 failed, 0 skipped"
