"""Handles requests that somebody orders on the site by hand."""

from bot.cards import people
from bot.cards.blocks.buttons import ButtonAction
from bot.cards.requests import by_hand as cards
from bot.chat.conversation.conversation import Conversation
from bot.chat.conversation.registry import pressed
from bot.desk.messages.dialogs import HandNumberDialog


@pressed(ButtonAction.BY_HAND)
async def take(talk: Conversation, request_id: int) -> None:
    """The presser orders it; what to order holds an address, so nobody else reads it."""
    what = await talk.work(talk.services.desk.by_hand.take(talk.by, request_id, talk.cause))
    view = cards.prepared(what, talk.reader)
    if talk.before_all:
        await talk.alone(view, view, f"r_{request_id}")
    else:
        await talk.say(view)


@pressed(ButtonAction.HAND_NUMBER)
async def ask_number(talk: Conversation, request_id: int) -> None:
    await talk.ask(HandNumberDialog(request_id=request_id), people.ask_order_number(talk.language))


async def number(talk: Conversation, request_id: int, words: str) -> bool:
    """The typed number of an order; returns False if it differs from what was approved, which is asked first."""
    found = await talk.work(talk.services.desk.by_hand.ordered(talk.by, request_id, words, talk.cause))
    if found is not None:
        name = await talk.services.desk.cards.name(request_id)
        await talk.say(cards.differs(found, request_id, name, talk.language))
    return found is None


@pressed(ButtonAction.HAND_ACCEPT)
async def accept(talk: Conversation, request_id: int, order_id: str, total: int) -> None:
    """The differences are right; nobody waits for another number any more."""
    await talk.work(talk.services.desk.by_hand.ordered(talk.by, request_id, str(order_id), talk.cause, accepted=total))
    await talk.used_up()
    open_ = await talk.services.desk.dialogs.peek(talk.place.chat_id, talk.by.id)
    if isinstance(open_, HandNumberDialog) and open_.request_id == request_id:
        await talk.tidy(await talk.services.desk.dialogs.take(talk.place.chat_id, talk.by.id))
