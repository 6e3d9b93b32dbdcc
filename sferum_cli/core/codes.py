"""The closed codes of the program: every word that the journal, the rules and JSON may hold."""

from __future__ import annotations

from typing import Literal, TypeVar, get_args

T = TypeVar("T", bound=str)

Language = Literal["ru", "en"]
Status = Literal[
    "planned", "drafted", "sent", "accepted", "needs_input", "undelivered", "answered",
    "claimed_done", "closed",
]  # fmt: skip
Outcome = Literal[
    "verified_done", "partly_done", "refused", "wrong_addressee", "nothing_there", "escalated",
    "withdrawn", "abandoned",
]  # fmt: skip
EventType = Literal[
    "case", "wanted", "told", "planned", "drafted", "sent", "received", "registered", "auto_reply",
    "undelivered", "refused_at_desk", "returned", "info_requested", "info_sent", "extended",
    "forwarded", "reminded", "done_by_user", "answered", "classified", "verified", "reappeared",
    "reopened", "escalated", "withdrawn", "abandoned", "not_needed", "snoozed", "agreed",
    "corrected", "note", "attached", "walk", "undone",
]  # fmt: skip
Result = Literal["done", "partly", "refused", "not_us", "unclear", "nothing_there"]
YesNo = Literal["yes", "no"]
Channel = Literal["in_person", "post", "portal", "site", "email", "chat", "phone"]
ReturnReason = Literal["expired", "wrong_address", "refused"]

LetterFormat = Literal["pdf", "docx", "eml", "txt"]
GuideFormat = Literal["text", "md", "html", "pdf"]

Age = Literal["under-14", "14-17", "adult"]
Sex = Literal["male", "female"]
GrammaticalCase = Literal[
    "nominative", "genitive", "dative", "accusative", "instrumental", "prepositional"
]
ActingAs = Literal["self", "parent", "guardian", "adoptive_parent", "employee"]
InstitutionKind = Literal["school", "kindergarten", "college", "university"]
Ownership = Literal["federal", "regional", "municipal", "private", "unknown"]
Situation = Literal[
    "listed", "never_consented", "not_in", "forced", "refused", "silent", "re_added",
    "asked_to_explain",
]  # fmt: skip
Addressee = Literal[
    "self", "institution", "operator", "authority", "roskomnadzor", "prosecutor", "court", "labour"
]

OwedBy = Literal["them", "me", "nobody"]
ObligationState = Literal["open", "met", "met_late", "breached", "void"]
Certainty = Literal["fact", "estimate", "not_before"]
Timing = Literal[
    "not_started", "running", "due_soon", "due_today", "overdue", "long_overdue", "paused",
    "unknown_start", "recheck_due",
]  # fmt: skip

LANGUAGES: tuple[Language, ...] = get_args(Language)
STATUSES: tuple[Status, ...] = get_args(Status)
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)
EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
RESULTS: tuple[Result, ...] = get_args(Result)
YES_NO: tuple[YesNo, ...] = get_args(YesNo)
CHANNELS: tuple[Channel, ...] = get_args(Channel)
SPOKEN: tuple[Channel, ...] = ("phone", "chat")  # what is asked that way starts no term
RETURN_REASONS: tuple[ReturnReason, ...] = get_args(ReturnReason)
FORMATS: tuple[LetterFormat, ...] = get_args(LetterFormat)
GUIDE_FORMATS: tuple[GuideFormat, ...] = get_args(GuideFormat)
AGES: tuple[Age, ...] = get_args(Age)
ACTING: tuple[ActingAs, ...] = get_args(ActingAs)
INSTITUTIONS: tuple[InstitutionKind, ...] = get_args(InstitutionKind)
OWNERSHIPS: tuple[Ownership, ...] = get_args(Ownership)
SITUATIONS: tuple[Situation, ...] = get_args(Situation)
PUBLIC: tuple[Ownership, ...] = ("federal", "regional", "municipal")


def one_of(known: tuple[T, ...], given: object) -> T | None:
    """``given`` where it is one of the ``known`` codes."""
    for code in known:
        if code == given:
            return code
    return None
