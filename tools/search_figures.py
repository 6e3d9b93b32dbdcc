"""How often the search is right: measured on people's own words, published in docs/search.md.

python tools/search_figures.py              the pages, measured now
python tools/search_figures.py --check      whether the pages say what is measured now
python tools/search_figures.py --wrong      what is not right first, and what was found instead
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import tomli
from generated import run

from sferum_cli.core.frozen import frozen
from sferum_cli.core.search import Found
from sferum_cli.flows.heard import danger_heard
from sferum_cli.flows.search import finder

TESTS = Path(__file__).parent.parent / "tests"
SAID = TESTS / "flows" / "search_said.toml"
UNSEEN = TESTS / "flows" / "search_unseen.toml"
DANGER = TESTS / "core" / "danger_said.toml"
PAGES = {"search.md": "en", "search.ru.md": "ru"}
ROWS = {
    "en": (
        "| What | Phrases | Right first | Within the first three |",
        "Questions that have an answer here",
        "The same, of phrases it had never met",
        "| What | Phrases | Answered all the same |",
        "Questions that have none: it has to say so",
        "The same, of phrases it had never met",
        "| What | Phrases | Heard rightly |",
        "Danger: fraud, harm, threats, dictated papers",
        "Look-alikes in which there is none",
    ),
    "ru": (
        "| Что | Фраз | Верно первым | Верно в первых трёх |",
        "Вопросы, на которые здесь есть ответ",
        "То же незнакомыми ему фразами",
        "| Что | Фраз | Всё равно ответил |",
        "Вопросы, на которые ответа нет: так и надо сказать",
        "То же незнакомыми ему фразами",
        "| Что | Фраз | Понято верно |",
        "Опасность: мошенники, вред, угрозы, бумаги под диктовку",
        "Похожее, в чём опасности нет",
    ),
}


@frozen
class Asked:
    """One phrase: the answers that are right (none: nothing here fits), and what was found."""

    said: str
    answers: tuple[str, ...]
    found: tuple[str, ...]

    def right_within(self, first: int) -> bool:
        """Whether a right answer is among the ``first`` finds."""
        return not set(self.answers).isdisjoint(self.found[:first])


def name(found: Found) -> str:
    """A find as the file of phrases names it."""
    if found.about:
        return found.about
    return f"{found.path}:{found.trouble}" if found.trouble else str(found.path)


def said_in(file: Path) -> list[tuple[str, tuple[str, ...]]]:
    """Every phrase of the file with the answers that are right."""
    groups = tomli.loads(file.read_text(encoding="utf-8"))["asked"]
    return [(said, tuple(group["answers"])) for group in groups for said in group["said"]]


@cache
def measured(file: Path = SAID) -> tuple[Asked, ...]:
    """Every phrase of the file, asked as somebody of whom nothing is known."""
    ask = finder()
    return tuple(
        Asked(said, answers, tuple(map(name, ask(said)))) for said, answers in said_in(file)
    )


def heard() -> Iterator[tuple[str, str, str]]:
    """Each phrase about danger, or its look-alike: what it says, what is in it, what was heard."""
    for danger, lines in tomli.loads(DANGER.read_text(encoding="utf-8")).items():
        for said in lines:
            stop = danger_heard(said)
            yield said, danger, stop.danger.id if stop else "none"


def body(lang: str) -> str:
    """The tables of the page."""
    head, known, unseen, head_none, none, unseen_none, head_danger, danger, alike = ROWS[lang]
    dangers = list(heard())
    real = [got == there for _, there, got in dangers if there != "none"]
    false = [got == there for _, there, got in dangers if there == "none"]
    return "\n".join(
        [
            head,
            "| -- | -- | -- | -- |",
            answered(known, measured(SAID), lang),
            answered(unseen, measured(UNSEEN), lang),
            "",
            head_none,
            "| -- | -- | -- |",
            unanswered(none, measured(SAID)),
            unanswered(unseen_none, measured(UNSEEN)),
            "",
            head_danger,
            "| -- | -- | -- |",
            f"| {danger} | {len(real)} | {sum(real)} |",
            f"| {alike} | {len(false)} | {sum(false)} |",
        ]
    )


def answered(label: str, asked: Sequence[Asked], lang: str) -> str:
    """The row of the questions that have an answer."""
    known = [each for each in asked if each.answers]
    first, three = (sum(each.right_within(n) for each in known) for n in (1, 3))
    shares = (share(part, len(known), lang) for part in (first, three))
    return f"| {label} | {len(known)} | {' | '.join(shares)} |"


def unanswered(label: str, asked: Sequence[Asked]) -> str:
    """The row of the questions that have none."""
    unknown = [each for each in asked if not each.answers]
    return f"| {label} | {len(unknown)} | {sum(bool(each.found) for each in unknown)} |"


def share(part: int, whole: int, lang: str) -> str:
    """A part of a whole, counted and in per cent."""
    percent = f"{100 * part / whole:.1f} %"
    return f"{part} ({percent.replace('.', ',') if lang == 'ru' else percent})"


def main(arguments: list[str]) -> int:
    """Write or compare the pages, or show what is wrong; gives the exit code."""
    if "--wrong" not in arguments:
        return run({page: body(lang) for page, lang in PAGES.items()}, arguments)
    for each in (*measured(), *measured(UNSEEN)):
        if not each.right_within(1) and (each.answers or each.found):
            sys.stdout.write(f"{each.said}: {', '.join(each.found[:3]) or '-'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
