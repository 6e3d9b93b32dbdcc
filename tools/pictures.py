"""Write docs/pictures/*.svg: the real program in a real terminal.

With --check nothing is written: the exit code says whether a picture shows what no longer is.
"""

from __future__ import annotations

import html
import io
import re
import shlex
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

import pexpect
import pyte
from rich.console import Console
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from rich.text import Text

sys.path.insert(0, str(Path(__file__).parent.parent))

from sferum_cli import text
from sferum_cli.prompt.lists import POINTER
from sferum_cli.text import t

ROOT = Path(__file__).parent.parent
PICTURES = ROOT / "docs" / "pictures"
SUFFIX = {"ru": ".ru.svg", "en": ".svg"}
COLUMNS, LINES = 80, 120
QUIET, PATIENCE, SECONDS = 0.15, 60.0, 4  # the last: how long one frame of a cast stays
PAPER, INK = (10, 12, 14), (225, 228, 232)
THEME = TerminalTheme(PAPER, INK, [INK] * 8, [INK] * 8)
# The frame of rich without its web font: nothing is loaded from elsewhere.
FRAME = """<svg viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace;
 font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs>
<clipPath id="{unique_id}-clip-terminal">
<rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
</clipPath>
{lines}
</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">
{matrix}
</g>
</g>
</svg>
"""
SPAN = re.compile(r'<text class="\w+-r\d+" x="([\d.]+)" y="([\d.]+)"[^>]*>(.*?)</text>')


@dataclass(frozen=True, slots=True)
class Scene:
    """One picture of a command: ``before`` are (day, words) that came first.

    ``moments`` gives texts that are on the screen together, in the language in use; between two
    moments every question is answered with Enter. The picture begins at the first text of the last
    one and has at most ``lines`` lines; a ``cast`` shows each moment in turn, as a terminal of
    ``lines`` lines does.
    """

    name: str
    today: str
    words: str
    moments: Callable[[], list[tuple[str, ...]]]
    before: tuple[tuple[str, str], ...] = ()
    lines: int = LINES
    cast: bool = False


def _steps(last: int) -> list[tuple[str, ...]]:
    steps = [(t("screen.step_of", n=n, of=5), t("step.pause")) for n in range(1, last + 1)]
    return [(t("walk.begin.no"),), *steps]


SCENES = (
    Scene(
        "walk",
        "2026-11-22",
        "unlink gosuslugi --role parent",
        lambda: _steps(5),
        lines=30,
        cast=True,
    ),
    Scene("step", "2026-11-22", "unlink gosuslugi --role parent", lambda: _steps(3)),
    Scene(
        "status",
        "2026-12-12",
        "status school-1",
        lambda: [("school-1 ",)],
        before=(
            ("2026-11-22", "unlink school --role parent --ownership municipal --no-input"),
            ("2026-11-26", "log school-1 sent --channel in_person --no-input"),
            ("2026-11-27", "log school-1 received --number 123 --no-input"),
        ),
    ),
    Scene(
        "plan",
        "2026-11-22",
        "start --role parent --entry vk --goal gosuslugi --no-input",
        lambda: [(t("plan.title"),)],
        lines=19,
    ),
)


def played(scene: Scene, lang: str) -> list[list[Text]]:
    """What the terminal shows, line by line: in the end, or of a cast at each moment.

    Raises TimeoutError where a moment never comes.
    """
    text.use(lang)
    height = scene.lines if scene.cast else LINES
    screen, frames = pyte.Screen(COLUMNS, height), []
    moments = scene.moments()
    with tempfile.TemporaryDirectory() as home:
        for today, words in scene.before:
            _start(words, home, today, lang).expect(pexpect.EOF)
        child = _start(scene.words, home, scene.today, lang, height)
        for moment in moments:
            _watch(child, screen, moment)
            frames.append([_line(screen, n) for n in range(height)])
        child.close(force=True)
    if scene.cast:
        return frames
    filled = [n for n, line in enumerate(screen.display) if line.strip()]
    start = next(n for n in filled if moments[-1][0] in screen.display[n])
    end = max(n for n in filled if n < start + scene.lines)
    return [frames[-1][start : end + 1]]


def _start(words: str, home: str, today: str, lang: str, height: int = LINES) -> pexpect.spawn:
    environ = {
        "LANG": "C.UTF-8",
        "TERM": "xterm-256color",
        "PROMPT_TOOLKIT_NO_CPR": "1",
        "PYTHONPATH": str(ROOT),
        "SFERUM_HOME": home,
        "SFERUM_LANG": lang,
        "SFERUM_TODAY": today,
    }
    return pexpect.spawn(
        sys.executable,
        ["-m", "sferum_cli", *shlex.split(words)],
        env=environ,
        dimensions=(height, COLUMNS),
        encoding="utf-8",
    )


def _watch(child: pexpect.spawn, screen: pyte.Screen, texts: tuple[str, ...]) -> None:
    """Feed the screen until it shows the texts and is quiet, or the program has ended.

    Whatever is asked before that is answered with Enter.
    """
    stream, until, fresh = pyte.Stream(screen), time.monotonic() + PATIENCE, True
    while True:
        try:
            stream.feed(child.read_nonblocking(4096, timeout=QUIET))
            fresh = True
        except pexpect.TIMEOUT:
            shown = "\n".join(screen.display)
            if all(each in shown for each in texts):
                return
            if POINTER in shown and fresh:  # it stands there while a question waits
                child.send("\r")
                fresh = False
        except pexpect.EOF:
            return
        if time.monotonic() > until:
            raise TimeoutError(f"{texts} never came:\n" + "\n".join(screen.display))


def _line(screen: pyte.Screen, n: int) -> Text:
    line = Text()
    row = [screen.buffer[n][column] for column in range(COLUMNS)]
    for (colour, bold), chars in groupby(row, key=lambda char: (char.fg, char.bold)):
        style = Style(color=None if colour == "default" else f"#{colour}", bold=bold)
        line.append("".join(char.data for char in chars), style)
    line.rstrip()
    return line


def drawn(scene: Scene, frames: list[list[Text]]) -> str:
    """The frames as one SVG image that loads nothing; several are shown one after another."""
    pictures = [_picture(scene, lines, n) for n, lines in enumerate(frames)]
    if not scene.cast:
        return pictures[0]
    inner = [
        picture.partition("<svg ")[2].partition(">\n")[2].rpartition("</svg>")[0]
        for picture in pictures
    ]
    size = pictures[0].partition("\n")[0]
    length, share = len(frames) * SECONDS, 100 / len(frames)
    shown = "".join(
        f"@keyframes k{n} {{ 0% {{ opacity: {int(not n)} }} {n * share:.2f}% {{ opacity: 1 }}"
        f" {(n + 1) * share:.2f}% {{ opacity: {int(n + 1 == len(frames))} }} }}\n"
        f".frame{n} {{ animation: k{n} {length}s step-end infinite }}\n"
        for n in range(len(frames))
    )
    style = (
        f"<style>\n.frame {{ opacity: 0 }}\n{shown}"
        "svg:hover .frame { animation-play-state: paused }\n"
        "@media (prefers-reduced-motion: reduce) { .frame { animation: none !important }"
        f" .frame{len(frames) - 1} {{ opacity: 1 }} }}\n</style>\n"
    )
    groups = "".join(f'<g class="frame frame{n}">\n{each}</g>\n' for n, each in enumerate(inner))
    return f"{size}\n{style}{groups}</svg>\n"


def _picture(scene: Scene, lines: list[Text], n: int) -> str:
    console = Console(
        record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True,
        color_system="truecolor", legacy_windows=False,
    )  # fmt: skip
    for line in lines:
        console.print(line, highlight=False)
    return console.export_svg(
        title=f"sferum {scene.words.split(' --')[0]}",
        theme=THEME,
        code_format=FRAME,
        unique_id=f"{scene.name}{n}" if scene.cast else scene.name,
    )


def words_of(svg: str) -> list[str]:
    """The text of a picture, line by line, without its spaces: what it says, not how."""
    rows: dict[float, list[tuple[float, str]]] = defaultdict(list)
    for x, y, content in SPAN.findall(svg):
        rows[float(y)].append((float(x), html.unescape(content)))
    said = ("".join(part for _, part in sorted(row)) for _, row in sorted(rows.items()))
    return [line for line in ("".join(row.split()) for row in said) if line]


def run(arguments: list[str]) -> int:
    """Make the pictures, or say which are stale."""
    check, stale = "--check" in arguments, []
    PICTURES.mkdir(exist_ok=True)
    for scene in SCENES:
        for lang, suffix in SUFFIX.items():
            file = PICTURES / f"{scene.name}{suffix}"
            fresh = drawn(scene, played(scene, lang))
            if not file.exists() or words_of(file.read_text(encoding="utf-8")) != words_of(fresh):
                stale.append(file)
            if not check:
                file.write_text(fresh, encoding="utf-8")
    for file in stale if check else ():
        sys.stderr.write(f"docs/pictures/{file.name} is stale: run `make update`\n")
    return int(check and bool(stale))


if __name__ == "__main__":
    raise SystemExit(run(sys.argv[1:]))
