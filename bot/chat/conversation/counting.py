"""Handles what arrived: shows what of an order can be counted, and records what its counter says."""

from collections.abc import Callable, Coroutine
from functools import partial
from typing import Any

from bot.cards import answers, miniapp
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.view import View
from bot.cards.counting import (
    EXACTLY,
    KINDS,
    REASONS,
    back_card,
    close_card,
    count_card,
    line_card,
    parcel_at,
    surplus_card,
)
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import pressed
from bot.desk.ledger.ledger import AlreadyDone
from bot.desk.messages.dialogs import CountDialog
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import CountedMeanwhile, MoreThanOrdered
from bot.desk.shared.values import CountView
from bot.purchasing.arrivals import ArrivalKind
from bot.purchasing.reading.quantity import Quantity, read_quantity

_ON_ITS_CARDS = frozenset({
    ButtonAction.COUNT_LINE, ButtonAction.COUNT_STEP, ButtonAction.COUNT_IT, ButtonAction.COUNT_BACK,
    ButtonAction.CLOSE_FOR,
})  # fmt: skip
"""These stand on cards of counting alone."""


@pressed(ButtonAction.COUNT)
async def count(talk: Conversation, order_id: str, place: int = 0, in_place: int = 0, page: int = 1) -> None:
    """Show what of an order, or of its parcel at this place, can be counted; to the presser alone."""
    view = await talk.work(talk.desk.counting.show(talk.by, order_id, await _parcel(talk, order_id, place)))
    await talk.require_own_chat(view.purchase.request.team_id)
    card = _card(talk, view, page)
    mine = miniapp.with_count(card, view, not talk.place.private, talk.services.page, talk.own_language)
    await (talk.show(card) if in_place else talk.alone(card, mine, f"r_{view.purchase.request.id}"))


@pressed(ButtonAction.COUNT_ALL)
async def count_all(talk: Conversation, order_id: str, place: int, seen: int) -> None:
    """All that is shown came, and is good."""
    parcel = await _parcel(talk, order_id, place)
    done = talk.desk.counting.all_there(talk.by, order_id, _key(talk), talk.cause, seen=seen, parcel=parcel)
    await _acted(talk, done, order_id, parcel, partial(_card, talk))


@pressed(ButtonAction.COUNT_LINE)
async def count_line(talk: Conversation, order_id: str, place: int, line: int) -> None:
    """Show one line with its steppers."""
    view = await talk.work(talk.desk.counting.show(talk.by, order_id, await _parcel(talk, order_id, place)))
    await talk.show(line_card(view, _place(view, line), talk.own_language, talk.now()))


@pressed(ButtonAction.COUNT_STEP)
async def count_step(talk: Conversation, order_id: str, place: int, line: int, kind: int, pieces: int) -> None:
    """Have so many more of a line in hand, or so many less; without a number, ask for one."""
    parcel = await _parcel(talk, order_id, place)
    view = await talk.work(talk.desk.counting.show(talk.by, order_id, parcel))
    line = _place(view, line)
    entry, what = view.order.lines[line - 1].entry_id, KINDS[kind % EXACTLY]
    if not pieces:
        dialog = CountDialog(order_id=order_id, parcel=parcel, line=line, what=what.value)
        await talk.ask(dialog, answers.sentence(talk.language, f"count-ask-{what}"))
        return
    number = {"to": pieces} if kind == EXACTLY else {"add": pieces}
    step = talk.desk.counting.step(talk.by, order_id, entry, what, talk.cause, parcel=parcel, **number)
    await _acted(talk, step, order_id, parcel, lambda now: line_card(now, line, talk.own_language, talk.now()))


async def typed_pieces(talk: Conversation, dialog: CountDialog, words: str) -> None:
    """Take the typed number of pieces in hand; anything else is asked for again."""
    read = read_quantity(words) if words.strip() != "0" else Quantity(0)
    if not isinstance(read, Quantity):
        raise Refusal(RefusalReason.COUNT_UNCLEAR)
    view = await talk.work(talk.desk.counting.show(talk.by, dialog.order_id, dialog.parcel))
    line = _place(view, dialog.line)
    entry, what = view.order.lines[line - 1].entry_id, ArrivalKind(dialog.what)
    step = talk.desk.counting.step(
        talk.by, dialog.order_id, entry, what, talk.cause, parcel=dialog.parcel, to=read.value
    )
    await talk.say(line_card(await talk.work(step), line, talk.language, talk.now()))


@pressed(ButtonAction.COUNT_IT)
async def count_it(talk: Conversation, order_id: str, place: int, seen: int, surplus: int = 0) -> None:
    """Record what was stepped so far, once; if it is more than ordered, that is asked before."""
    parcel = await _parcel(talk, order_id, place)
    done = talk.desk.counting.count(
        talk.by, order_id, None, _key(talk), talk.cause, seen=seen, parcel=parcel, surplus=bool(surplus)
    )
    await _acted(talk, done, order_id, parcel, partial(_card, talk))


@pressed(ButtonAction.CLOSE_REST)
async def close_rest(talk: Conversation, order_id: str, place: int, line: int = -1, page: int = 0) -> None:
    """Ask which lines will not come any more, and why; without a page, below the pressed message."""
    view = await talk.work(talk.desk.counting.show(talk.by, order_id, await _parcel(talk, order_id, place)))
    await talk.require_own_chat(view.purchase.request.team_id)
    card = close_card(view, line, page, talk.own_language, talk.now())
    await (talk.show(card) if page else talk.alone(card, card, f"r_{view.purchase.request.id}"))


@pressed(ButtonAction.CLOSE_FOR)
async def close_for(talk: Conversation, order_id: str, place: int, line: int, reason: int, seen: int) -> None:
    """The rest of a line or of all will not come, for this reason; without one, it may after all."""
    parcel = await _parcel(talk, order_id, place)
    view = await talk.work(talk.desk.counting.show(talk.by, order_id, parcel))
    entries = [view.order.lines[_place(view, line) - 1].entry_id] if line else []
    why = REASONS[(reason - 1) % len(REASONS)] if reason else None
    done = talk.desk.counting.close(talk.by, order_id, entries, why, _key(talk), talk.cause, seen=seen, parcel=parcel)
    await _acted(talk, done, order_id, parcel, partial(_card, talk))


@pressed(ButtonAction.COUNT_BACK)
async def count_back(talk: Conversation, order_id: str, place: int, event: int = 0) -> None:
    """Take this count back; or show all of them, with who counted what and when."""
    parcel = await _parcel(talk, order_id, place)
    if not event:
        view = await talk.work(talk.desk.counting.show(talk.by, order_id, parcel))
        await talk.show(back_card(view, talk.own_language, talk.now()))
        return
    done = talk.desk.counting.take_back(talk.by, order_id, event, talk.cause, parcel=parcel)
    await _acted(talk, done, order_id, parcel, partial(_card, talk))


async def photo(talk: Conversation) -> bool:
    """Keep what a photo in reply to a card of counting shows, by Telegram's ids; whether it was one."""
    reply = talk.message.reply_to_message if talk.message and talk.message.photo else None
    if talk.message is None or reply is None or reply.reply_markup is None:
        return False
    pressable = (button.callback_data for row in reply.reply_markup.inline_keyboard for button in row)
    codes = (talk.services.codes.read(data, talk.place.chat_id) for data in pressable if isinstance(data, str))
    about = next((code.args for code in codes if code is not None and code.action in _ON_ITS_CARDS), None)
    if about is None:
        return False
    order_id, size = str(about[0]), talk.message.photo[-1]
    parcel = await _parcel(talk, order_id, int(about[1]))
    kept = talk.desk.counting.add_photo(talk.by, order_id, size.file_id, size.file_unique_id, talk.cause, parcel=parcel)
    await talk.say(_card(talk, await talk.work(kept)))
    return True


async def _acted(
    talk: Conversation, verb: Coroutine[Any, Any, CountView], order_id: str, parcel: str,
    card: Callable[[CountView], View],
) -> None:  # fmt: skip
    """Show what became of it; if somebody else counted meanwhile or more came than ordered, show that instead."""
    try:
        view = card(await talk.work(verb))
    except AlreadyDone:
        view = card(await talk.work(talk.desk.counting.show(talk.by, order_id, parcel)))
    except Refusal as refusal:
        if not isinstance(refusal.why, CountedMeanwhile | MoreThanOrdered):
            raise
        now = await talk.work(talk.desk.counting.show(talk.by, order_id, parcel))
        if isinstance(refusal.why, CountedMeanwhile):
            view = _card(talk, now, note="count-meanwhile")
        else:
            view = surplus_card(now, refusal.why.more, talk.own_language, talk.now())
    await talk.show(view)


def _card(talk: Conversation, view: CountView, page: int = 1, note: str = "") -> View:
    card = count_card(view, talk.own_language, talk.now(), page, note=note, app=bool(talk.services.page))
    return miniapp.with_count(card, view, talk.place.private, talk.services.page, talk.own_language)


def _key(talk: Conversation) -> str:
    return f"u{talk.cause.bot_id}.{talk.cause.update_id}"


def _place(view: CountView, line: int) -> int:
    """The place of a line that there is; of a forged one, the first."""
    return line if 0 < line <= len(view.order.lines) else 1


async def _parcel(talk: Conversation, order_id: str, place: int) -> str:
    """1688's number of the parcel at this place; empty for the whole order."""
    if not place:
        return ""
    parcel = parcel_at((await talk.work(talk.desk.counting.show(talk.by, order_id))).order, place)
    if parcel is None:
        raise Refusal(RefusalReason.UNKNOWN_ORDER, order_id[:40])
    return parcel
