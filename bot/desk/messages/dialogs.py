"""Keeps in the database the questions that wait for a typed answer of one person in one chat, one dataclass each."""

import logging
from dataclasses import dataclass, field, fields, replace
from typing import Any, ClassVar, dataclass_transform

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)

KINDS: dict[str, type["Dialog"]] = {}
"""Every question that is stored, by its kind."""


@dataclass_transform(frozen_default=True, kw_only_default=True)
@dataclass(frozen=True, kw_only=True)
class Dialog:
    """A question to a person; `kind` is the name that it is stored under."""

    kind: ClassVar[str] = ""
    asked_in: tuple[int, ...] = field(default=(), compare=False)
    """The messages that ask it; empty if it is not known which, as in questions of older versions."""
    prompt: int | None = field(default=None, compare=False)
    """The message in a group that asks it and nothing else, so that it goes once it is answered."""

    def __init_subclass__(cls, kind: str = "") -> None:
        dataclass(frozen=True, kw_only=True)(cls)
        if kind:
            cls.kind, KINDS[kind] = kind, cls

    def asks(self, message_id: int | None) -> bool:
        """Whether a reply to this message answers it."""
        return not self.asked_in or message_id in self.asked_in


class OfRequest(Dialog):
    """A question about one request."""

    request_id: int


class QuantityDialog(OfRequest, kind="quantity"):
    """How many? Of several offers, of the one at the place `line`."""

    line: int = 0


class NoteDialog(OfRequest, kind="note"):
    """Which note shall the seller get with the order?"""


class WhyDialog(OfRequest, kind="why"):
    """Why is it wanted? The team's rules ask for a reason."""


class TagDialog(OfRequest, kind="tag"):
    """Which tag shall it have? `line` is the place of one of several lines, 0 are all of them."""

    line: int = 0


class DeclineDialog(OfRequest, kind="decline"):
    """Why not? `hash` is the content that the approver saw."""

    hash: str


class AskDialog(OfRequest, kind="ask"):
    """What does an approver want to ask the requester?"""


class AnswerDialog(OfRequest, kind="answer"):
    """What does the requester answer? None: to the oldest question that is open."""

    question_id: int | None = None


class SellerAnswerDialog(OfRequest, kind="seller_answer"):
    """What did the seller answer?"""


class OrderNumberDialog(Dialog, kind="order_number"):
    """Which order on 1688 is that of an attempt in doubt?"""

    attempt_id: int


class HandNumberDialog(OfRequest, kind="hand_number"):
    """Which order on 1688 did somebody place by hand for it?"""


class SellerNoteDialog(Dialog, kind="seller_note"):
    """What shall the seller of an order read? If `words` are shown, an answer replaces them, and a press sends them."""

    order_id: str
    words: str = ""


class CountDialog(Dialog, kind="count"):
    """How many pieces of a line are in hand, of one kind (`what`)? `line` is its place in the order."""

    order_id: str
    parcel: str
    line: int
    what: str


class RefundDialog(Dialog, kind="refund"):
    """Which sum, description or pieces (`what`) of what is prepared? `line` is the place of a line in the order."""

    order_id: str
    what: str
    line: int = 0


class ReturnDialog(Dialog, kind="return"):
    """Which waybill takes the goods of a refund back? Without a `carrier`, words of its name are `wanted` first.

    If a `waybill` is shown, an answer replaces it, and a press sends it.
    """

    order_id: str
    refund_id: str
    carrier: str = ""
    name: str = ""
    wanted: str = ""
    waybill: str = ""


class CancelDialog(Dialog, kind="cancel"):
    """Which of several shall be cancelled?"""


class SearchDialog(Dialog, kind="search"):
    """What is looked for?"""


class CompareDialog(Dialog, kind="compare"):
    """Which offers shall stand side by side, and how many of each? Of comparison `number`: what else, or how many?"""

    number: int | None = None


class ListPiecesDialog(Dialog, kind="list_pieces"):
    """How many pieces of a line of the team's list?"""

    line_id: int


class RulesDialog(Dialog, kind="policy"):
    """These typed rules were shown as a preview; a press makes them hold."""

    team_id: int
    text: str


class RateDialog(Dialog, kind="rate"):
    """How many yuan is one unit of the currency of a team?"""

    team_id: int
    currency: str


class SkuCountDialog(Dialog, kind="sku_count"):
    """How many of an own SKU? `reserve`: from its reserve source."""

    code: str
    reserve: bool = False


class CostDialog(Dialog, kind="cost"):
    """This typed cost was shown as it is understood, which `mark` stands for; a press adds it, once.

    `file_id` is Telegram's of a photo of its paper.
    """

    words: str
    mark: str
    file_id: str = ""


class ForgetDialog(Dialog, kind="forget"):
    """Shall they be forgotten? Only a press answers it, which carries `mark`, once."""

    mark: str


class Dialogs:
    """Asks and remembers questions; a question survives a restart and lapses after an hour."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    async def ask(self, chat_id: int, person_id: int, dialog: Dialog) -> None:
        """Make this the open question of this person in this chat; it replaces another."""
        async with self._ledger.change() as uow:
            await _store(uow, chat_id, person_id, dialog)

    async def asked(
        self, chat_id: int, person_id: int, dialog: Dialog, message_id: int, *, prompt: bool = False
    ) -> None:
        """Remember a message that asks this question (a `prompt` asks nothing else), unless another is open by now."""
        async with self._ledger.change() as uow:
            now = await open_dialog(uow, chat_id, person_id)
            if now is not None and now == dialog:
                now = replace(now, asked_in=(*now.asked_in, message_id), prompt=message_id if prompt else now.prompt)
                await _store(uow, chat_id, person_id, now)

    async def peek(self, chat_id: int, person_id: int) -> Dialog | None:
        """The open question; None if there is none, or one that this version does not know."""
        async with self._ledger.read() as uow:
            return await open_dialog(uow, chat_id, person_id)

    async def are_asked_in(self, chat_id: int, message_id: int) -> bool:
        """Whether this message asks an open question of anybody in this chat."""
        async with self._ledger.read() as uow:
            open_here = await uow.people.dialogs(chat_id)
        return any(message_id in each.facts.get("asked_in", (message_id,)) for each in open_here)

    async def take(self, chat_id: int, person_id: int, dialog: Dialog) -> Dialog | None:
        """Close this question; None if another one is open by now, or the same was asked anew, which then stays."""
        async with self._ledger.change() as uow:
            now = await open_dialog(uow, chat_id, person_id)
            if now is None or now != dialog or now.asked_in[: len(dialog.asked_in)] != dialog.asked_in:
                return None
            await uow.people.forget_dialog(chat_id, person_id)
        return now


async def _store(uow: UnitOfWork, chat_id: int, person_id: int, dialog: Dialog) -> None:
    facts = dict(vars(dialog))
    request_id, messages = facts.pop("request_id", None), facts.pop("asked_in")
    if messages:
        facts |= {"asked_in": list(messages), "asked_chat": chat_id}
    await uow.people.ask(chat_id, person_id, dialog.kind, request_id, facts)


async def open_dialog(uow: UnitOfWork, chat_id: int, person_id: int) -> Dialog | None:
    """The question as it was asked; None if this version cannot read it: what is typed is no answer to it then.

    In a group that moved, messages have other numbers: those of the old group are left out.
    """
    stored = await uow.people.dialog(chat_id, person_id)
    if stored is None:
        return None
    given: dict[str, Any] = stored.facts | ({} if stored.request_id is None else {"request_id": stored.request_id})
    here = given.pop("asked_chat", None) == chat_id
    given["asked_in"] = tuple(given.get("asked_in", ())) if here else ()
    given["prompt"] = given.get("prompt") if here else None
    try:
        form = KINDS[stored.kind]
        return form(**{each.name: given[each.name] for each in fields(form) if each.name in given})
    except (KeyError, TypeError) as unknown:  # another kind, or one without a value that it cannot be without
        log.warning("a question of another version is not asked any more: %s: %s", stored.kind, unknown)
        return None
