"""Handles what admins settle for the bot: unknown and outside orders, and dead letters."""

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from bot.cards.blocks.buttons import ButtonAction
from bot.cards.orders import orders as order_cards
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import pressed
from bot.desk.shared.refusal import Refusal, RefusalReason


@pressed(ButtonAction.UNKNOWN_ORDERS)
async def unknown_orders(talk: Conversation, place: int, here: int = 0) -> None:
    """Show the unexpected order at this place; `here` is 1 if it is shown in place of the pressed message."""
    order = await talk.work(talk.desk.unknown_orders.page(talk.by, place))
    view = order_cards.unknown_order(order, talk.language, talk.now())
    await (talk.show(view) if here else talk.say(view))


@pressed(ButtonAction.UNKNOWN_LINK)
async def unknown_link(talk: Conversation, order_id: str, request_id: int, turn: int = 1) -> None:
    """Give the order to this request; the next one is shown in its place unless its card was pressed (`turn` 0)."""
    linking = talk.desk.unknown_orders.link(talk.act, order_id, request_id)
    await _decided(talk, linking, unknown_orders if turn else None)


@pressed(ButtonAction.UNKNOWN_FOLLOW)
async def unknown_follow(talk: Conversation, order_id: str) -> None:
    """Follow the order like any purchase; the next one is shown in its place."""
    await _decided(talk, talk.desk.unknown_orders.follow(talk.act, order_id), unknown_orders)


@pressed(ButtonAction.UNKNOWN_SETTLE)
async def unknown_settle(talk: Conversation, order_id: str, place: int) -> None:
    """Close the order, since somebody dealt with it on 1688; the next one is shown in its place."""
    await _decided(talk, talk.desk.unknown_orders.close(talk.act, order_id), unknown_orders, place)


@pressed(ButtonAction.UNKNOWN_CLOSED)
async def unknown_closed(talk: Conversation, order_id: str) -> None:
    """Close the order, if it is not settled yet, by a button of the message that told of it, which then has none."""
    await _decided(talk, talk.desk.unknown_orders.close(talk.act, order_id))
    await talk.used_up()


@pressed(ButtonAction.FOUND_THIS)
async def found_this(talk: Conversation, attempt_id: int, order_id: str, turn: int = 0) -> None:
    """Take it as the order of this doubt; `turn` is 1 if the next unexpected one is shown in its place."""
    finding = talk.desk.unclear_orders.found(talk.act, attempt_id, order_id)
    await _decided(talk, finding, unknown_orders if turn else None)


@pressed(ButtonAction.LETTERS)
async def letters(talk: Conversation, place: int, here: int = 0) -> None:
    """Show the dead letter at this place; `here` as above."""
    letter = await talk.work(talk.desk.dead_letters.page(talk.by, place))
    view = order_cards.dead_letter(letter, talk.language, talk.now())
    await (talk.show(view) if here else talk.say(view))


@pressed(ButtonAction.LETTER_AGAIN)
async def letter_again(talk: Conversation, letter_id: int, received: int, place: int) -> None:
    """Try the letter again; the next one is shown in its place."""
    await _decided(talk, talk.desk.dead_letters.again(talk.act, letter_id, bool(received)), letters, place)


@pressed(ButtonAction.LETTER_READ)
async def letter_read(talk: Conversation, letter_id: int, received: int, place: int) -> None:
    """Mark the letter as read; the next one is shown in its place."""
    await _decided(talk, talk.desk.dead_letters.read(talk.act, letter_id, bool(received)), letters, place)


async def _decided(
    talk: Conversation, verb: Coroutine[Any, Any, object], then: Callable[..., Awaitable[None]] | None = None,
    place: int = 0,
) -> None:  # fmt: skip
    """Do it, or hear that somebody did; `then` shows the next one at this place instead of the pressed message."""
    try:
        await talk.work(verb)
    except Refusal as refusal:
        if refusal.reason not in (RefusalReason.ORDER_SETTLED, RefusalReason.LETTER_GONE):
            raise
        await talk.refuse(refusal)
    if then is not None:
        await then(talk, place, here=1)
