"""Keeps in the database the questions that wait for a typed answer of one person in one chat: the register of them."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any, ClassVar, dataclass_transform

from bot.desk.ledger.people import StoredDialog
from bot.desk.ledger.unit_of_work import UnitOfWork
from bot.desk.shared.verbs import Verbs
from bot.purchasing.reading.answering import MessageForm

log = logging.getLogger(__name__)

KINDS: dict[str, type["Dialog"]] = {}
"""Every question that is stored, by its kind."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
@dataclass(frozen=True, kw_only=True)
class Dialog:
    """A question to a person; `kind` is the name that it is stored under. Two are equal if they ask the same."""

    kind: ClassVar[str] = ""
    wants: ClassVar[frozenset[MessageForm]] = frozenset()
    """What answers it beside plain words."""
    does: ClassVar[str] = ""
    """What its answer does, for the page of commands."""
    only_pressed: ClassVar[bool] = False
    """Whether no words answer it, only a press below it."""
    shown_first: ClassVar[bool] = False
    """Whether words that are no reply to it are shown before they do something."""

    id: int = field(default=0, compare=False)
    """Its number; 0 until it is stored."""
    asked_in: tuple[int, ...] = field(default=(), compare=False)
    """The messages that ask it; empty until one does."""
    asked_at: datetime | None = field(default=None, compare=False)
    """When the newest of these was sent, by Telegram's clock (UTC)."""
    prompt: int | None = field(default=None, compare=False)
    """The message in a group that asks it and nothing else, so that it goes once it is answered."""
    passed: bool = field(default=False, compare=False)
    """Whether something else was said or pressed since, so that words alone are no answer to it any more."""
    sentence: str = field(default="", compare=False)
    """How it was asked."""
    offered: str = field(default="", compare=False)
    """Words that were shown as its answer, and become it by a press."""

    def __init_subclass__(
        cls,
        kind: str = "",
        wants: frozenset[MessageForm] = frozenset(),
        does: str = "",
        only_pressed: bool = False,
        shown_first: bool = False,
    ) -> None:
        dataclass(frozen=True, kw_only=True)(cls)
        if kind:
            cls.kind, KINDS[kind] = kind, cls
            cls.wants, cls.does = wants, does
            cls.only_pressed, cls.shown_first = only_pressed, shown_first

    def asks(self, message_id: int | None) -> bool:
        """Whether this message asks it."""
        return message_id in self.asked_in


_NUMBERS = frozenset({MessageForm.NUMBER, MessageForm.PRODUCT})
_CODES = frozenset({MessageForm.CODE})
_WAYBILLS = _CODES | {MessageForm.WAYBILL, MessageForm.NUMBER, MessageForm.PRODUCT, MessageForm.PHOTO}
_LINKS = frozenset({MessageForm.LINK, MessageForm.PRODUCT, MessageForm.PRODUCTS})


class OfRequest(Dialog):
    """A question about one request."""

    request_id: int


class QuantityDialog(OfRequest, kind="quantity", wants=_NUMBERS, does="sets how many the draft is for"):
    """How many? Of several offers, of the one at the place `line`."""

    line: int = 0


class NoteDialog(OfRequest, kind="note", does="stands on the draft's card, and goes to the seller with the order"):
    """Which note shall the seller get with the order?"""


class WhyDialog(OfRequest, kind="why", does="stands on the draft's card as the reason"):
    """Why is it wanted? The team's rules ask for a reason."""


class TagDialog(OfRequest, kind="tag", wants=_CODES, does="tags the draft, or one of its lines"):
    """Which tag shall it have? `line` is the place of one of several lines, 0 are all of them."""

    line: int = 0


class DeclineDialog(OfRequest, kind="decline", does="declines the purchase with this reason", shown_first=True):
    """Why not? `hash` is the content that the approver saw."""

    hash: str


class AskDialog(OfRequest, kind="ask", does="asks whoever wants the purchase"):
    """What does an approver want to ask the requester?"""


class AnswerDialog(OfRequest, kind="answer", does="answers the approver"):
    """What does the requester answer? None: to the oldest question that is open."""

    question_id: int | None = None


class SellerAnswerDialog(OfRequest, kind="seller_answer", does="is kept with the purchase as the seller's answer"):
    """What did the seller answer?"""


class OrderNumberDialog(Dialog, kind="order_number", wants=_NUMBERS, does="names the order that was found on 1688"):
    """Which order on 1688 is that of an attempt in doubt?"""

    attempt_id: int


class HandNumberDialog(OfRequest, kind="hand_number", wants=_NUMBERS, does="names the order that was placed by hand"):
    """Which order on 1688 did somebody place by hand for it?"""


class SellerNoteDialog(Dialog, kind="seller_note", does="is shown as the note, which a press sends to the seller"):
    """What shall the seller of an order read? If `words` are shown, an answer replaces them, and a press sends them."""

    order_id: str
    words: str = ""


class CountDialog(Dialog, kind="count", wants=_NUMBERS, does="counts so many pieces of a line"):
    """How many pieces of a line are in hand? `what` is of which kind, `line` is its place in the order."""

    order_id: str
    parcel: str
    line: int
    what: str


class RefundDialog(Dialog, kind="refund", wants=_NUMBERS, does="changes the prepared refund, which a press sends"):
    """Which sum, description or pieces of what is prepared? `what` is which of these, `line` a line's place there."""

    order_id: str
    what: str
    line: int = 0


class ReturnDialog(
    Dialog, kind="return", wants=_WAYBILLS, does="finds the carrier, or is shown as the waybill, which a press sends"
):
    """Which waybill takes the goods of a refund back? Without a `carrier`, words of its name are `wanted` first.

    If a `waybill` is shown, an answer replaces it, and a press sends it.
    """

    order_id: str
    refund_id: str
    carrier: str = ""
    name: str = ""
    wanted: str = ""
    waybill: str = ""


class CancelDialog(Dialog, kind="cancel", wants=_NUMBERS, does="names that purchase, which a press cancels"):
    """Which of several shall be cancelled?"""


class SearchDialog(Dialog, kind="search", wants=frozenset({MessageForm.PHOTO}), does="finds offers"):
    """What is looked for?"""


class CompareDialog(
    Dialog, kind="compare", wants=_LINKS | _NUMBERS | _CODES, does="sets offers side by side, or says how many of each"
):
    """Which offers shall stand side by side, and how many of each? Of comparison `number`: what else, or how many?"""

    number: int | None = None


class ListPiecesDialog(Dialog, kind="list_pieces", wants=_NUMBERS, does="sets how many the list's line is for"):
    """How many pieces of a line of the team's list?"""

    line_id: int


class RulesDialog(Dialog, kind="policy", does="makes the rules hold that were shown", only_pressed=True):
    """Shall these typed rules hold? They were shown as a preview."""

    team_id: int
    text: str


class RateDialog(Dialog, kind="rate", wants=_NUMBERS, does="sets the team's rate", shown_first=True):
    """How many yuan is one unit of the team's currency?"""

    team_id: int
    currency: str


class SkuCountDialog(Dialog, kind="sku_count", wants=_NUMBERS, does="opens a draft of so many of an own SKU"):
    """How many of an own SKU? With `reserve`, from its reserve source."""

    code: str
    reserve: bool = False


class CostDialog(Dialog, kind="cost", does="adds the cost that was shown", only_pressed=True):
    """Shall this typed cost be added? It was shown as it is understood, which `mark` stands for; it is added once.

    `file_id` is Telegram's of a photo of its paper.
    """

    words: str
    mark: str
    file_id: str = ""


class ForgetDialog(Dialog, kind="forget", does="deletes the data of whoever asked", only_pressed=True):
    """Shall they be forgotten? The press that answers it carries `mark`, once."""

    mark: str


class Dialogs(Verbs):
    """Asks and remembers questions; a question survives a restart and lapses after an hour."""

    async def ask(self, chat_id: int, person_id: int, dialog: Dialog, *, yields: bool = False) -> Dialog:
        """Make this the open question of this person in this chat; the others are passed over, or it `yields` to one.

        Returns it with its number.
        """
        async with self._ledger.change() as uow:
            waiting = await dialogs_of(uow, chat_id, person_id)
            passed = yields and any(not other.passed for other in waiting)
            request_id = getattr(dialog, "request_id", None)
            facts = _facts(dialog, chat_id)
            number = await uow.people.ask(chat_id, person_id, dialog.kind, request_id, facts, passed)
            if not passed:
                await uow.people.pass_dialogs(chat_id, person_id, but=number)
        return replace(dialog, id=number, passed=passed)

    async def asked(
        self, chat_id: int, dialog: Dialog, message_id: int, at: datetime | None, *, prompt: bool = False
    ) -> None:
        """Remember a message that asks this question, sent `at`, if it waits; a `prompt` asks nothing else."""
        async with self._ledger.change() as uow:
            now = await _this(uow, chat_id, dialog)
            if now is not None:
                now = replace(now, asked_in=(*now.asked_in, message_id), prompt=message_id if prompt else now.prompt)
                await uow.people.change_dialog(dialog.id, facts=_facts(now, chat_id), asked_at=at)

    async def ask_again(
        self, chat_id: int, person_id: int, dialog: Dialog, message_ids: Sequence[int], at: datetime | None
    ) -> None:
        """What was said of an answer that cannot be taken asks this question once more, if it waits."""
        async with self._ledger.change() as uow:
            now = await _this(uow, chat_id, dialog)
            if now is not None:
                now = replace(now, asked_in=(*now.asked_in, *message_ids), offered="")
                values = {"facts": _facts(now, chat_id), "asked_at": at or now.asked_at, "passed": False}
                await uow.people.change_dialog(dialog.id, **values)
                await uow.people.pass_dialogs(chat_id, person_id, but=dialog.id)

    async def offer(self, chat_id: int, dialog: Dialog, words: str, message_id: int) -> None:
        """Remember words that a message shows as the answer to this question; a press below it takes them."""
        async with self._ledger.change() as uow:
            now = await _this(uow, chat_id, dialog)
            if now is not None:
                now = replace(now, asked_in=(*now.asked_in, message_id), offered=words)
                await uow.people.change_dialog(dialog.id, facts=_facts(now, chat_id), passed=True)

    async def peek(self, chat_id: int, person_id: int) -> Dialog | None:
        """The open question; None if there is none, or one that this version does not know."""
        async with self._ledger.read() as uow:
            waiting = await dialogs_of(uow, chat_id, person_id)
        return next((dialog for dialog in waiting if not dialog.passed), None)

    async def waiting(self, chat_id: int, person_id: int) -> tuple[Dialog, ...]:
        """Every question of this person in this chat that still can be answered, newest first."""
        async with self._ledger.read() as uow:
            return await dialogs_of(uow, chat_id, person_id)

    async def pass_over(self, chat_id: int, person_id: int) -> None:
        """Words alone are no answer any more to what this person was asked in this chat."""
        async with self._ledger.change() as uow:
            await uow.people.pass_dialogs(chat_id, person_id)

    async def are_asked_in(self, chat_id: int, message_id: int) -> bool:
        """Whether this message asks an open question of anybody in this chat."""
        async with self._ledger.read() as uow:
            open_here = await uow.people.dialogs(chat_id)
        return any(message_id in each.facts.get("asked_in", ()) for each in open_here)

    async def take(self, chat_id: int, person_id: int, dialog: Dialog) -> Dialog | None:
        """Close this question; None if it is closed by now. One without a number is the newest that asks the same."""
        async with self._ledger.change() as uow:
            waiting = await dialogs_of(uow, chat_id, person_id)
            same = (other for other in waiting if other.id == dialog.id or (not dialog.id and other == dialog))
            now = next(same, None)
            if now is None or not await uow.people.forget_dialog(now.id):
                return None
        return now


def _facts(dialog: Dialog, chat_id: int) -> dict[str, Any]:
    """What is stored of a question beside its own columns."""
    facts = {name: value for name, value in vars(dialog).items() if name not in _COLUMNS and value not in _NONE}
    messages = facts.pop("asked_in", ())
    if messages:
        facts |= {"asked_in": list(messages), "asked_chat": chat_id}
    return facts


_COLUMNS = ("id", "request_id", "asked_at", "passed")
_NONE: tuple[object, ...] = ((),)


async def _this(uow: UnitOfWork, chat_id: int, dialog: Dialog) -> Dialog | None:
    """The question as it is stored now; None if it is closed."""
    stored = await uow.people.dialogs(chat_id)
    return next((_read(each, chat_id) for each in stored if each.id == dialog.id), None)


async def dialogs_of(uow: UnitOfWork, chat_id: int, person_id: int) -> tuple[Dialog, ...]:
    """The questions of a person in a chat as they were asked, newest first, without those that nobody here can read."""
    stored = await uow.people.dialogs(chat_id, person_id)
    read = (_read(each, chat_id) for each in stored)
    return tuple(dialog for dialog in read if dialog is not None)


def _read(stored: StoredDialog, chat_id: int) -> Dialog | None:
    """A question; None if this version cannot read it: what is typed is no answer to it then.

    In a group that moved, messages have other numbers: those of the old group are left out.
    """
    given: dict[str, Any] = stored.facts | ({} if stored.request_id is None else {"request_id": stored.request_id})
    here = given.pop("asked_chat", None) == chat_id
    given["asked_in"] = tuple(given.get("asked_in", ())) if here else ()
    given["prompt"] = given.get("prompt") if here else None
    given |= {"id": stored.id, "asked_at": stored.asked_at, "passed": stored.passed}
    try:
        form = KINDS[stored.kind]
        return form(**{each.name: given[each.name] for each in fields(form) if each.name in given})
    except (KeyError, TypeError) as unknown:  # another kind, or one without a value that it cannot be without
        log.warning("a question of another version is not asked any more: %s: %s", stored.kind, unknown)
        return None
