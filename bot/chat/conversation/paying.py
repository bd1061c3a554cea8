"""Handles `/pay`: several orders are ticked and paid together, in their payer's private chat."""

import re
from collections.abc import Sequence
from contextlib import suppress

from telegram.error import TelegramError

from bot.cards.blocks.buttons import ButtonAction
from bot.cards.blocks.view import View
from bot.cards.money import pay_runs as cards
from bot.cards.orders import orders as order_cards
from bot.chat.conversation import orders
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import command, pressed
from bot.desk.money.paying import PayView

LINK = "pay"
"""The payload of a link that opens this in private."""


@command("pay")
async def pay(talk: Conversation) -> None:
    """`/pay`: what this person may pay; `/pay 1042 1050`: with just these ticked."""
    await show(talk, [each for each in re.split(r"[\s,，、]+", talk.words) if each])


async def show(talk: Conversation, numbers: Sequence[str] = ()) -> None:
    """Post what this person may pay; if purchases are named, with just their orders ticked."""
    await talk.require_private(LINK)
    await _post(talk, await talk.work(talk.desk.paying.open(talk.by, numbers=numbers)))


@pressed(ButtonAction.PAY_RUN)
async def press(talk: Conversation, run_id: int, act: str, which: str, page: int = 1) -> None:
    """Tick, ask for links, or whatever else a button of the card does."""
    desk = talk.desk.paying
    if act == cards.OPEN or not talk.place.private:
        await show(talk)
    elif act == cards.TOLD:
        await _post(talk, await talk.work(desk.open(talk.by, (talk.place, talk.pressed))))
    elif act == cards.ALONE:
        await orders.pay(talk, which)
    elif act == cards.QR:
        view, link = await talk.work(desk.picture(talk.by, run_id, int(which)))
        words = cards.qr_text(view, int(which), link.way, talk.language, talk.now())
        await talk.services.sender.picture(talk.place, order_cards.qr(link.url), View(words))
    elif act == cards.ASK:
        view = await talk.work(desk.ask(talk.by, run_id, int(which)))
        await _show(talk, view)
        if (await desk.card(view.run.id)).run.state is not view.run.state:
            await talk.services.messenger.show_run(view.run.id)  # it ended while its links were on their way
    elif act == cards.AGAIN:
        await _show(talk, await talk.work(desk.again(talk.by, run_id)))
    else:
        view = await talk.work(desk.tick(talk.by, run_id, act, which))
        await _show(talk, view, page, act if act in (cards.SELLERS, cards.PEOPLE) else "")


async def _post(talk: Conversation, view: PayView) -> None:
    """Post the card of a run; the one before loses its buttons."""
    before = view.run.message_id
    talk.desk.wording.read_by(talk.language, (each.purchase.request for each in view.orders))
    message_id = await talk.say(cards.pay_run(view, talk.language, talk.now()))
    await talk.desk.paying.shown(view.run, message_id)
    if before is not None:
        with suppress(TelegramError):  # whatever it offers is judged when it is pressed
            await talk.services.sender.bare(talk.place.chat_id, before)


async def _show(talk: Conversation, view: PayView, page: int = 1, by: str = "") -> None:
    """Turn the pressed card into the run as it is now."""
    await talk.show(cards.pay_run(view, talk.language, talk.now(), page, by))
    await talk.desk.paying.shown(view.run, talk.pressed)
