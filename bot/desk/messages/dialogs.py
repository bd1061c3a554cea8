"""Keeps in the database the questions that wait for a typed answer of one person in one chat, one dataclass each."""

import logging
from dataclasses import dataclass, field, fields, replace
from typing import Any, ClassVar

from bot.desk.ledger.ledger import Ledger
from bot.desk.ledger.people import StoredDialog
from bot.desk.ledger.unit_of_work import UnitOfWork

log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Dialog:
    """A question to a person; `kind` is the name that it is stored under."""

    kind: ClassVar[str]
    asked_in: tuple[int, ...] = field(default=(), compare=False)
    """The messages that ask it; empty if it is not known which, as in questions of older versions."""
    prompt: int | None = field(default=None, compare=False)
    """The message in a group that asks it and nothing else, so that it goes once it is answered."""

    def asks(self, message_id: int | None) -> bool:
        """Whether a reply to this message answers it."""
        return not self.asked_in or message_id in self.asked_in


@dataclass(frozen=True, kw_only=True)
class OfRequest(Dialog):
    """A question about one request."""

    request_id: int


@dataclass(frozen=True, kw_only=True)
class QuantityDialog(OfRequest):
    """How many? Of several offers, of the one at the place `line`."""

    kind: ClassVar = "quantity"
    line: int = 0


@dataclass(frozen=True, kw_only=True)
class NoteDialog(OfRequest):
    """Which note shall the seller get with the order?"""

    kind: ClassVar = "note"


@dataclass(frozen=True, kw_only=True)
class WhyDialog(OfRequest):
    """Why is it wanted? The team's rules ask for a reason."""

    kind: ClassVar = "why"


@dataclass(frozen=True, kw_only=True)
class DeclineDialog(OfRequest):
    """Why not? `hash` is the content that the approver saw."""

    kind: ClassVar = "decline"
    hash: str


@dataclass(frozen=True, kw_only=True)
class AskDialog(OfRequest):
    """What does an approver want to ask the requester?"""

    kind: ClassVar = "ask"


@dataclass(frozen=True, kw_only=True)
class AnswerDialog(OfRequest):
    """What does the requester answer? None: to the oldest question that is open."""

    kind: ClassVar = "answer"
    question_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class OrderNumberDialog(Dialog):
    """Which order on 1688 is that of an attempt in doubt?"""

    kind: ClassVar = "order_number"
    attempt_id: int


@dataclass(frozen=True, kw_only=True)
class HandNumberDialog(OfRequest):
    """Which order on 1688 did somebody place by hand for it?"""

    kind: ClassVar = "hand_number"


@dataclass(frozen=True, kw_only=True)
class SellerNoteDialog(Dialog):
    """What shall the seller of an order read?"""

    kind: ClassVar = "seller_note"
    order_id: str


@dataclass(frozen=True, kw_only=True)
class CancelDialog(Dialog):
    """Which of several shall be cancelled?"""

    kind: ClassVar = "cancel"


@dataclass(frozen=True, kw_only=True)
class SearchDialog(Dialog):
    """What is looked for?"""

    kind: ClassVar = "search"


@dataclass(frozen=True, kw_only=True)
class ListPiecesDialog(Dialog):
    """How many pieces of a line of the team's list?"""

    kind: ClassVar = "list_pieces"
    line_id: int


@dataclass(frozen=True, kw_only=True)
class RulesDialog(Dialog):
    """These typed rules were shown as a preview; a press makes them hold."""

    kind: ClassVar = "policy"
    team_id: int
    text: str


@dataclass(frozen=True, kw_only=True)
class RateDialog(Dialog):
    """How many yuan is one unit of the currency of a team?"""

    kind: ClassVar = "rate"
    team_id: int
    currency: str


@dataclass(frozen=True, kw_only=True)
class SkuCountDialog(Dialog):
    """How many of an own SKU? `reserve`: from its reserve source."""

    kind: ClassVar = "sku_count"
    code: str
    reserve: bool = False


@dataclass(frozen=True, kw_only=True)
class ForgetDialog(Dialog):
    """Shall they be forgotten? Only a press answers it, which carries `mark`, once."""

    kind: ClassVar = "forget"
    mark: str


KINDS: dict[str, type[Dialog]] = {
    each.kind: each
    for each in (
        QuantityDialog, NoteDialog, WhyDialog, DeclineDialog, AskDialog, AnswerDialog, OrderNumberDialog,
        HandNumberDialog, SellerNoteDialog, CancelDialog, SearchDialog, ListPiecesDialog, RulesDialog, RateDialog,
        SkuCountDialog, ForgetDialog,
    )
}  # fmt: skip


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
            stored = await uow.people.dialog(chat_id, person_id)
            now = _read(stored, chat_id) if stored is not None else None
            if now is not None and now == dialog:
                now = replace(now, asked_in=(*now.asked_in, message_id), prompt=message_id if prompt else now.prompt)
                await _store(uow, chat_id, person_id, now)

    async def peek(self, chat_id: int, person_id: int) -> Dialog | None:
        """The open question; None if there is none, or one that this version does not know."""
        async with self._ledger.read() as uow:
            stored = await uow.people.dialog(chat_id, person_id)
        return _read(stored, chat_id) if stored is not None else None

    async def take(self, chat_id: int, person_id: int) -> Dialog | None:
        """Take the open question, which is then closed."""
        async with self._ledger.change() as uow:
            stored = await uow.people.dialog(chat_id, person_id)
            await uow.people.forget_dialog(chat_id, person_id)
        return _read(stored, chat_id) if stored is not None else None


async def _store(uow: UnitOfWork, chat_id: int, person_id: int, dialog: Dialog) -> None:
    facts = dict(vars(dialog))
    request_id, messages = facts.pop("request_id", None), facts.pop("asked_in")
    if messages:
        facts |= {"asked_in": list(messages), "asked_chat": chat_id}
    await uow.people.ask(chat_id, person_id, dialog.kind, request_id, facts)


def _read(stored: StoredDialog, chat_id: int) -> Dialog | None:
    """The question as it was asked; None if this version cannot read it: what is typed is no answer to it then.

    In a group that moved, messages have other numbers: those of the old group are left out.
    """
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
