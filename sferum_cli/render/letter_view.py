"""A letter on the screen to be checked, and what to do with it afterwards."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sferum_cli.core.codes import Channel, EventType
from sferum_cli.core.knowledge import Bilingual
from sferum_cli.core.letter_kinds import LetterKind
from sferum_cli.core.letters import Letter, Numbered
from sferum_cli.core.requests import Request, allowed
from sferum_cli.render.blocks import Block, Command, Heading, Items, Pairs, Panel, Text
from sferum_cli.text import day, language, t


def letter_page(letter: Letter) -> list[Block]:
    """The letter to be read as it will be written."""
    blocks: list[Block] = [
        Heading(t("letter.whole")),
        Pairs(
            (
                (t("letter.to"), ", ".join(letter.addressee)),
                (t("letter.from"), ", ".join(letter.applicant)),
            )
        ),
        Text(f"{letter.title} {letter.subject}"),
    ]
    for block in letter.blocks:
        if isinstance(block, Numbered):
            blocks.append(Items(block.items, numbered=True))
        else:
            blocks.append(Text(block.text))
    if letter.attachments:
        blocks.append(Items(letter.attachments, letter.labels.attachments.rstrip(":")))
    blocks.append(Text(", ".join([letter.date, *(sign.name for sign in letter.signatures)])))
    return blocks


def kinds_page(kinds: Sequence[LetterKind]) -> list[Block]:
    """Every kind of letter and who needs it."""
    lang = language()
    rows = tuple((kind.id, f"{kind.title.pick(lang)}: {kind.whom.pick(lang)}") for kind in kinds)
    return [Heading(t("letter.kinds")), Pairs(rows)]


def sending_page(
    kind: LetterKind, channel: Channel, *, file: str, request: Request | None
) -> list[Block]:
    """Where the letter is, how to send it so that the day can be proved, and how to record it."""
    blocks: list[Block] = [Heading(t("letter.written", file=file))]
    if len(kind.signatures) > 1:
        blocks.append(Text(t("letter.both_sign")))
    steps = tuple(step.pick(language()) for step in kind.sending.steps(channel))
    if steps:
        blocks.append(Items(steps, t("letter.send", channel=t(f"value.channel.{channel}")), True))
    if page := kind.pages.get(channel):
        blocks.append(Text(page))
    blocks.append(Panel(t("support.never_title"), (t("letter.never"),), "warn"))
    if request:
        command = f"sferum log {request.id} {_gone(kind, request)}"
        blocks.append(Command(command, t("letter.then"), t("home.next")))
    else:
        blocks.append(Text(t("letter.unrecorded"), "quiet"))
    return blocks


def _gone(kind: LetterKind, request: Request) -> str:
    """What is recorded of ``request`` when the letter has gone: the table allows it now."""
    event: EventType = "reminded" if kind.reminder else "sent"
    if not allowed(request, event):
        return f'note --note "{t("letter.gone_note")}"'
    copy = " --copy" if event == request.status else ""
    channel = request.channel_ahead if event == "sent" else None
    return f"{event}{copy} --channel {channel}" if channel else f"{event}{copy}"


def page_to_open(kind: LetterKind, channel: Channel | None) -> str | None:
    """The page through which the letter goes; where the channel has none, any that the kind has."""
    return (channel and kind.pages.get(channel)) or next(iter(kind.pages.values()), None)


def mail_warning(kind: LetterKind) -> list[Block]:
    """Said before a draft of an e-mail is written: where it does not count, where it is weak."""
    if kind.body == "state":
        return [
            Panel(t("letter.no_mail_title"), (kind.sending.no_appeal.pick(language()),), "danger")
        ]
    return [Text(kind.sending.weak.pick(language()), "warn")]


def kinds_shape(kinds: Sequence[LetterKind]) -> dict[str, object]:
    """The kinds for programs."""
    lang = language()
    rows = [
        {
            "id": kind.id,
            "title": kind.title.pick(lang),
            "for": kind.whom.pick(lang),
            "needs": list(kind.required),
            "situations": list(kind.situations),
            "optional": list(kind.optional),
            "channels": list(kind.channels),
        }
        for kind in kinds
    ]
    return {"kinds": rows}


def kept_line(title: Bilingual, made: date, sent: date | None) -> str:
    """A kept letter in a line: what it is, its day, and the day on which it went out."""
    words = t("letter.kept_line", title=title.pick(language()), day=day(made))
    return words + (t("letter.kept_sent", day=day(sent)) if sent else t("letter.kept_draft"))


def kept_letter_page(title: Bilingual, made: date, sent: date | None, file: str) -> list[Block]:
    """Where a kept letter lies, for a terminal that cannot show it, or where it was written to."""
    return [Text(kept_line(title, made, sent)), Text(t("letter.kept_in", file=file), "good")]
