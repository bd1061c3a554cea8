"""Handles what arrived: shows what of an order can be counted, records what its counter says, confirms receipt."""

from collections.abc import Coroutine, Set
from functools import partial
from typing import Any

from bot.cards import answers, miniapp
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.view import View
from bot.cards.goods import counting as cards
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import pressed
from bot.desk.ledger.ledger import AlreadyDone
from bot.desk.messages.dialogs import CountDialog
from bot.desk.shared.refusal import Refusal, RefusalReason
from bot.desk.shared.refusals import MoreThanOrdered
from bot.desk.shared.views import CountView
from bot.purchasing.approval.team import folded
from bot.purchasing.arrivals import COUNTED, ArrivalKind
from bot.purchasing.reading.quantity import Quantity, read_quantity

_ON_ITS_CARDS = frozenset({
    ButtonAction.COUNT_LINE, ButtonAction.COUNT_STEP, ButtonAction.COUNT_IT, ButtonAction.COUNT_BACK,
    ButtonAction.CLOSE_FOR,
})  # fmt: skip
"""These stand on cards of counting alone."""


@pressed(ButtonAction.COUNT)
async def count(talk: Conversation, order_id: str, place: int = 0, in_place: int = 0, page: int = 1) -> None:
    """Show what of an order, or of its parcel at this place, can be counted; to the presser alone."""
    view = await _seen(talk, order_id, place)
    card = _card(talk, view, page)
    mine = miniapp.with_count(card, view, not talk.place.private, talk.services.page, talk.own_language)
    await talk.of_request(view.purchase.request, card, mine, in_place=in_place)


@pressed(ButtonAction.COUNT_ALL)
async def count_all(talk: Conversation, order_id: str, place: int, seen: int) -> None:
    """All that is shown came, and is good."""
    view = await _seen(talk, order_id, place)
    verb = talk.desk.counting.all_there
    await _acted(talk, view, verb(talk.act, order_id, _key(talk), seen=seen, parcel=view.parcel_id))


@pressed(ButtonAction.COUNT_LINE)
async def count_line(talk: Conversation, order_id: str, place: int, line: int) -> None:
    """Show one line with its steppers."""
    view = await _seen(talk, order_id, place)
    await talk.show(cards.line_card(view, _place(view, line), talk.own_language, talk.now()))


@pressed(ButtonAction.COUNT_STEP)
async def count_step(talk: Conversation, order_id: str, place: int, line: int, kind: int, pieces: int) -> None:
    """Have so many more of a line in hand, or so many less; without a number, ask for one."""
    view = await _seen(talk, order_id, place)
    line, what, parcel = _place(view, line), COUNTED[kind % cards.EXACTLY], view.parcel_id
    if not pieces:
        dialog = CountDialog(order_id=order_id, parcel=parcel, line=line, what=what.value)
        await talk.ask(dialog, answers.sentence(talk.language, f"count-ask-{what}"))
        return
    entry, number = view.order.lines[line - 1].entry_id, {"to" if kind == cards.EXACTLY else "add": pieces}
    step = talk.desk.counting.step(talk.act, order_id, entry, what, parcel=parcel, **number)
    await _acted(talk, view, step, line)


def typed_number(words: str) -> int:
    """The typed number of pieces, which may be none; Refusal if it is not clear which."""
    plain = folded(words).strip()
    read = read_quantity(plain) if plain != "0" else Quantity(0)
    if not isinstance(read, Quantity):
        raise Refusal(RefusalReason.COUNT_UNCLEAR)
    return read.value


async def typed_pieces(talk: Conversation, dialog: CountDialog, words: str) -> None:
    """Take the typed number of pieces in hand; anything else is asked for again."""
    counting, what, parcel = talk.desk.counting, ArrivalKind(dialog.what), dialog.parcel
    view = await talk.work(counting.show(talk.by, dialog.order_id, parcel))
    line = _place(view, dialog.line)
    entry = view.order.lines[line - 1].entry_id
    step = counting.step(talk.act, dialog.order_id, entry, what, parcel=parcel, to=typed_number(words))
    await talk.say(cards.line_card(await talk.work(step), line, talk.language, talk.now()))


@pressed(ButtonAction.COUNT_IT)
async def count_it(talk: Conversation, order_id: str, place: int, seen: int, surplus: int = 0) -> None:
    """Record what was stepped so far, once; if it is more than ordered, that is asked before."""
    view, verb = await _seen(talk, order_id, place), talk.desk.counting.count
    parcel, more = view.parcel_id, bool(surplus)
    await _acted(talk, view, verb(talk.act, order_id, None, _key(talk), seen=seen, parcel=parcel, surplus=more))


@pressed(ButtonAction.CLOSE_REST)
async def close_rest(talk: Conversation, order_id: str, place: int, line: int = 0, in_place: int = 0) -> None:
    """Ask why the rest of a line, or of all, will not come."""
    view = await _seen(talk, order_id, place)
    card = cards.close_card(view, _place(view, line) if line else 0, talk.own_language, talk.now())
    await talk.of_request(view.purchase.request, card, in_place=in_place)


@pressed(ButtonAction.CLOSE_FOR)
async def close_for(talk: Conversation, order_id: str, place: int, line: int, reason: int, seen: int) -> None:
    """The rest of a line or of all will not come, for this reason; without one, it may after all."""
    view, verb = await _seen(talk, order_id, place), talk.desk.counting.close
    entries = [view.order.lines[_place(view, line) - 1].entry_id] if line else []
    why = cards.REASONS[(reason - 1) % len(cards.REASONS)] if reason else None
    parcel = view.parcel_id
    await _acted(talk, view, verb(talk.act, order_id, entries, why, _key(talk), seen=seen, parcel=parcel))


@pressed(ButtonAction.COUNT_BACK)
async def count_back(talk: Conversation, order_id: str, place: int, event: int = 0) -> None:
    """Take this count back; or show all of them, with who counted what and when."""
    view = await _seen(talk, order_id, place)
    if not event:
        await talk.show(cards.back_card(view, talk.own_language, talk.now()))
        return
    await _acted(talk, view, talk.desk.counting.take_back(talk.act, order_id, event, parcel=view.parcel_id))


@pressed(ButtonAction.COUNT_RIGHT)
async def count_right(talk: Conversation, order_id: str, place: int, seen: int) -> None:
    """What is counted is all that arrived, which a restored copy may not know."""
    view = await _seen(talk, order_id, place)
    verb = talk.desk.counting.right
    await _acted(talk, view, verb(talk.act, order_id, seen=seen, parcel=view.parcel_id))


async def photo(talk: Conversation) -> bool:
    """Keep what a photo in reply to a card of counting shows, by Telegram's ids; whether it was one."""
    about = replied_card(talk, _ON_ITS_CARDS) if talk.message and talk.message.photo else None
    if about is None or talk.message is None:
        return False
    view, size = await _seen(talk, str(about[0]), int(about[1])), talk.message.photo[-1]
    keep = talk.desk.counting.add_photo
    kept = keep(talk.act, str(about[0]), size.file_id, size.file_unique_id, parcel=view.parcel_id)
    await talk.say(_card(talk, await talk.work(kept)))
    return True


def replied_card(talk: Conversation, actions: Set[ButtonAction]) -> tuple[str | int, ...] | None:
    """What the first button with one of these actions carries on the card that is replied to; None without one."""
    return next(iter(replied_codes(talk, actions)), None)


def replied_codes(talk: Conversation, actions: Set[ButtonAction]) -> list[tuple[str | int, ...]]:
    """What each of these buttons carries there."""
    reply = talk.message.reply_to_message if talk.message else None
    if reply is None or reply.reply_markup is None:
        return []
    pressable = (button.callback_data for row in reply.reply_markup.inline_keyboard for button in row)
    codes = (talk.services.codes.read(data, talk.place.chat_id) for data in pressable if isinstance(data, str))
    return [code.args for code in codes if code is not None and code.action in actions]


@pressed(ButtonAction.RECEIPT)
async def ask_receipt(talk: Conversation, order_id: str) -> None:
    """Ask, of the presser alone, whether the receipt shall be confirmed."""
    purchase, order = await talk.work(talk.desk.receipts.show(talk.by, order_id))
    await talk.of_request(purchase.request, cards.receipt_question(purchase, order, talk.own_language, talk.now()))


@pressed(ButtonAction.RECEIPT_YES)
async def confirm_receipt(talk: Conversation, order_id: str, accepts: int, mark: str) -> None:
    """Confirm exactly what was shown."""
    confirming = talk.desk.receipts.confirm(talk.act, order_id, mark, accepts=bool(accepts))
    request = (await talk.work(confirming)).request
    await talk.show(answers.sentence(talk.own_language, "receipt-taken", number=f"#{request.name}"))


async def _acted(talk: Conversation, view: CountView, verb: Coroutine[Any, Any, CountView], line: int = 0) -> None:
    """Show what became of it, all or one line; or that somebody counted meanwhile, or that more came than ordered."""
    again = partial(talk.desk.counting.show, talk.by, view.order.order_id, view.parcel_id)
    try:
        view = await talk.work(verb)
    except AlreadyDone:
        view = await talk.work(again())
    except Refusal as refusal:
        more = refusal.why.more if isinstance(refusal.why, MoreThanOrdered) else 0
        if not more and refusal.reason is not RefusalReason.COUNTED_MEANWHILE:
            raise
        await talk.show(_card(talk, await talk.work(again()), meanwhile=not more, more=more))
        return
    await talk.show(cards.line_card(view, line, talk.own_language, talk.now()) if line else _card(talk, view))


def _card(talk: Conversation, view: CountView, page: int = 1, *, meanwhile: bool = False, more: int = 0) -> View:
    language, app = talk.own_language, talk.services.page
    card = cards.count_card(view, language, talk.now(), page, meanwhile=meanwhile, more=more, app=bool(app))
    return miniapp.with_count(card, view, talk.place.private, app, language)


def _key(talk: Conversation) -> str:
    return f"u{talk.cause.bot_id}.{talk.cause.update_id}"


def _place(view: CountView, line: int) -> int:
    """The place of a line that there is; of a forged one, the first."""
    return line if 0 < line <= len(view.order.lines) else 1


async def _seen(talk: Conversation, order_id: str, place: int) -> CountView:
    """What of an order, or of its parcel with this mark or at this place, can be counted; Refusal if there is none."""
    whole = await talk.work(talk.desk.counting.show(talk.by, order_id))
    parcel = cards.parcel_at(whole.order, place)
    if parcel is None:
        raise Refusal(RefusalReason.UNKNOWN_ORDER, order_id[:40])
    return await talk.work(talk.desk.counting.show(talk.by, order_id, parcel)) if parcel else whole
