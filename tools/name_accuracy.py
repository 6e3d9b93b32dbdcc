"""How often names come out right: measured on a dictionary, published on the pages on letters.

python tools/name_accuracy.py              the pages, from the figures kept in name_figures.toml
python tools/name_accuracy.py --check      whether pages and figures are fresh; no dictionary
python tools/name_accuracy.py --measure    anew on the dictionary of pymorphy3: some minutes
python tools/name_accuracy.py --measure --wrong    and each form that is not the dictionary's
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parent.parent))

import tomli_w
from generated import run
from name_dictionary import Known, edition, names, noun_forms

from sferum_cli.core.codes import GrammaticalCase, Sex
from sferum_cli.core.frozen import frozen
from sferum_cli.core.names import OBLIQUE, PersonName
from sferum_cli.render.names import Declined, decline
from sferum_cli.shelf.declension import name_overrides, titles

ROOT = Path(__file__).parent.parent
FIGURES = Path(__file__).parent / "name_figures.toml"
RULES = ROOT / "sferum_cli" / "knowledge" / "names.toml"
PEOPLES = ROOT / "tests" / "render" / "peoples.txt"
SEXES: dict[str, Sex | None] = {"м": "male", "ж": "female", "-": None}
ASKED: tuple[GrammaticalCase, ...] = ("genitive", "dative")
WORDS = {
    "en": {
        "surname": "surnames", "given": "given names", "patronymic": "patronymics",
        "male": "men", "female": "women", "all": "all", "asked": "of these, genitive and dative",
        "head": "| part | sex | forms | right, % |",
    },
    "ru": {
        "surname": "фамилии", "given": "имена", "patronymic": "отчества",
        "male": "мужские", "female": "женские", "all": "всего",
        "asked": "из них родительный и дательный",
        "head": "| часть | пол | форм | верно, % |",
    },
}  # fmt: skip
PAGE = {
    "en": """
## How often the cases are right

{forms} forms, five cases of the {names} names in the dictionary of OpenCorpora ({edition}), by
{library} and our own rules: **{share} %** are those of the dictionary. Where they differ, it is
sometimes the dictionary that is wrong: it declines no woman called Чайка. Of the forms that differ
{shown} % are shown to the person as a doubt.

{table}

Of {peoples} names of the peoples of Russia and of their neighbours, written by hand
(`tests/render/peoples.txt`), **{right} of {of}** forms are right, and {doubts} are shown as a
doubt. The rules were mended by this list, so it promises nothing about other names; before that
494 were right.

`python tools/name_accuracy.py --measure` measures anew.
""",
    "ru": """
## Как часто падежи верны

{forms} форм, пять падежей {names} имён из словаря OpenCorpora ({edition}), по {library} и нашим
правилам: **{share} %** совпадают со словарём. Где они расходятся, ошибается иногда и словарь:
женщину по фамилии Чайка он не склоняет. Из форм, которые расходятся, {shown} % показываются
человеку как сомнение.

{table}

Из {peoples} имён народов России и соседей, записанных вручную (`tests/render/peoples.txt`), верны
**{right} из {of}** форм, сомнение показано в {doubts}. По этому списку правила исправлялись, так
что о других именах он ничего не обещает; до того верны были 494.

Измерить заново: `python tools/name_accuracy.py --measure`.
""",
}


@frozen
class Person:
    """A name of the list, and its genitive and dative as they were written by hand."""

    name: PersonName
    genitive: str
    dative: str


def people() -> Iterator[Person]:
    """The list of names of the peoples of Russia."""
    for line in PEOPLES.read_text(encoding="utf-8").splitlines():
        if "|" in line and not line.startswith("#"):
            sex, name, genitive, dative = (cell.strip() for cell in line.split("|"))
            parts = (part.strip() for part in name.split("/"))
            yield Person(PersonName(*parts, sex=SEXES[sex]), genitive, dative)


def in_case(name: PersonName, case: GrammaticalCase) -> Declined:
    """``name`` in ``case``, by the rules that the program ships."""
    return decline(name, case, overrides=name_overrides())


def fingerprint() -> str:
    """Of the rules for names and of what they make of the list: other rules, other figures."""
    rules = tomllib.loads(RULES.read_text(encoding="utf-8"))
    made = [in_case(person.name, case).text for person in people() for case in OBLIQUE]
    told = json.dumps([rules, made], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()[:16]


def measure(*, tell: bool) -> dict[str, Any]:
    """The figures of the whole dictionary; ``tell`` prints each form that is not its own."""
    of: Counter[tuple[str, str, bool]] = Counter()
    wrong: Counter[tuple[str, str, bool]] = Counter()
    shown = known = 0
    for each in names():
        known += 1
        for case, forms in each.forms.items():
            row = (each.part, each.sex, case in ASKED)
            form = in_case(_name(each), case)
            of[row] += 1
            if _plain(form.text) not in map(_plain, forms):
                wrong[row] += 1
                shown += not form.sure
                if tell:
                    print(each.part, each.sex, each.word, case, form.text, *sorted(forms))
    rows = [
        {"part": part, "sex": sex, "asked": asked, "forms": of[row], "wrong": wrong[row]}
        for row in sorted(of)
        for part, sex, asked in [row]
    ]
    return {
        "fingerprint": fingerprint(),
        "dictionary": edition(),
        "library": f"pytrovich {version('pytrovich')}",
        "names": known,
        "heads": len(titles().heads),
        "heads_wrong": list(_wrong_heads()),
        "shown": shown,
        "row": rows,
    }


def _wrong_heads() -> Iterator[str]:
    """The forms of posts and bodies that the dictionary has otherwise; it lacks abbreviations."""
    for word, head in titles().heads.items():
        for case in OBLIQUE:
            form, known = head.pattern.form(word, case, person=head.person), noun_forms(word, case)
            if known and form not in known:
                yield form


def _name(each: Known) -> PersonName:
    word = "-".join(piece.capitalize() for piece in each.word.split("-"))
    parts = {"surname": "", "given": "", "patronymic": "", each.part: word}
    return PersonName(**parts, sex=each.sex)


def _plain(form: str) -> str:
    return form.lower().replace("ё", "е")


def figures() -> dict[str, Any]:
    """The figures that were kept at the last measurement."""
    return tomllib.loads(FIGURES.read_text(encoding="utf-8"))


def body(lang: str) -> str:
    """The section of the page in ``lang``."""
    kept = figures()
    rows = kept["row"]
    forms, wrong = (sum(row[key] for row in rows) for key in ("forms", "wrong"))
    checked = [
        (in_case(person.name, case), getattr(person, case)) for person in people() for case in ASKED
    ]
    return PAGE[lang].format(
        forms=_number(forms, lang),
        names=_number(kept["names"], lang),
        edition=kept["dictionary"],
        library=kept["library"],
        share=_share(forms, wrong, lang),
        shown=round(100 * kept["shown"] / wrong),
        table=_table(rows, lang),
        peoples=len(checked) // len(ASKED),
        right=sum(form.text == wanted for form, wanted in checked),
        of=len(checked),
        doubts=sum(not form.sure for form, _ in checked),
    )


def _table(rows: list[dict[str, Any]], lang: str) -> str:
    words = WORDS[lang]
    groups = [
        (words[part], words[sex], [row for row in rows if (row["part"], row["sex"]) == (part, sex)])
        for part, sex in dict.fromkeys((row["part"], row["sex"]) for row in rows)
    ]
    groups += [
        (words["all"], "", rows),
        (words["asked"], "", [row for row in rows if row["asked"]]),
    ]
    lines = [words["head"], "| --- | --- | --- | --- |"]
    for part, sex, chosen in groups:
        forms, wrong = (sum(row[key] for row in chosen) for key in ("forms", "wrong"))
        lines.append(f"| {part} | {sex} | {_number(forms, lang)} | {_share(forms, wrong, lang)} |")
    return "\n".join(lines)


def _share(forms: int, wrong: int, lang: str) -> str:
    share = f"{100 - 100 * wrong / forms:.2f}"
    return share if lang == "en" else share.replace(".", ",")


def _number(number: int, lang: str) -> str:
    return f"{number:,}" if lang == "en" else f"{number:,}".replace(",", "\u00a0")


def main(arguments: list[str]) -> int:
    """Do what the arguments ask; gives the exit code."""
    if "--measure" in arguments:
        kept = measure(tell="--wrong" in arguments)
        FIGURES.write_text(tomli_w.dumps(kept), encoding="utf-8")
    if figures()["fingerprint"] != fingerprint():
        sys.stderr.write(
            "The rules for names have changed: python tools/name_accuracy.py --measure\n"
        )
        return 1
    return run({"letters.md": body("en"), "letters.ru.md": body("ru")}, arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
