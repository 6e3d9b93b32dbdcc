"""A path to read: what it is for, what will be lost, its steps, its troubles, its contacts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from sferum_cli.core.deadlines import Rule
from sferum_cli.core.knowledge import ROLES, Contact, Fact, GuidedPath, Remark, Role, Trouble
from sferum_cli.render.blocks import Block, Command, Heading, Items, Pairs, Panel, Text
from sferum_cli.render.trust_view import contact_line, foot, mark_added, marked
from sferum_cli.text import language, plural, t

# A term that starts only when something more happens is not for the first page.
FIRST_STARTS = {"sent", "received", "registered", "done_by_user"}


def titled(path: GuidedPath, role: Role | None, person: str = "") -> str:
    """The title of a path with whom it is for and how long it is."""
    steps = plural(len(path.steps_for(role)), "count.step")
    minutes = plural(path.minutes, "count.minute")
    whose = person or (t(f"role.{role}") if role else "")
    title = mark_added(path.title.pick(language()), added=path.added)
    return " · ".join(
        part for part in (title, whose, t("walk.size", steps=steps, minutes=minutes)) if part
    )


def intro(
    path: GuidedPath,
    role: Role | None,
    facts: Mapping[str, Fact],
    rules: Sequence[Rule],
    today: date,
    *,
    person: str = "",
) -> list[Block]:
    """All that there is to know before the first step: what for, what will be lost, how known."""
    lang = language()
    blocks: list[Block] = [Heading(titled(path, role, person)), Text(path.summary.pick(lang))]
    if path.consequences:
        blocks.append(
            Panel(
                t("walk.consequences"),
                tuple(f"• {line}" for line in remarks(path.consequences, role, facts)),
                "danger" if path.kind == "delete" else "warn",
            )
        )
    if warnings := remarks(path.warnings, role, facts):
        blocks.append(Panel(t("walk.warnings"), tuple(f"• {line}" for line in warnings), "warn"))
    rows = [(t("walk.needs"), line) for line in remarks(path.needs, role, facts)]
    rows = [(label if n == 0 else "", line) for n, (label, line) in enumerate(rows)]
    first = [rule for rule in rules if comes_first(rule)]
    rows += [(t("walk.terms") if n == 0 else "", term(rule)) for n, rule in enumerate(first)]
    rows.append(
        (t("walk.known"), f"{path.known.pick(lang)} {foot(path, role, facts, today)}".strip())
    )
    blocks.append(Pairs(_merged(rows)))
    return blocks


def _merged(rows: Sequence[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """Rows without a label continue the row above."""
    merged: list[tuple[str, str]] = []
    for label, text in rows:
        if label or not merged:
            merged.append((label, text))
        else:
            merged[-1] = (
                merged[-1][0],
                f"{merged[-1][1].rstrip('.')}; {_small(text)}",
            )
    return tuple(merged)


def _small(text: str) -> str:
    """``text`` as it goes on after a semicolon; an abbreviation keeps its capitals."""
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def comes_first(rule: Rule) -> bool:
    """Whether the rule counts from the start of a path, and not from what may follow."""
    return rule.owed_by != "me" and not rule.shown_by and bool(FIRST_STARTS & {*rule.starts})


def term(rule: Rule) -> str:
    """One deadline rule in a line: what is due, in how long, and whether a law binds."""
    lang = language()
    length = plural(rule.amount, f"upto.{rule.unit}")
    bound = t("term.law", norm=rule.norm.pick(lang)) if rule.binding else t("term.courtesy")
    if any(each.ownership for each in rule.applies):
        bound = f"{bound}, {t('term.public')}"
    said = f"{rule.title.pick(lang)}: {t('term.up_to', length=length)} ({bound})"
    return mark_added(said, added=rule.added)


def remarks(
    remarks_of_path: Sequence[Remark], role: Role | None, facts: Mapping[str, Fact]
) -> tuple[str, ...]:
    """The remarks that concern ``role``, each with how well it is known."""
    lines = []
    for remark in remarks_of_path:
        if not remark.when.fits(role):
            continue
        whose = ""
        if role is None and remark.when.roles:
            whose = f"{', '.join(t(f'role.{name}') for name in remark.when.roles)}: "
        text = f"{whose}{remark.text.pick(language())}"
        lines.append(marked(text, [remark.fact] if remark.fact else [], facts))
    return tuple(lines)


def paragraphs(text: str) -> list[Block]:
    """The paragraphs of a longer text; empty lines part them."""
    parts = (" ".join(part.split()) for part in text.split("\n\n"))
    return [Text(part) for part in parts if part]


def guide_page(
    path: GuidedPath,
    role: Role | None,
    facts: Mapping[str, Fact],
    *,
    contacts: Sequence[Contact],
    rules: Sequence[Rule],
    today: date,
    person: str = "",
) -> list[Block]:
    """The whole path to read, for one role (of ``person``) or for all of them."""
    blocks = intro(path, role, facts, rules, today, person=person)
    if path.by_role and role is None:
        for each in ROLES:
            blocks.append(
                _step_list(path, each, facts, t("guide.steps_for", role=t(f"role.{each}")))
            )
    else:
        blocks.append(_step_list(path, role, facts, t("guide.steps")))
    troubles = tuple(
        f"{trouble.title.pick(language())}: {mark_trouble(trouble, facts)}"
        for step in path.steps_for(role)
        for trouble in step.troubles
        if trouble.when.fits(role)
    )
    if troubles:
        blocks.append(Items(tuple(dict.fromkeys(troubles)), t("guide.troubles")))
    if contacts:
        blocks.append(contact_block(contacts))
    return blocks


def mark_trouble(trouble: Trouble, facts: Mapping[str, Fact]) -> str:
    """The advice of a trouble in one line."""
    advice = " ".join(trouble.advice.pick(language()).split())
    return marked(advice, trouble.facts, facts)


def contact_block(contacts: Sequence[Contact]) -> Pairs:
    """Contacts in the order in which to try them."""
    lang = language()
    return Pairs(tuple(contact_line(contact, lang) for contact in contacts), t("guide.contacts"))


def _step_list(path: GuidedPath, role: Role | None, facts: Mapping[str, Fact], title: str) -> Items:
    lang = language()
    lines = []
    for step in path.steps_for(role):
        line = marked(step.title.pick(lang), step.facts, facts)
        details = [each.pick(lang) for each in (step.detail, step.more) if each]
        parts = [line, *(" ".join(each.split()) for each in details), step.url or ""]
        lines.append(" ".join(filter(None, parts)))
    return Items(tuple(lines), title, numbered=True)


def contents_page(paths: Sequence[GuidedPath], role: Role | None) -> list[Block]:
    """Before all paths in a row: their names, how to read one, and how to print them."""
    who = f"--role {role} " if role else ""
    rows = tuple((path.id, path.title.pick(language())) for path in paths)
    printed = f"sferum guide {who}--all --format pdf -o guide.pdf"
    return [
        Heading(t("guide.contents")),
        Pairs(rows),
        Command(
            f"sferum guide {paths[0].id} {who}".strip(),
            t("guide.printed", command=printed),
            t("guide.one_by_one"),
        ),
    ]
